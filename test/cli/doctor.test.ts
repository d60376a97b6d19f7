import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { newProject } from '../support/builtProject.ts';
import { run, temporaryFolder } from '../support/cli.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly needed: boolean;
  readonly detail: string;
}

test('doctor names each thing that is needed, and ends with 0 where all is there', async () => {
  const { code, out, err } = await run(newProject(), ['doctor']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const line of [
    /^ok {6}Node: \d+\.\d+/m,
    /^ok {6}DuckDB: opens$/m,
    /^ok {6}configuration: .*, Asia\/Shanghai, CNY$/m,
    /^ok {6}data folder: /m,
    /^ok {6}disk: \d+\.\d GiB free$/m,
    /^no {6}Kafka: no brokers configured; files can be landed without$/m,
    /^ok {6}memory: /m,
  ])
    expect(out).toMatch(line);
  expect(out).not.toContain('MISSING');
});

test('what only tests need is no error where it is missing, and comes with the line to type', async () => {
  const folder = newProject({ kafka: { brokers: ['kafka:9092'] } });
  const path_ = process.env.PATH;
  process.env.PATH = folder;
  try {
    const { code, out } = await run(folder, ['doctor', '--json']);
    const { schema, findings } = JSON.parse(out) as { schema: string; findings: Finding[] };
    expect({ code, schema }).toEqual({ code: 0, schema: 'clientele.doctor/1' });
    const of = (what: string) => findings.find((finding) => finding.what === what);
    expect(of('Kafka')).toMatchObject({ ok: true, detail: 'kafka:9092' });
    expect(of('java')).toEqual({
      what: 'java',
      ok: false,
      needed: false,
      detail: 'only for a Kafka broker for the tests; type: apt-get install -y default-jre-headless',
    });
  } finally {
    process.env.PATH = path_;
  }
});

test('a configuration that cannot be read is missing, and the exit code says so', async () => {
  const folder = temporaryFolder('doctor');
  fs.writeFileSync(
    path.join(folder, 'clientele.config.json'),
    JSON.stringify({ business: { timeZone: 'Mars/Olympus' }, tiers: { goldShare: 2 } }),
  );
  const text = await run(folder, ['doctor']);
  expect(text.code).toBe(1);
  expect(text.out).toMatch(
    /^MISSING configuration: .*business\.timeZone: not an IANA time zone.*tiers\.goldShare/m,
  );
  expect(text.err).toBe('clientele: missing: configuration\n');

  const asJson = await run(folder, ['doctor', '--json']);
  expect(asJson.code).toBe(1);
  const { findings } = JSON.parse(asJson.out) as { findings: Finding[] };
  expect(findings.filter(({ ok, needed }) => needed && !ok).map(({ what }) => what)).toEqual([
    'configuration',
  ]);
});

test('a configuration file that is no JSON is named with what is wrong, not with a stack trace', async () => {
  const folder = temporaryFolder('doctor');
  fs.writeFileSync(path.join(folder, 'clientele.config.json'), '{"business": ');
  const { code, out } = await run(folder, ['doctor']);
  expect(code).toBe(1);
  expect(out).toMatch(/^MISSING configuration: .*clientele\.config\.json/m);
  expect(await run(folder, ['status'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('clientele.config.json'),
  });
});
