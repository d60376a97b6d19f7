import fs from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import { ClienteleError } from '../warehouse/errors.ts';

/** What files are refused for, as the system's codes and as the words of DuckDB, and what to do about it. */
const refusals: readonly {
  readonly code: string;
  readonly codes: readonly string[];
  readonly words: RegExp;
  readonly says: string;
}[] = [
  {
    code: 'disk-full',
    codes: ['ENOSPC', 'EDQUOT'],
    words: /No space left on device|Disk quota exceeded/,
    says: 'no space is left on the disk; make room, or name a folder on another disk (--data, --out), and run it again',
  },
  {
    code: 'read-only',
    codes: ['EROFS'],
    words: /Read-only file system/,
    says: 'the file system is read-only; make it writable, or name a folder elsewhere (--data, --out)',
  },
  {
    code: 'not-permitted',
    codes: ['EACCES', 'EPERM'],
    words: /Permission denied|Operation not permitted/,
    says: 'permission denied; have the right given to this user, or name a folder of your own (--data, --out)',
  },
  {
    code: 'file-damaged',
    codes: [],
    words: /not a valid DuckDB database file/,
    says: 'no database, as where the disk was full when it was made; delete a workspace.duckdb, which the next build makes anew, and restore a landing.duckdb from its backup',
  },
];

/**
 * An error as whoever typed the command can use it: a misused option is `usage`, what the disk refuses has a
 * code, a place and what to do. What nobody foresaw stays as it is.
 */
export function failureOf(error: unknown): unknown {
  if (error instanceof CommanderError) return misuse(error);
  if (error instanceof ClienteleError || !(error instanceof Error)) return error;
  return refused(error) ?? error;
}

/** Commander's own words, without its `error: `; help that it prints for want of a command says nothing itself. */
const misuse = ({ message }: CommanderError): ClienteleError =>
  new ClienteleError(
    'usage',
    message === '(outputHelp)' ? 'name a command; --help lists them' : message.replace(/^error: /, ''),
  );

function refused(error: Error): ClienteleError | undefined {
  const found: NodeJS.ErrnoException = whyNoFolder(error) ?? error;
  const { code = '', path: file } = found;
  const isOfDatabase = /^(?:IO|FATAL|TransactionContext|Out of Memory)\b.*Error/.test(found.message);
  const refusal = refusals.find(
    ({ codes, words }) => codes.includes(code) || (isOfDatabase && words.test(found.message)),
  );
  const place = file ?? (isOfDatabase ? /"([^"]+)"/.exec(found.message)?.[1] : undefined);
  if (!refusal) return undefined;
  return new ClienteleError(refusal.code, `${place ?? 'writing a file'}: ${refusal.says}`, {
    exitCode: 2,
    retriable: refusal.code === 'disk-full',
    cause: error,
  });
}

/** Making folders within folders ends with ENOENT whatever is wrong; making the first that is missing tells it. */
function whyNoFolder({ code, syscall, path: wanted }: NodeJS.ErrnoException): Error | undefined {
  if (code !== 'ENOENT' || syscall !== 'mkdir' || wanted === undefined) return undefined;
  let missing = wanted;
  while (!fs.existsSync(path.dirname(missing))) missing = path.dirname(missing);
  try {
    fs.mkdirSync(missing);
    fs.rmdirSync(missing);
  } catch (error) {
    return error as Error;
  }
  return undefined;
}
