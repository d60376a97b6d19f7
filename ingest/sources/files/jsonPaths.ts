/** What a field of the objects in a list is called: `items[].sku`. */
export const inList = (list: string, path: string): string => `${list}[].${path}`;

/** The list and the path in its objects that a column's name says, if it does. */
export function listOf(column: string): { readonly list: string; readonly path: string } | undefined {
  const at = column.indexOf('[].');
  return at > 0 ? { list: column.slice(0, at), path: column.slice(at + 3) } : undefined;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of an object as text by their paths (`buyer.name`); a list stays JSON. */
export function flatten(record: JsonObject, prefix = '', into = new Map<string, string>()) {
  for (const [key, value] of Object.entries(record)) {
    if (isObject(value)) flatten(value, `${prefix}${key}.`, into);
    else if (value === null || value === undefined) into.set(prefix + key, '');
    else into.set(prefix + key, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return into;
}

/** The names of a line's columns: its paths, and behind a list of objects those of their fields. */
export function pathsOf(record: JsonObject, prefix = '', into = new Set<string>()): ReadonlySet<string> {
  for (const [key, value] of Object.entries(record)) {
    const path = prefix + key;
    if (isObject(value)) pathsOf(value, `${path}.`, into);
    else into.add(path);
    if (Array.isArray(value))
      for (const element of value)
        if (isObject(element)) for (const own of flatten(element).keys()) into.add(inList(path, own));
  }
  return into;
}
