import type { Compiled } from './compile.ts';

/** The fields that a column fills, as `type path`. */
export function fills(compiled: Compiled | undefined, column: string): string[] {
  return (compiled?.events ?? []).flatMap((event) => {
    const of = (fields: typeof event.fields, prefix = '') =>
      fields
        .filter(({ columns }) => columns.includes(column))
        .map(({ path }) => `${event.type} ${prefix}${path.join('.')}`);
    return [
      ...(event.keyColumns.includes(column) ? [`${event.type} id`] : []),
      ...(event.timeColumn === column ? [`${event.type} time`] : []),
      ...of(event.fields),
      ...(event.lines?.list?.column === column ? [`${event.type} ${event.lines.into.join('.')}[]`] : []),
      ...of(event.lines?.fields ?? [], `${event.lines?.into.join('.')}[].`),
    ];
  });
}
