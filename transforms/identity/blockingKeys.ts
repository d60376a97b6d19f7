import { identifier } from '../../warehouse/index.ts';
import type { FieldKind } from './fields.ts';
import type { MatchField } from './normalise.ts';
import { soundColumn, soundSql } from './sounds.ts';

/** A part of a record that two records of one person are likely to share, wholly or in spite of typing errors. */
export interface BlockingKey {
  readonly name: string;
  /** an SQL expression over a record */
  readonly sql: string;
  /** the fields that it is made of; a rule uses no field twice */
  readonly fields: readonly string[];
  /** how likely the records of one person share it when both have it, before data are seen */
  readonly agreement: number;
}

const whole = 0.75;
const begin = 0.83;

const parts: Readonly<
  Record<FieldKind, readonly { suffix: string; sql: (c: string) => string; agreement: number }[]>
> = {
  given_name: [
    { suffix: '', sql: (c) => c, agreement: whole },
    { suffix: ':3', sql: (c) => `case when length(${c}) >= 3 then left(${c}, 3) end`, agreement: begin },
    { suffix: ':1', sql: (c) => `left(${c}, 1)`, agreement: 0.88 },
  ],
  family_name: [
    { suffix: '', sql: (c) => c, agreement: whole },
    { suffix: ':3', sql: (c) => `case when length(${c}) >= 3 then left(${c}, 3) end`, agreement: begin },
    { suffix: ':end', sql: (c) => `case when length(${c}) >= 5 then right(${c}, 3) end`, agreement: begin },
  ],
  full_name: [],
  birth_date: [
    { suffix: '', sql: (c) => c, agreement: whole },
    { suffix: ':year', sql: (c) => `left(${c}, 4)`, agreement: 0.85 },
    { suffix: ':day', sql: (c) => `case when length(${c}) = 8 then right(${c}, 4) end`, agreement: 0.8 },
  ],
  email: [
    { suffix: '', sql: (c) => c, agreement: 0.7 },
    { suffix: ':local', sql: (c) => `split_part(${c}, '@', 1)`, agreement: 0.75 },
    { suffix: ':6', sql: (c) => `case when length(${c}) >= 6 then left(${c}, 6) end`, agreement: 0.8 },
  ],
  phone: [
    { suffix: '', sql: (c) => c, agreement: whole },
    { suffix: ':end', sql: (c) => `right(${c}, 5)`, agreement: 0.83 },
    { suffix: ':begin', sql: (c) => `left(${c}, length(${c}) - 4)`, agreement: 0.83 },
  ],
  postcode: [
    { suffix: '', sql: (c) => c, agreement: 0.7 },
    { suffix: ':begin', sql: (c) => `left(${c}, greatest(2, length(${c}) // 2))`, agreement: 0.8 },
  ],
  street: [
    { suffix: '', sql: (c) => c, agreement: 0.65 },
    { suffix: ':6', sql: (c) => `left(${c}, 6)`, agreement: 0.75 },
  ],
  house_number: [{ suffix: '', sql: (c) => c, agreement: 0.75 }],
  city: [
    { suffix: '', sql: (c) => c, agreement: 0.7 },
    { suffix: ':3', sql: (c) => `left(${c}, 3)`, agreement: 0.8 },
  ],
  state: [{ suffix: '', sql: (c) => c, agreement: 0.8 }],
  country: [{ suffix: '', sql: (c) => c, agreement: 0.95 }],
  national_id: [
    { suffix: '', sql: (c) => c, agreement: whole },
    {
      suffix: ':begin',
      sql: (c) => `case when length(${c}) >= 6 then left(${c}, length(${c}) // 2) end`,
      agreement: 0.85,
    },
    {
      suffix: ':end',
      sql: (c) => `case when length(${c}) >= 6 then right(${c}, length(${c}) - length(${c}) // 2) end`,
      agreement: 0.85,
    },
  ],
  gender: [{ suffix: '', sql: (c) => c, agreement: 0.95 }],
  name_suffix: [],
  other: [{ suffix: '', sql: (c) => c, agreement: 0.7 }],
};

/**
 * The keys that the fields of a table allow, names that stand in each other's place included; Chinese names
 * by their sound. Those of fields of no known kind come last.
 */
export function blockingKeys(fields: readonly MatchField[]): readonly BlockingKey[] {
  const said = ({ name, spoken }: MatchField) =>
    spoken ? soundSql(identifier(name), soundColumn(name)) : identifier(name);
  const keysOf = (some: readonly MatchField[]) =>
    some.flatMap((field) =>
      parts[field.kind].map(({ suffix, sql, agreement }) => ({
        name: `${field.name}${suffix}`,
        sql: sql(said(field)),
        fields: [field.name],
        agreement,
      })),
    );
  const known = keysOf(fields.filter(({ kind }) => kind !== 'other'));
  const others = keysOf(fields.filter(({ kind }) => kind === 'other'));
  const [given, family] = ['given_name', 'family_name'].map((name) => {
    const field = fields.find((one) => one.name === name);
    return field && said(field);
  });
  if (given === undefined || family === undefined) return [...known, ...others];
  const both = (cut: (x: string) => string) =>
    `case when given_name <> '' and family_name <> '' then least(${cut(given)}, ${cut(family)}) || ' ' || greatest(${cut(given)}, ${cut(family)}) end`;
  return [
    ...known,
    { name: 'names', sql: both((x) => x), fields: ['given_name', 'family_name'], agreement: 0.62 },
    {
      name: 'names:2',
      sql: both((x) => `left(${x}, 2)`),
      fields: ['given_name', 'family_name'],
      agreement: 0.72,
    },
    ...others,
  ];
}
