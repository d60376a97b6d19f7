import { type Comparison, comparisons, nameOrder, spokenName } from './comparisons.ts';
import {
  coincidences,
  type FieldKind,
  homeKinds,
  householdKinds,
  personalKinds,
  type Role,
  roleOf,
  townKinds,
} from './fields.ts';
import type { MatchField } from './normalise.ts';
import { mostFeatures } from './patternCode.ts';

/** One thing that is compared about a pair of records. */
export interface Feature {
  readonly name: string;
  readonly comparison: Comparison;
  /** the people of one household may agree on it */
  readonly household: boolean;
  /** the people of one town may agree on it */
  readonly isOfTown?: true;
  readonly role: Role;
  /**
   * how often two people of one household agree on it all the same, where they need not, or each may have one
   * of their own
   */
  readonly coincidence?: number;
  /**
   * whether each of a household may have one of their own, so that to differ in it does not speak against one
   * home; known where homes are
   */
  readonly isOwn?: true;
  /** the column whose values have frequencies; none for the order of names */
  readonly column?: string;
  readonly kind?: FieldKind;
  /** some of its values are Chinese, and have a column of their sounds */
  readonly isSpoken?: true;
}

const hasNames = (fields: readonly MatchField[]) =>
  ['given_name', 'family_name'].every((name) => fields.some((field) => field.name === name));

/**
 * The fields that are compared, at most as many as a pattern holds: those of which it is known what they are
 * before the others.
 */
export const comparedFields = (fields: readonly MatchField[]): readonly MatchField[] =>
  [...fields.filter(({ kind }) => kind !== 'other'), ...fields.filter(({ kind }) => kind === 'other')].slice(
    0,
    mostFeatures - Number(hasNames(fields)),
  );

/** The features of the fields that are compared, and the order of names before them. */
export function featuresOf(fields: readonly MatchField[]): readonly Feature[] {
  const hasHomes = fields.some(({ kind }) => homeKinds.has(kind));
  const features: Feature[] = comparedFields(fields).map(({ name, kind, spoken }) => ({
    name,
    comparison: spoken ? spokenName : comparisons[kind],
    household: householdKinds.has(kind),
    ...(townKinds.has(kind) ? { isOfTown: true as const } : {}),
    role: roleOf(kind),
    ...coincidenceOf(kind, hasHomes),
    ...(hasHomes && coincidences[kind] !== undefined && householdKinds.has(kind)
      ? { isOwn: true as const }
      : {}),
    column: name,
    kind,
    ...(spoken ? { isSpoken: true as const } : {}),
  }));
  const order: Feature[] = hasNames(fields)
    ? [{ name: 'name_order', comparison: nameOrder, household: false, role: 'other' }]
    : [];
  return [...order, ...features];
}

/** Of those who share a family name and a town the fewer are of one household. */
const withoutHomes = 0.5;

const coincidenceOf = (kind: FieldKind, hasHomes: boolean): Pick<Feature, 'coincidence'> => {
  const known = coincidences[kind];
  if (known === undefined) return {};
  return { coincidence: hasHomes || householdKinds.has(kind) ? known : withoutHomes * known };
};

/** Without a given name, a birth date or the like the people of one household cannot be told from one person. */
export const tellsMembersApart = (features: readonly Feature[]): boolean =>
  features.some(({ kind, household }) => kind && personalKinds.has(kind) && !household);
