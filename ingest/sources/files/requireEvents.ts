import { ClienteleError } from '../../../warehouse/index.ts';
import type { SourceFile } from './bytes.ts';
import type { Table } from './row.ts';

const looked = 100;

/**
 * A file without a mapping must hold CloudEvents: one of its first lines is an object with a `specversion`.
 * @throws ClienteleError `mapping-needed`
 */
export async function requireEvents(file: SourceFile, table: Table): Promise<void> {
  let seen = 0;
  search: for await (const chunk of table.rows())
    for (const { line } of chunk) {
      if (isEnvelope(line)) return;
      if (++seen >= looked) break search;
    }
  throw new ClienteleError(
    'mapping-needed',
    `${file.name}, row 1: ${seen === 0 ? 'no lines' : `none of the first ${seen} lines is a CloudEvent (specversion, id, source, type, time, data)`}; for other shapes give --mapping, which clientele mapping suggest drafts`,
  );
}

function isEnvelope(line: Buffer | undefined): boolean {
  try {
    const value: unknown = JSON.parse(line?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null && 'specversion' in value;
  } catch {
    return false;
  }
}
