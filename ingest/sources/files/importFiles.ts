import fs from 'node:fs';
import path from 'node:path';
import { ClienteleError, type StatePaths } from '../../../warehouse/index.ts';
import { readingLanding } from '../../deadLetters.ts';
import { Landing } from '../../landing.ts';
import { type ImportOptions, importFile } from './importFile.ts';
import { type LoadedMapping, loadMapping } from './mapping/load.ts';
import type { FileReport } from './report.ts';

export interface FilesOptions {
  readonly paths: StatePaths;
  /** files in the order in which they are landed; `-` is standard input, NDJSON */
  readonly files: readonly string[];
  /** a mapping file; none: the lines are CloudEvents */
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly stdin: NodeJS.ReadableStream;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  readonly memoryLimit?: string;
  readonly onProgress?: ImportOptions['onProgress'];
}

/**
 * Lands files one after the other; a file that is refused stops the rest, those before it stay landed.
 * @throws ClienteleError for a file or mapping that cannot be used; nothing of that file has landed then
 */
export async function importFiles(options: FilesOptions): Promise<FileReport[]> {
  const mapping = options.mapping === undefined ? undefined : loadMapping(options.mapping);
  for (const file of options.files)
    if (file !== '-' && !fs.existsSync(file))
      throw new ClienteleError('file-missing', `${file}: no such file; nothing was landed`);
  return options.dryRun ? dryRun(options, mapping) : land(options, mapping);
}

async function land(options: FilesOptions, mapping: LoadedMapping | undefined): Promise<FileReport[]> {
  const { paths, clock, memoryLimit } = options;
  const landing = await Landing.open(paths, { clock, ...(memoryLimit ? { memoryLimit } : {}) });
  try {
    const landed = await landing.engine.connect();
    try {
      return await each(options, mapping, { landed, door: landing });
    } finally {
      landed.closeSync();
    }
  } finally {
    await landing.close();
  }
}

async function dryRun(options: FilesOptions, mapping: LoadedMapping | undefined): Promise<FileReport[]> {
  if (!fs.existsSync(options.paths.landing))
    return each(options, mapping, { landed: undefined, door: undefined });
  return readingLanding(options.paths, (landed) => each(options, mapping, { landed, door: undefined }));
}

async function each(
  options: FilesOptions,
  mapping: LoadedMapping | undefined,
  where: Pick<ImportOptions, 'landed' | 'door'>,
): Promise<FileReport[]> {
  const { clock, signal, onProgress } = options;
  const shared = {
    ...where,
    clock,
    signal,
    ...(mapping ? { mapping } : {}),
    ...(onProgress ? { onProgress } : {}),
  };
  const reports: FileReport[] = [];
  for (const file of options.files)
    try {
      reports.push(
        file === '-'
          ? await fromStandardInput(options, (spooled) =>
              importFile(spooled, { ...shared, name: 'stdin.ndjson' }),
            )
          : await importFile(file, shared),
      );
    } catch (error) {
      throw options.dryRun ? error : withLanded(error, reports);
    }
  return reports;
}

/** Says which files before the refused one have landed. */
function withLanded(error: unknown, reports: readonly FileReport[]): unknown {
  if (!(error instanceof ClienteleError) || reports.length === 0) return error;
  const { code, message, exitCode, retriable } = error;
  const names = reports.map(({ file }) => file).join(', ');
  return new ClienteleError(code, `${message} (landed before it: ${names})`, {
    exitCode,
    retriable,
    cause: error,
  });
}

/** Standard input is kept in a file of the data folder until it is landed, because a file is read twice. */
async function fromStandardInput<T>(options: FilesOptions, work: (file: string) => Promise<T>): Promise<T> {
  fs.mkdirSync(options.paths.data, { recursive: true });
  const spooled = path.join(options.paths.data, `standard-input-${process.pid}.ndjson`);
  const handle = await fs.promises.open(spooled, 'w', 0o600);
  try {
    for await (const chunk of options.stdin) {
      options.signal.throwIfAborted();
      await handle.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    }
    await handle.close();
    return await work(spooled);
  } finally {
    await handle.close().catch(() => undefined);
    await fs.promises.rm(spooled, { force: true });
  }
}
