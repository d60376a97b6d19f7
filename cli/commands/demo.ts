import path from 'node:path';
import type { Command } from 'commander';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson } from '../context.ts';

interface DemoFlags extends GlobalOptions {
  readonly customers: string;
  readonly months: string;
  readonly seed: string;
  readonly out: string;
  readonly open?: boolean;
}

/** The synthetic business counts in yuan and lives in China. */
const business = {
  business: {
    name: { en: 'Northwind Goods', 'zh-CN': '北风良品' },
    timeZone: 'Asia/Shanghai',
    reportingCurrency: 'CNY',
    defaultRegion: 'CN',
  },
};

/** The last day of the synthetic business: fixed, so that a demo is the same on any day. */
const until = '2026-10-31';

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('demo')
      .description('make a synthetic business, land it, build, check, publish, and build the report site')
      .option('--customers <number>', 'how many customers', '20000')
      .option('--months <number>', 'how many months', '24')
      .option('--seed <number>', 'another seed, another business', '1')
      .option('--out <dir>', 'the folder that gets everything', 'demo')
      .option('--open', 'serve the site when it is built')
      .action((_: object, self: Command) => demo(context, self.optsWithGlobals<DemoFlags>()));
  },
};

async function demo(context: Context, flags: DemoFlags): Promise<void> {
  const fs = await import('node:fs');
  const { ClienteleError, parseConfig, statePaths } = await import('../../warehouse/index.ts');
  const wholeNumber = (name: 'customers' | 'months' | 'seed') => {
    const value = Number(flags[name]);
    if (Number.isInteger(value) && value > 0) return value;
    throw new ClienteleError('usage', `--${name} takes a whole number from 1, not "${flags[name]}"`);
  };
  const out = path.resolve(context.cwd, flags.out);
  const paths = statePaths(path.join(out, 'data'));
  if (
    fs.existsSync(out) &&
    fs.readdirSync(out).length > 0 &&
    !fs.existsSync(path.join(out, 'clientele.config.json'))
  )
    throw new ClienteleError('demo-folder', `${out} holds something else; name another folder with --out`);
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, 'clientele.config.json'), `${JSON.stringify(business, null, 2)}\n`);
  const config = parseConfig(business);
  const laps: Record<string, number> = {};
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    laps[name] = (performance.now() - started) / 1000;
    context.err(`${name.padEnd(10)} ${laps[name]?.toFixed(1)} s\n`);
    return result;
  };

  const { generate, importFiles } = await import('../../ingest/index.ts');
  const made = await timed('generate', () =>
    generate({
      customers: wholeNumber('customers'),
      months: wholeNumber('months'),
      seed: wholeNumber('seed'),
      until,
      out: path.join(out, 'business'),
      signal: context.signal,
    }),
  );
  const landed = await timed('land', () =>
    importFiles({
      paths,
      files: made.files.filter((file) => file.endsWith('.ndjson')),
      stdin: context.stdin,
      clock: context.clock,
      signal: context.signal,
      memoryLimit: config.resources.memoryLimit,
    }),
  );
  const { build } = await import('../../transforms/index.ts');
  const { printReport } = await import('../build.ts');
  const report = await timed('build', () =>
    build({ paths, config, clock: context.clock, signal: context.signal }),
  );
  if (report.status === 'error') await printReport(context, flags, report);
  const { buildSite, previewSite } = await import('../../reports/index.ts');
  const sites = [];
  for (const role of config.roles) sites.push(await timed(`site`, () => buildSite({ paths, config, role })));

  const events = landed.reduce((sum, file) => sum + Object.values(file.events).reduce((a, b) => a + b, 0), 0);
  const refused = landed.reduce((sum, file) => sum + file.rowsRejected, 0);
  if (flags.json)
    printJson(context, { schema: 'clientele.demo/1', out, events, refused, seconds: laps, sites });
  else {
    const warned = report.checks.filter(({ status }) => status === 'warn').map(({ name }) => name);
    const which = warned.length > 0 ? `; ${warned.join(', ')} warned (clientele check)` : '';
    context.out(
      `${events.toLocaleString('en')} events landed and ${refused.toLocaleString('en')} refused with a reason; ${report.totals.pass} of ${report.totals.total} tables and checks passed${which}.\n` +
        `Look at the reports:   cd ${path.relative(context.cwd, out) || '.'} && npx clientele site preview\n` +
        `Ask the tables:        npx clientele show customer_tiers --data ${path.relative(context.cwd, paths.data)}\n` +
        `What was refused:      npx clientele dead-letters list --data ${path.relative(context.cwd, paths.data)}\n`,
    );
  }
  if (!flags.open) return;
  const preview = await previewSite(path.join(paths.site, 'analyst'));
  context.out(`${preview.address}\n`);
  await new Promise<void>((resolve) =>
    context.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  await preview.close();
}
