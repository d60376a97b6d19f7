import fs from 'node:fs';
import os from 'node:os';
import type { Command } from 'commander';
import { ClienteleError } from '../../warehouse/index.ts';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../context.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly needed: boolean;
  readonly detail: string;
}

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('doctor')
      .description('what is missing on this machine, and how to get it')
      .action(async (_: object, self: Command) => {
        const flags = self.optsWithGlobals<GlobalOptions>();
        const findings = await examine(context, flags);
        if (flags.json) printJson(context, { schema: 'clientele.doctor/1', findings });
        else
          for (const { ok, needed, what, detail } of findings)
            context.out(`${ok ? 'ok     ' : needed ? 'MISSING' : 'no     '} ${what}: ${detail}\n`);
        const missing = findings.filter(({ ok, needed }) => needed && !ok);
        if (missing.length > 0)
          throw new ClienteleError('machine', `missing: ${missing.map(({ what }) => what).join(', ')}`, {
            reported: true,
          });
      });
  },
};

async function examine(context: Context, flags: GlobalOptions): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const add = (what: string, needed: boolean, ok: boolean, detail: string) =>
    found.push({ what, needed, ok, detail });
  const major = Number(process.versions.node.split('.')[0]);
  add(
    'Node',
    true,
    major >= 20,
    `${process.versions.node}${major >= 20 ? '' : '; version 20 or later is needed'}`,
  );
  const engine = await import('../../warehouse/index.ts')
    .then(({ openEngine }) => openEngine())
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (typeof engine === 'string') add('DuckDB', true, false, `${engine}; type: npm ci`);
  else {
    engine.close();
    add('DuckDB', true, true, 'opens');
  }
  const configured = await project(context, flags).catch((error: unknown) => error);
  if (configured instanceof Error) add('configuration', true, false, configured.message);
  else {
    const { paths, config } = configured as Awaited<ReturnType<typeof project>>;
    add(
      'configuration',
      true,
      true,
      `${config.business.name.en}, ${config.business.timeZone}, ${config.business.reportingCurrency}`,
    );
    const folder = fs.existsSync(paths.data) ? paths.data : context.cwd;
    const writable = canWrite(folder);
    add('data folder', true, writable, writable ? paths.data : `${folder} cannot be written to`);
    const { bavail, bsize } = fs.statfsSync(folder);
    const gibibytes = (bavail * bsize) / 1_073_741_824;
    add('disk', true, gibibytes >= 1, `${gibibytes.toFixed(1)} GiB free`);
    add(
      'Kafka',
      false,
      config.kafka.brokers.length > 0,
      config.kafka.brokers.join(', ') || 'no brokers configured; files can be landed without',
    );
  }
  add(
    'memory',
    true,
    os.totalmem() >= 2 * 1_073_741_824,
    `${(os.totalmem() / 1_073_741_824).toFixed(1)} GiB`,
  );
  for (const [name, use, line] of [
    ['java', 'a Kafka broker for the tests', 'apt-get install -y default-jre-headless'],
    ['mvn', "the broker's jars", 'apt-get install -y maven'],
    ['chromium', 'browser tests and screenshots', 'apt-get install -y chromium fonts-noto-cjk'],
  ] as const) {
    const at = which(context, name);
    add(name, false, at !== undefined, at ?? `only for ${use}; type: ${line}`);
  }
  return found;
}

const which = (context: Context, name: string): string | undefined =>
  (context.env.PATH ?? '')
    .split(':')
    .map((folder) => `${folder}/${name}`)
    .find((file) => fs.existsSync(file));

function canWrite(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
