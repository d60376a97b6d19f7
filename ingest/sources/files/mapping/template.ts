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
