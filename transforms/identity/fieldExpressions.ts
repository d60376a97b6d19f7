import type { Conventions } from './conventions.ts';
import { type Field, type FieldKind, nameKinds } from './fields.ts';
import { knownStandard } from './oddSpellings.ts';
import { emailLike, familyOf, givenOf, middleOf, normalised, present } from './plainForms.ts';
import { withMasked } from './reading.ts';
import { soundColumn, spokenNames } from './sounds.ts';

/**
 * What a field of `match_records` is made of, by its name: an SQL expression over the folded values `f_<field>`, of names
 * the same in letters, `l_<field>`, and what is known of either (`knownName`, `knownStandard`).
 */
export type Expressions = ReadonlyMap<string, { readonly kind: FieldKind; readonly sql: string }>;

/**
 * Each field by its kind; full names are none of their own.
 * @param standards the fields of which `match_standard` has values
 */
export function normalisedFields(
  fields: readonly Field[],
  { dates }: Conventions,
  standards: ReadonlySet<string>,
): Expressions {
  return new Map(
    fields.flatMap(({ name, kind }) => {
      if (kind === 'full_name') return [];
      const standard = standards.has(name) ? `${knownStandard(name)}.standard` : 'null::varchar';
      const sql = nameKinds.has(kind)
        ? present(`l_${name}`)
        : normalised(kind, `f_${name}`, dates[name]?.isDayFirst ?? true, standard);
      return [[name, { kind, sql: `(${sql})` }] as const];
    }),
  );
}

/**
 * Given and family name, filled in from the full names, and a second given name where neither is told beside them.
 * @param areLookedUp whether `match_names` has any
 */
export function withPartsOf(
  fields: readonly Field[],
  expressions: Expressions,
  areLookedUp: boolean,
): Expressions {
  const names = fields.filter(({ kind }) => kind === 'full_name').map(({ name }) => name);
  if (names.length === 0) return expressions;
  const filled = (
    kind: 'given_name' | 'family_name',
    split: (name: string, isLookedUp: boolean) => string,
    other: string | undefined,
  ) => {
    const own = expressions.get(kind)?.sql;
    // a full name that is but the other part is no second name: whoever is called Watts alone is not Watts Watts
    const parts = names.map((name) =>
      other
        ? `case when l_${name} is distinct from ${other} then nullif(${split(name, areLookedUp)}, ${other}) end`
        : split(name, areLookedUp),
    );
    return [kind, { kind, sql: `coalesce(${[...(own ? [own] : []), ...parts].join(', ')})` }] as const;
  };
  const told = ['given_name', 'family_name', 'given_name_2'].map((name) => expressions.get(name)?.sql);
  const isWhole = told.slice(0, 2).flatMap((one) => (one ? [`${one} is null`] : []));
  const between = `case when ${isWhole.join(' and ') || 'true'} then coalesce(${names.map((name) => middleOf(name, areLookedUp)).join(', ')}) end`;
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
  return [
    ...withEmailsOf(read, withPartsOf(read, new Map(own), false)).keys(),
    ...spokenNames.map(soundColumn),
  ];
}
