import type { CompiledEvent, Filled } from './compile.ts';
import type { Cells } from './condition.ts';
import type { Value } from './value.ts';

/** An object as JSON has it. */
export type Data = { [field: string]: unknown };

/** Puts `value` at `path`, making the objects on the way. */
export function put(into: Data, path: readonly string[], value: Value | readonly Data[]): void {
  let object = into;
  const last = path.length - 1;
  for (let i = 0; i < last; i++) {
    const step = path[i] as string;
    object[step] ??= {};
    object = object[step] as Data;
  }
  object[path[last] as string] = value;
}

/** An object of the fields that the row has a value for. */
export function fill(fields: readonly Filled[], cells: Cells): Data {
  const data: Data = {};
  for (const { path, read } of fields) {
    const value = read(cells);
    if (value === undefined) continue;
    if (path.length === 1) data[path[0] as string] = value;
    else put(data, path, value);
  }
  return data;
}

/** An event's data from the values of its fields and its lines. */
export function assemble(
  event: CompiledEvent,
  values: readonly (Value | undefined)[],
  lines: readonly Data[],
): Data {
  const data: Data = {};
  const cleared: string[] = [];
  event.fields.forEach(({ path, clears }, i) => {
    const value = values[i];
    if (value !== undefined) put(data, path, value);
    else if (clears) cleared.push(clears);
  });
  if (cleared.length > 0) data.cleared = [...((data.cleared as string[] | undefined) ?? []), ...cleared];
  if (event.lines) put(data, event.lines.into, lines);
  return data;
}
