import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../../transforms/index.ts';
import type { SegmentsParameters } from '../../../transforms/segments/parameters.ts';
import type { Fitted } from '../../../transforms/step.ts';
import { openEngine, parseConfig, rows, statePaths } from '../../../warehouse/index.ts';
import { run, temporaryFolder } from '../../support/cli.ts';

const folder = temporaryFolder('segments');
const paths = statePaths(path.join(folder, 'data'));

const make = async () => {
  const report = await build({
    paths,
    config: parseConfig({}),
    clock: () => new Date('2026-11-23T08:00:00Z'),
    asOf: '2026-10-31',
    select: '+customer_segments',
    publish: false,
  });
  expect(report.nodes.filter(({ status }) => status === 'error')).toEqual([]);
  expect(report.checks.filter(({ status }) => status === 'error')).toEqual([]);
};

const fits = () =>
  fs
    .readFileSync(path.join(paths.ledger, 'parameters/segments.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Fitted<SegmentsParameters>);

/** Customers who order as often as their number says, the last time the longer ago the less often. */
async function land(name: string, from: number, to: number): Promise<void> {
  const lines = Array.from({ length: to - from }, (_, i) => from + i).flatMap((customer) =>
    Array.from({ length: 1 + (customer % 9) }, (_, order) => {
      const time = Date.parse('2026-10-30T08:00:00Z') - (order * 20 + (9 - (customer % 9)) * 30) * 86_400_000;
      return JSON.stringify({
        specversion: '1.0',
        id: `${customer}-${order}`,
        source: 'shop',
        type: 'purchase.completed',
        time: new Date(time).toISOString(),
        data: {
          order_id: `${customer}-${order}`,
          customer: { customer_ref: `p${customer}` },
          currency: 'USD',
          lines: [{ sku: 'A', quantity: 1, unit_price: (10 + (customer % 7) * 15).toFixed(2) }],
        },
      });
    }),
  );
  fs.writeFileSync(path.join(folder, `${name}.ndjson`), `${lines.join('\n')}\n`);
  const landed = await run(folder, ['ingest', 'files', `${name}.ndjson`]);
  expect(landed, landed.err).toMatchObject({ code: 0 });
}

test('a build without customers waits, the first customers are fitted to at once, and a few more only scored', async () => {
  fs.writeFileSync(
    path.join(folder, 'nobody.ndjson'),
    `${JSON.stringify({
      specversion: '1.0',
      id: 'store',
      source: 'shop',
      type: 'store.updated',
      time: '2026-01-01T00:00:00Z',
      data: { store_id: 'S1', name: 'First' },
    })}\n`,
  );
  const landed = await run(folder, ['ingest', 'files', 'nobody.ndjson']);
  expect(landed, landed.err).toMatchObject({ code: 0 });
  await make();
  expect(fits()).toMatchObject([{ chosen: 'none', rows: 0 }]);

  await land('first', 0, 180);
  await make();
  const [, first] = fits();
  expect(first).toMatchObject({ rows: 180 });
  expect(first?.chosen).toMatch(/^k-means, k [3-8]$/);

  await land('more', 180, 198);
  await make();
  expect(fits()).toHaveLength(2);
  const engine = await openEngine();
  await engine.attach(paths.workspace, 'workspace', 'read');
  const connection = await engine.connect();
  await connection.run('use workspace');
  const [counted] = await rows<{ n: number; named: number }>(
    connection,
    'select count(distinct customer_id)::int as n, count(name_en)::int as named from customer_segments',
  );
  engine.close();
  expect(counted).toEqual({ n: 198, named: 198 });
});
