/** What a kind of field says about a person, whatever its values look like. */
interface KindFacts {
  /** how somebody is called */
  readonly isName?: true;
  /** a part of an address: of a home, of a town, or of an area, which says both */
  readonly at?: 'home' | 'area' | 'town';
  /**
   * the people of one household share it although they are different people: agreement on all of these and on
   * nothing else says "one home" and not "one person"
   */
  readonly isOfHousehold?: true;
  /** who somebody is, and not only where they live, what their family is called and how they came */
  readonly isPersonal?: true;
  /** a value belongs to one person, or to few */
  readonly isIdentifier?: true;
  /**
   * How often two people of one household agree on what is a person's own: namesakes from father to son, and
   * twins. On the high side, since to join two people costs more than to leave one in two; what it leaves open
   * goes to review. What is said of e-mail addresses and telephones, which some households share and others do
   * not, is what is expected before the data are seen.
   */
  readonly coincidence?: number;
  /** one value is many people's */
  readonly isCommon?: true;
  /** numbers that are given with a part out of sight */
  readonly isMaskable?: true;
  /** people may make it of their names: an e-mail address, a user name */
  readonly isMadeOfNames?: true;
}

const kindFacts = {
  given_name: { isName: true, isPersonal: true, coincidence: 0.1, isCommon: true },
  family_name: { isName: true, isOfHousehold: true, isCommon: true },
  full_name: { isName: true },
  birth_date: { isPersonal: true, coincidence: 0.1 },
  email: {
    isOfHousehold: true,
    isPersonal: true,
    isIdentifier: true,
    coincidence: 0.3,
    isMadeOfNames: true,
  },
  phone: { isOfHousehold: true, isPersonal: true, isIdentifier: true, coincidence: 0.5, isMaskable: true },
  postcode: { at: 'area', isOfHousehold: true },
  street: { at: 'home', isOfHousehold: true },
  house_number: { at: 'home', isOfHousehold: true },
  city: { at: 'town', isOfHousehold: true, isCommon: true },
  state: { at: 'town', isOfHousehold: true, isCommon: true },
  country: { at: 'town', isOfHousehold: true, isCommon: true },
  national_id: { isPersonal: true, isIdentifier: true, isMaskable: true },
  gender: {},
  name_suffix: {},
  other: { isOfHousehold: true, isCommon: true, isMadeOfNames: true },
} as const satisfies Readonly<Record<string, KindFacts>>;

/** What a column says about a person; decides how it is normalised, blocked on and compared. */
export type FieldKind = keyof typeof kindFacts;

export const fieldKinds = Object.keys(kindFacts) as readonly FieldKind[];

const facts: Readonly<Record<FieldKind, KindFacts>> = kindFacts;

const kindsThat = (are: (facts: KindFacts) => boolean | undefined): ReadonlySet<FieldKind> =>
  new Set(fieldKinds.filter((kind) => are(facts[kind])));

export const nameKinds = kindsThat(({ isName }) => isName);
export const householdKinds = kindsThat(({ isOfHousehold }) => isOfHousehold);
/** Parts of an address: of somebody who has moved they all differ, whatever each alone would do. */
export const placeKinds = kindsThat(({ at }) => at !== undefined);
/** Kinds on which all people of one town may agree. */
export const townKinds = kindsThat(({ at }) => at === 'town' || at === 'area');
/** Kinds that say of two people that they live in one home; one town is none. */
export const homeKinds = kindsThat(({ at }) => at === 'home' || at === 'area');
export const personalKinds = kindsThat(({ isPersonal }) => isPersonal);
export const identifierKinds = kindsThat(({ isIdentifier }) => isIdentifier);
export const commonKinds = kindsThat(({ isCommon }) => isCommon);
export const maskedKinds = kindsThat(({ isMaskable }) => isMaskable);
export const kindsMadeOfNames = kindsThat(({ isMadeOfNames }) => isMadeOfNames);

export const coincidences: Readonly<Partial<Record<FieldKind, number>>> = Object.fromEntries(
  fieldKinds.flatMap((kind) => {
    const { coincidence } = facts[kind];
    return coincidence === undefined ? [] : [[kind, coincidence]];
  }),
);

/**
 * What a field has to do with moving: the parts of an address differ together, and an identifier goes with
 * the person, so that whoever has none of the old ones has hardly just moved.
 */
export type Role = 'address' | 'identifier' | 'other';

export const roleOf = (kind: FieldKind): Role =>
  placeKinds.has(kind) ? 'address' : identifierKinds.has(kind) ? 'identifier' : 'other';

/** A column of the user's table and what it holds. `name` is unique: `phone`, and `phone_2` where there are two. */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly column: string;
}

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
