import { type Encoded, utf8 } from '../../../warehouse/files/index.ts';
import { ClienteleError } from '../../../warehouse/index.ts';
import type { SourceFile } from './bytes.ts';
import { flatten, isObject, type JsonObject, pathsOf } from './jsonPaths.ts';
import { type Row, rowsPerChunk, type Table } from './row.ts';

const maximumLineBytes = 16 << 20;
const maximumColumns = 2_000;

/** The lines of a file that are not blank, as bytes. */
export async function* lines(file: SourceFile, encoded: Encoded): AsyncGenerator<Buffer[]> {
  let rest: Buffer = Buffer.alloc(0);
  let chunk: Buffer[] = [];
  for await (const bytes of utf8(file, encoded.encoding)) {
    const text = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    let start = 0;
    for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10, start)) {
      const line = text.subarray(start, text[end - 1] === 13 && end > start ? end - 1 : end);
      if (!isBlank(line)) chunk.push(line);
      start = end + 1;
      if (chunk.length === rowsPerChunk) {
        yield chunk;
        chunk = [];
      }
    }
    rest = text.subarray(start);
    if (rest.length > maximumLineBytes)
      throw new ClienteleError(
        'line-too-long',
        `${file.name}: a line longer than ${maximumLineBytes >> 20} MiB; one JSON object a line is read (a JSON array: jq -c '.[]')`,
      );
  }
  if (!isBlank(rest)) chunk.push(rest);
  if (chunk.length > 0) yield chunk;
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte !== 32 && byte !== 9 && byte !== 13) return false;
  return true;
}

/** NDJSON whose lines are events themselves: every row is its line. */
export function eventTable(file: SourceFile, encoded: Encoded): Table {
  return {
    format: 'ndjson',
    header: [],
    notes: [`encoding ${encoded.encoding} (${encoded.because})`, 'one CloudEvent a line'],
    async *rows() {
      let number = 0;
      for await (const chunk of lines(file, encoded))
        yield chunk.map((line): Row => ({ number: ++number, cells: [], line }));
    },
    close: () => undefined,
  };
}

/**
 * NDJSON of other shapes as columns: a nested field is named by its path (`buyer.name`). A list stays JSON; the fields of
 * its objects have columns too (`items[].sku`), which are empty in the row.
 */
export async function jsonTable(file: SourceFile, encoded: Encoded): Promise<Table> {
  const places = new Map<string, number>();
  for await (const chunk of lines(file, encoded))
    for (const line of chunk) {
      const record = parseObject(line);
      if (typeof record !== 'string')
        for (const name of pathsOf(record)) if (!places.has(name)) places.set(name, places.size);
      if (places.size > maximumColumns)
        throw new ClienteleError(
          'too-many-columns',
          `${file.name}: more than ${maximumColumns} different fields; keys that are values do not fit a mapping`,
        );
    }
  const header = [...places.keys()];
  if (header.length === 0)
    throw new ClienteleError('bad-header', `${file.name}, row 1: no line is a JSON object with fields`);
  return {
    format: 'ndjson',
    header,
    notes: [`encoding ${encoded.encoding} (${encoded.because})`, 'one JSON object a line'],
    async *rows() {
      let number = 0;
      for await (const chunk of lines(file, encoded))
        yield chunk.map((line): Row => {
          number++;
          const record = parseObject(line);
          if (typeof record === 'string')
            return { number, cells: [], line, refusal: { code: 'bad-json', message: record } };
          const cells = new Array<string>(header.length).fill('');
          for (const [name, value] of flatten(record)) cells[places.get(name) ?? -1] = value;
          return { number, cells, line };
        });
    },
    close: () => undefined,
  };
}

/** The object on a line, or why there is none. */
function parseObject(line: Buffer): JsonObject | string {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return isObject(value) ? value : 'not a JSON object';
  } catch (error) {
    return `not JSON: ${(error as Error).message}`;
  }
}
