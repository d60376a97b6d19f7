/** Columns that a character takes on a terminal: two for Chinese, Japanese, Korean and most emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

const displayWidth = (text: string): number =>
  [...text].reduce((width, character) => width + (wide.test(character) ? 2 : 1), 0);

/** Digits of a floating-point number that say something; the rest is how it is stored. */
const tellingDigits = 12;

/** A value as a person reads it: dates without a midnight, no `null`, 37.98 for 37.980000000000004. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(tellingDigits)));
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T00:00:00.000Z', '')
      .replace('T', ' ')
      .replace(/\.000Z$/, '');
  if (typeof value === 'object')
    return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
  return String(value).replaceAll(/[\r\n\t]+/g, ' ');
}

/** Rows as aligned text; numbers stand right. */
export function alignedTable(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => row.map(plain));
  const widths = columns.map((name, i) =>
    Math.max(displayWidth(name), ...cells.map((row) => displayWidth(row[i] ?? ''))),
  );
  const numeric = columns.map(
    (_, i) => rows.some((row) => isNumber(row[i])) && rows.every((row) => row[i] == null || isNumber(row[i])),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => {
        const padding = ' '.repeat((widths[i] ?? 0) - displayWidth(text));
        return numeric[i] ? padding + text : text + padding;
      })
      .join('  ')
      .trimEnd();
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

const isNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  (typeof value === 'object' && value !== null && 'scale' in value);
