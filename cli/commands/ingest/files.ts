import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { FileReport } from '../../../ingest/index.ts';
import type { CommandModule } from '../../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';

interface Flags extends GlobalOptions {
  readonly mapping?: string;
  readonly dryRun?: boolean;
}

export const command: CommandModule = {
  register(program: Command, context: Context) {
    program
      .command('files')
      .description(
        'land CSV, TSV, NDJSON or Parquet files (or .gz of them); - reads NDJSON from standard input',
      )
      .argument('<path...>', 'files, or folders of files, in the order in which they are landed')
      .option('--mapping <file>', 'how rows become events; without one, lines are CloudEvents')
      .option('--dry-run', 'tell how the files are understood and what would land; change nothing')
      .action(async (files: readonly string[], _: object, self: Command) => {
        const flags = self.optsWithGlobals<Flags>();
        const { paths, config } = await project(context, flags);
        const { importFiles } = await import('../../../ingest/index.ts');
        const inFolder = (file: string) => (file === '-' ? file : path.resolve(context.cwd, file));
        const reports = await importFiles({
          paths,
          files: files.map(inFolder).flatMap(filesIn),
          stdin: context.stdin,
          clock: context.clock,
          signal: context.signal,
          memoryLimit: config.resources.memoryLimit,
          ...(flags.mapping ? { mapping: inFolder(flags.mapping) } : {}),
          ...(flags.dryRun ? { dryRun: true } : {}),
          onProgress: progress(context),
        });
        if (flags.json)
          printJson(context, {
            schema: 'clientele.ingest-files/1',
            dryRun: flags.dryRun === true,
            files: reports,
          });
        else for (const report of reports) context.out(`${describe(report, flags.dryRun === true)}\n`);
      });
  },
};

/** A folder stands for the files in it, by name; hidden ones are left out. */
const filesIn = (place: string): readonly string[] =>
  fs.statSync(place, { throwIfNoEntry: false })?.isDirectory()
    ? fs
        .readdirSync(place)
        .filter((name) => !name.startsWith('.'))
        .sort()
        .map((name) => path.join(place, name))
    : [place];

const number = (value: number): string => value.toLocaleString('en');

/** At most one line a second on a terminal, none elsewhere for a file that takes less than ten. */
function progress(context: Context): (at: { file: string; row: number; of: number }) => void {
  let last = performance.now();
  const every = context.terminal ? 1_000 : 10_000;
  return ({ file, row, of }) => {
    if (performance.now() - last < every) return;
    last = performance.now();
    context.err(`${file}: row ${number(row)} of ${number(of)}\n`);
  };
}

/** A report as text. */
function describe(report: FileReport, dryRun: boolean): string {
  const would = dryRun ? 'would land' : 'landed';
  const lines = [`${report.file}: ${report.format}; ${report.notes.join('; ')}`];
  if (dryRun)
    for (const { column, fills } of report.columns)
      lines.push(`  ${column} → ${fills.length > 0 ? fills.join(', ') : '(not used)'}`);
  if (report.resumedAt > 0)
    lines.push(`  went on at row ${number(report.resumedAt)}, where it was interrupted`);
  const { rowsRead, rowsInEvents, rowsRejected, rowsRepeated, seconds } = report;
  lines.push(
    `  ${number(rowsRead)} rows read = ${number(rowsInEvents)} in events + ${number(rowsRejected)} rejected + ${number(rowsRepeated)} repeated (${seconds.toFixed(1)} s)`,
  );
  const types = Object.entries(report.events).map(([type, count]) => `${number(count)} ${type}`);
  lines.push(
    `  ${number(report.eventsLanded)} events ${would}${types.length > 0 ? `: ${types.join(', ')}` : ''}`,
  );
  for (const { reason, rows, first } of report.reasons)
    lines.push(
      `  rejected ${number(rows)} ${rows === 1 ? 'row' : 'rows'}: ${reason}${first.message === reason ? '' : ` (row ${first.row}: ${first.message})`}`,
    );
  if (dryRun)
    for (const { row, message } of report.firstRejected) lines.push(`    row ${number(row)}: ${message}`);
  else if (report.deadLetters > 0)
    lines.push(`  ${number(report.deadLetters)} dead letters: clientele dead-letters list`);
  for (const warning of report.warnings) lines.push(`  warning: ${warning}`);
  return lines.join('\n');
}
