import { ClienteleError } from '../../warehouse/index.ts';

/** The comment lines at the head of a SQL file: what it is, then `Name: value` fields. */
export interface Header {
  readonly description: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads the leading `--` lines; a field's value goes on over following lines that name no field. */
export function readHeader(sql: string): Header {
  const description: string[] = [];
  const fields = new Map<string, string>();
  let current: string | undefined;
  for (const line of sql.split('\n')) {
    if (!line.startsWith('--')) break;
    const text = line.slice(2).trim();
    const field = /^([A-Z][a-z]+):\s*(.*)$/.exec(text);
    if (field?.[1]) {
      current = field[1].toLowerCase();
      fields.set(current, field[2] ?? '');
    } else if (current) fields.set(current, `${fields.get(current)} ${text}`.trim());
    else description.push(text);
  }
  return { description: description.join(' ').trim(), fields };
}

/** A field that must be there. */
export function requireField(header: Header, name: string, file: string): string {
  const value = header.fields.get(name);
  if (value) return value;
  const label = name[0]?.toUpperCase() + name.slice(1);
  throw new ClienteleError('sql-header', `${file}: the header lacks a line "-- ${label}: …"`);
}

/** `a, b` as a list. */
export const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
