import { type Encoding, findEncoding, head } from '../../../warehouse/files/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';
import type { SourceFile } from './bytes.ts';
import { csvTable } from './csvTable.ts';
import { eventTable, jsonTable } from './jsonTable.ts';
import { parquetTable } from './parquetTable.ts';
import type { FileFormat, Table } from './row.ts';

/** What is known of a file before it is opened; the rest is found. */
export interface Layout {
  readonly format?: FileFormat;
  readonly encoding?: Encoding;
  /** where an encoding can be named, for messages; default: the mapping */
  readonly encodingNamedIn?: string;
  readonly delimiter?: string;
  readonly quote?: string;
}

/** What a file is, by its first bytes. */
export async function formatOf(file: SourceFile): Promise<FileFormat> {
  const start = await head(file, 4096);
  if (start.length === 0) throw new ClienteleError('bad-header', `${file.name}: the file is empty`);
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  if (start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    throw new ClienteleError(
      'excel-file',
      `${file.name}: an Excel workbook or zip archive; save the sheet as CSV (UTF-8) and land that`,
    );
  const text = start
    .toString('latin1')
    .replace(/^(ï»¿|ÿþ|þÿ)/, '')
    .replaceAll('\0', '')
    .trimStart();
  if (text.startsWith('{') || /\.(ndjson|jsonl)(\.gz)?$/i.test(file.name)) return 'ndjson';
  if (text.startsWith('[') && /\.json(\.gz)?$/i.test(file.name))
    throw new ClienteleError(
      'json-array',
      `${file.name}: a JSON array; one JSON object a line is read: jq -c '.[]' ${file.name}`,
    );
  return 'csv';
}

/** Opens a file as rows of cells; `events`: its lines are CloudEvents, taken as they are. */
export async function openTable(file: SourceFile, layout: Layout, events: boolean): Promise<Table> {
  const format = layout.format ?? (await formatOf(file));
  if (format === 'parquet') return parquetTable(file);
  // JSON is UTF-8 by its standard: a line that is not is refused by itself, not the whole stream of events
  if (events && format === 'ndjson') {
    const wide = /^(\xff\xfe|\xfe\xff)/.test((await head(file, 4)).toString('latin1'));
    return eventTable(
      file,
      wide ? await findEncoding(file) : { encoding: 'utf-8', because: 'JSON is UTF-8' },
    );
  }
  const encoded = await findEncoding(file, layout.encoding, layout.encodingNamedIn);
  if (format === 'ndjson') return jsonTable(file, encoded);
  return csvTable(file, encoded, {
    ...(layout.delimiter ? { delimiter: layout.delimiter } : {}),
    ...(layout.quote ? { quote: layout.quote } : {}),
  });
}
