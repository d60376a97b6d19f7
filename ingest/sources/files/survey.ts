import { ClienteleError } from '../../../warehouse/index.ts';
import type { Compiled } from './mapping/compile.ts';
import type { GroupEnds } from './mapping/rowMapper.ts';
import type { Table } from './row.ts';

/** What a first reading of the whole file tells. */
export interface Survey {
  readonly rows: number;
  readonly ends: GroupEnds;
}

/** Keys of groups are kept in memory, about 100 bytes each; a Map holds no more. */
const groupLimit = 16_000_000;

/**
 * Reads the whole file before any of its rows is believed: ragged rows, bad quotes and bytes that do not decode
 * refuse the file here, and the last row of every group is found.
 */
export async function survey(
  table: Table,
  file: string,
  compiled: Compiled | undefined,
  signal: AbortSignal,
): Promise<Survey> {
  const grouped = new Map<string, { key: (cells: readonly string[]) => string; ends: Map<string, number> }>();
  for (const { grouped: isGrouped, groupName, key } of compiled?.events ?? [])
    if (isGrouped && key && !grouped.has(groupName)) grouped.set(groupName, { key, ends: new Map() });
  const groups = [...grouped.values()];
  let rows = 0;
  for await (const chunk of table.rows()) {
    signal.throwIfAborted();
    rows += chunk.length;
    for (const { key, ends } of groups) {
      for (const row of chunk) if (!row.refusal) ends.set(key(row.cells), row.number);
      if (ends.size > groupLimit)
        throw new ClienteleError(
          'too-many-groups',
          `${file}: more than ${groupLimit} groups of rows; split the file`,
        );
    }
  }
  return { rows, ends: new Map([...grouped].map(([name, { ends }]) => [name, ends])) };
}
