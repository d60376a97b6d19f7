/** What a column says about a person; decides how it is normalised, blocked on and compared. */
export const fieldKinds = [
  'given_name',
  'family_name',
  'full_name',
  'birth_date',
  'email',
  'phone',
  'postcode',
  'street',
  'house_number',
  'city',
  'state',
  'national_id',
  'gender',
  'name_suffix',
  'other',
] as const;

export type FieldKind = (typeof fieldKinds)[number];

/** A column of the user's table and what it holds. `name` is unique: `phone`, and `phone_2` where there are two. */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly column: string;
}

/**
 * Kinds that the people of one household share although they are different people: agreement on all of them and on
 * nothing else says "one home" and not "one person".
 */
export const householdKinds: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'family_name',
  'phone',
  'email',
  'postcode',
  'street',
  'house_number',
  'city',
  'state',
  'other',
]);

/** Parts of an address: of somebody who has moved they all differ, whatever each alone would do. */
export const placeKinds: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'postcode',
  'street',
  'house_number',
  'city',
  'state',
]);

/** Kinds on which all people of one town may agree. */
export const townKinds: ReadonlySet<FieldKind> = new Set<FieldKind>(['postcode', 'city', 'state']);

/** Kinds that say of two people that they live in one home; one town is none. */
export const homeKinds: ReadonlySet<FieldKind> = new Set<FieldKind>(['postcode', 'street', 'house_number']);

/** Names for fields of the kinds given, in order: the second of a kind is `<kind>_2`. */
export function nameFields(
  columns: readonly { readonly kind: FieldKind; readonly column: string }[],
): readonly Field[] {
  const seen = new Map<FieldKind, number>();
  return columns.map(({ kind, column }) => {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return { name: count === 1 ? kind : `${kind}_${count}`, kind, column };
  });
}

/**
 * The fields, and the Jr or III behind a name, read from the column of full names, else of family names, as a
 * field of its own.
 */
export function withNameSuffix(fields: readonly Field[]): readonly Field[] {
  const columnOf = (kind: FieldKind) => fields.find((field) => field.kind === kind)?.column;
  const column = columnOf('full_name') ?? columnOf('family_name');
  if (column === undefined || columnOf('name_suffix') !== undefined) return fields;
  return [...fields, { name: 'name_suffix', kind: 'name_suffix', column }];
}

/**
 * How often two people of one household agree on what is a person's own: namesakes from father to son, and
 * twins. On the high side, since to join two people costs more than to leave one in two; what it leaves open
 * goes to review. What is said of e-mail addresses and telephones, which some households share and others do
 * not, is what is expected before the data are seen.
 */
export const coincidences: Readonly<Partial<Record<FieldKind, number>>> = {
  given_name: 0.1,
  birth_date: 0.1,
  email: 0.3,
  phone: 0.5,
};

/** Kinds that say who somebody is, and not only where they live, what their family is called and how they came. */
export const personalKinds: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'given_name',
  'birth_date',
  'email',
  'phone',
  'national_id',
]);

/**
 * What a field has to do with moving: the parts of an address differ together, and an identifier goes with
 * the person, so that whoever has none of the old ones has hardly just moved.
 */
export type Role = 'address' | 'identifier' | 'other';

export const roleOf = (kind: FieldKind): Role =>
  placeKinds.has(kind) ? 'address' : identifierKinds.has(kind) ? 'identifier' : 'other';

/** Kinds of which a value belongs to one person, or to few. */
export const identifierKinds: ReadonlySet<FieldKind> = new Set<FieldKind>(['email', 'phone', 'national_id']);
