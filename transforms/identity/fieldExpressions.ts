import type { DuckDBConnection } from '@duckdb/node-api';
import type { Conventions } from './conventions.ts';
import { type Field, type FieldKind, nameKinds } from './fields.ts';
import { createStandards, standardSql } from './oddSpellings.ts';
import { emailLike, familyOf, givenOf, middleOf, normalised, present } from './plainForms.ts';
import { withMasked } from './reading.ts';
import { soundColumn, spokenNames } from './sounds.ts';

/**
 * What a field of `match_records` is made of, by its name: an SQL expression over the folded values `f_<field>` and, of
 * names, the same in letters, `l_<field>`.
 */
export type Expressions = ReadonlyMap<string, { readonly kind: FieldKind; readonly sql: string }>;

/** Each field by its kind; full names are none of their own. Makes `match_standard`. */
export async function normalisedFields(
  connection: DuckDBConnection,
  table: string,
  fields: readonly Field[],
  raw: (column: string) => string,
  { dates }: Conventions,
): Promise<Expressions> {
  const standards = await createStandards(
    connection,
    table,
    fields.map((field) => ({ ...field, folded: raw(field.column), order: dates[field.name] })),
  );
  return new Map(
    fields.flatMap(({ name, kind }) => {
      if (kind === 'full_name') return [];
      const x = `f_${name}`;
      const standard = standards.has(name) ? standardSql(name, x) : 'null::varchar';
      const sql = nameKinds.has(kind)
        ? present(`l_${name}`)
        : normalised(kind, x, dates[name]?.isDayFirst ?? true, standard);
      return [[name, { kind, sql: `(${sql})` }] as const];
    }),
  );
}

/** Given and family name, filled in from the full names, and a second given name where neither is told beside them. */
export function withPartsOf(fields: readonly Field[], expressions: Expressions): Expressions {
  const names = fields
    .filter(({ kind }) => kind === 'full_name')
    .map(({ name }) => [`f_${name}`, `l_${name}`] as const);
  if (names.length === 0) return expressions;
  const filled = (
    kind: 'given_name' | 'family_name',
    split: (x: string, inLetters: string) => string,
    other: string | undefined,
  ) => {
    const own = expressions.get(kind)?.sql;
    // a full name that is but the other part is no second name: whoever is called Watts alone is not Watts Watts
    const parts = names.map(([x, inLetters]) =>
      other
        ? `case when ${inLetters} is distinct from ${other} then nullif(${split(x, inLetters)}, ${other}) end`
        : split(x, inLetters),
    );
    return [kind, { kind, sql: `coalesce(${[...(own ? [own] : []), ...parts].join(', ')})` }] as const;
  };
  const told = ['given_name', 'family_name', 'given_name_2'].map((name) => expressions.get(name)?.sql);
  const isWhole = told.slice(0, 2).flatMap((one) => (one ? [`${one} is null`] : []));
  const between = `case when ${isWhole.join(' and ') || 'true'} then coalesce(${names.map(([x, inLetters]) => middleOf(x, inLetters)).join(', ')}) end`;
  const middle = [
    'given_name_2',
    { kind: 'given_name' as const, sql: told[2] ? `coalesce(${told[2]}, ${between})` : between },
  ] as const;
  return new Map([
    ...expressions,
    filled('given_name', givenOf, expressions.get('family_name')?.sql),
    filled('family_name', familyOf, expressions.get('given_name')?.sql),
    middle,
  ]);
}

/** The e-mail address, filled in from the columns of telephones. */
export function withEmailsOf(fields: readonly Field[], expressions: Expressions): Expressions {
  const phones = fields.filter(({ kind }) => kind === 'phone').map(({ name }) => emailLike(`f_${name}`));
  if (phones.length === 0) return expressions;
  const own = expressions.get('email')?.sql;
  const all = [...(own ? [own] : []), ...phones];
  return new Map([...expressions, ['email', { kind: 'email' as const, sql: `coalesce(${all.join(', ')})` }]]);
}

/** The columns of text that `createRecords` makes of these fields. */
export function recordColumns(fields: readonly Field[]): readonly string[] {
  const read = withMasked(fields);
  const own = read.flatMap(({ name, kind }) =>
    kind === 'full_name' ? [] : [[name, { kind, sql: 'null' }] as const],
  );
  return [...withEmailsOf(read, withPartsOf(read, new Map(own))).keys(), ...spokenNames.map(soundColumn)];
}
