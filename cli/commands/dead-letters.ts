import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { DeadLetter } from '../../ingest/index.ts';
import { ClienteleError } from '../../warehouse/index.ts';
import type { CommandModule } from '../command.ts';
import { type Context, type GlobalOptions, printJson, project } from '../context.ts';

interface Flags extends GlobalOptions {
  readonly limit?: string;
  readonly code?: string;
  readonly topic?: string;
  readonly type?: string;
  readonly all?: boolean;
  readonly id?: string[];
  readonly out?: string;
  readonly dryRun?: boolean;
}

const withFilter = (command: Command): Command =>
  command
    .option('--code <code>', 'only those refused for this reason')
    .option('--topic <topic>', 'only those of this topic or file')
    .option('--type <type>', 'only those that say they are of this event type')
    .option('--all', 'also those that a replay, or their file under another mapping, has settled since');

const filterOf = (flags: Flags) => ({
  code: flags.code,
  topic: flags.topic,
  type: flags.type,
  open: !flags.all,
});

const idOf = (text: string): number => {
  const id = Number(text);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new ClienteleError(
    'usage',
    `a dead letter's number is expected, not "${text}"; see dead-letters list`,
  );
};

export const command: CommandModule = {
  register(program: Command, context: Context) {
    const group = program
      .command('dead-letters')
      .description('messages that were refused: see, correct, replay');
    withFilter(group.command('list'))
      .description('the refused messages and why')
      .option('--limit <n>', 'at most so many', '50')
      .action((_: object, self: Command) => list(context, self.optsWithGlobals<Flags>()));
    group
      .command('inspect <id>')
      .description('one of them whole')
      .action((id: string, _: object, self: Command) => inspect(context, self.optsWithGlobals<Flags>(), id));
    withFilter(group.command('export'))
      .description('as NDJSON, to be corrected and replayed')
      .option('--out <file>', 'into this file (default: standard output)')
      .action((_: object, self: Command) => exportAll(context, self.optsWithGlobals<Flags>()));
    withFilter(group.command('replay [file]'))
      .description(
        'through the contracts again: corrections from an exported file (- for standard input), or as they are',
      )
      .option('--id <ids...>', 'only these, as they are')
      .option('--dry-run', 'say what would land, and land nothing')
      .action((file: string | undefined, _: object, self: Command) =>
        replayAll(context, self.optsWithGlobals<Flags>(), file),
      );
  },
};

async function list(context: Context, flags: Flags): Promise<void> {
  const { paths } = await project(context, flags);
  const { listDeadLetters } = await import('../../ingest/index.ts');
  const { total, deadLetters } = await listDeadLetters(paths, {
    ...filterOf(flags),
    limit: idOf(flags.limit ?? '50'),
  });
  if (flags.json)
    return printJson(context, {
      schema: 'clientele.dead-letters/1',
      total,
      dead_letters: deadLetters,
    });
  for (const one of deadLetters)
    context.out(
      `${one.dead_letter_id}  ${one.refused_at}  ${one.topic}/${one.partition}@${one.offset}  ${one.code}` +
        `${one.path ? ` at ${one.path}` : ''}: ${one.message}${settled(one)}\n`,
    );
  context.out(
    total > deadLetters.length
      ? `${deadLetters.length} of ${total} dead letters; --limit shows more\n`
      : `${total} dead letters\n`,
  );
}

const settled = ({ replayed_as: seq, superseded }: DeadLetter): string =>
  seq !== null
    ? ` (landed as ${seq})`
    : superseded
      ? ' (its file was imported again under another mapping)'
      : '';

async function inspect(context: Context, flags: Flags, id: string): Promise<void> {
  const { paths } = await project(context, flags);
  const { inspectDeadLetter } = await import('../../ingest/index.ts');
  const letter = await inspectDeadLetter(paths, idOf(id));
  if (flags.json) return printJson(context, { schema: 'clientele.dead-letter/1', dead_letter: letter });
  for (const [name, value] of Object.entries(letter)) {
    if (value === null || value === undefined) continue;
    const text = typeof value === 'object' ? JSON.stringify(value, undefined, 2) : String(value);
    context.out(`${name}: ${text.includes('\n') ? `\n${text}` : text}\n`);
  }
}

async function exportAll(context: Context, flags: Flags): Promise<void> {
  const { paths } = await project(context, flags);
  const { eachDeadLetter, readingLanding } = await import('../../ingest/index.ts');
  const file = flags.out === undefined ? undefined : path.resolve(context.cwd, flags.out);
  const descriptor = file === undefined ? undefined : fs.openSync(file, 'w', 0o600);
  let count = 0;
  try {
    await readingLanding(paths, (connection) =>
      eachDeadLetter(connection, filterOf(flags), (letter) => {
        const line = `${JSON.stringify(letter)}\n`;
        if (descriptor === undefined) context.out(line);
        else fs.writeSync(descriptor, line);
        count++;
      }),
    );
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
  if (file !== undefined && flags.json)
    printJson(context, { schema: 'clientele.dead-letters-export/1', file, exported: count });
  else if (file !== undefined) context.out(`${count} dead letters written to ${file}\n`);
}

async function replayAll(context: Context, flags: Flags, file: string | undefined): Promise<void> {
  const { paths } = await project(context, flags);
  if (!fs.existsSync(paths.landing))
    throw new ClienteleError(
      'no-data',
      `nothing has landed in ${paths.data} yet, so there is nothing to replay`,
    );
  const { Landing, listDeadLetters, readCorrections, replay } = await import('../../ingest/index.ts');
  // opened before standard input is read: where another process holds landing, it is the one to read it
  const landing = await Landing.open(paths, { clock: context.clock });
  try {
    const text = file === undefined ? undefined : await read(context, file);
    const ids = flags.id?.map(idOf);
    const corrections =
      text === undefined
        ? (ids?.map((id) => ({ id })) ??
          (await listDeadLetters(paths, filterOf(flags))).deadLetters.map((d) => ({ id: d.dead_letter_id })))
        : readCorrections(text);
    const report = await replay(landing, corrections, { clock: context.clock, dryRun: flags.dryRun });
    if (flags.json)
      printJson(context, {
        schema: 'clientele.dead-letters-replay/1',
        dry_run: flags.dryRun === true,
        ...report,
      });
    else {
      for (const one of report.refused)
        context.out(`${one.id}: ${one.message}${one.path ? ` (${one.path})` : ''}\n`);
      context.out(
        `${report.replayed} ${flags.dryRun ? 'would land' : 'landed'}, ${report.already} had landed before, ` +
          `${report.refused.length} still refused, ${report.unknown.length} unknown\n`,
      );
    }
    const failed = { reported: true };
    if (report.unknown.length > 0)
      throw new ClienteleError(
        'dead-letter-unknown',
        `no such dead letters: ${report.unknown.join(', ')}`,
        failed,
      );
    if (report.refused.length > 0)
      throw new ClienteleError(
        'still-refused',
        `${report.refused.length} are still refused; correct and replay them`,
        failed,
      );
  } finally {
    await landing.close();
  }
}

async function read(context: Context, file: string): Promise<string> {
  if (file !== '-') {
    const full = path.resolve(context.cwd, file);
    if (!fs.existsSync(full)) throw new ClienteleError('file-missing', `no file at ${full}`);
    return fs.readFileSync(full, 'utf8');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of context.stdin) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString('utf8');
}
