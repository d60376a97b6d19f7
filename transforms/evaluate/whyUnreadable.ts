import { ClienteleError } from '../../warehouse/index.ts';
import type { TableFormat } from './tableFormat.ts';

/** How the engine begins where the file is at fault, and not the machine or we. */
const ofTheFile =
  /^(?:Invalid Input|Parameter Not Allowed|Conversion|IO|Serialization) Error: (?!.*no space left)/i;

/**
 * What the engine has to say of a file that it cannot read, for the person whose file it is: the line and what to do.
 * The engine's own words name its options, which nobody can give here.
 */
export function whyUnreadable(where: string, format: TableFormat, error: unknown): unknown {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof ClienteleError && error.code !== 'file-unreadable') return error;
  if (!(error instanceof ClienteleError) && !ofTheFile.test(said)) return error;
  const why = error instanceof ClienteleError ? said : reason(said, format);
  return new ClienteleError('file-unreadable', `${where} cannot be read: ${why}`, { cause: error });
}

function reason(said: string, format: TableFormat): string {
  if (format === 'parquet') return 'it is not a Parquet file, or it is cut short';
  const line = /\bline:? (\d+)/i.exec(said)?.[1];
  const at = line === undefined ? 'one of its lines' : `line ${line}`;
  if (format === 'ndjson')
    return `${at} is not JSON; each line must be one JSON object of its own, or all one array of them`;
  const [, expected, found] = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(said) ?? [];
  if (expected !== undefined)
    return `${at} has ${found} cells where the header names ${expected}; a cell that holds the delimiter must be quoted`;
  if (/unterminated quote/i.test(said))
    return `${at} has a quoted cell that does not end, or goes on behind its end; double the quotation marks inside quoted cells`;
  if (/maximum line size/i.test(said))
    return `${at} is longer than two million bytes: a quotation mark is probably not closed`;
  return `${at} does not have the form of the others`;
}
