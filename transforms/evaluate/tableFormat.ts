import path from 'node:path';
import { ClienteleError } from '../../warehouse/index.ts';

export type TableFormat = 'csv' | 'parquet' | 'ndjson';

/**
 * What a file of rows is by its name.
 * @throws ClienteleError `excel-file`, `file-format`
 */
export function formatOf(file: string): TableFormat {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (/\.(xls[xmb]?|et|ods)$/.test(name)) throw workbook(path.basename(file));
  if (/\.(parquet|pq)$/.test(name)) return 'parquet';
  if (/\.(ndjson|jsonl|json)$/.test(name)) return 'ndjson';
  if (/\.(csv|tsv|txt)$/.test(name)) return 'csv';
  throw new ClienteleError(
    'file-format',
    `${file}: the name must end in .csv, .tsv, .txt, .parquet, .ndjson or .jsonl (and .gz where it is compressed)`,
  );
}

/** The refusal of a workbook. */
export const workbook = (name: string): ClienteleError =>
  new ClienteleError(
    'excel-file',
    `${name}: a workbook of Excel or the like is not read; open it, save the sheet as CSV UTF-8, and give that`,
  );
