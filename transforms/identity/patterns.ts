import { identifier } from '../../warehouse/index.ts';
import { byByte, byCodePoint, type StringMeasures } from './codePoints.ts';
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
import { MeasuredOnce, withMeasures } from './measuredOnce.ts';
import type { MatchField } from './normalise.ts';
import { soundColumn, soundSql } from './sounds.ts';
import { isIncomparable, writingColumn, writtenNames } from './writing.ts';

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

/** A pattern is one whole number: three bits a feature, 0 for missing, else the level plus 1. */
const bits = 3;
export const patternBase = 2 ** bits;

/** Doubles hold 53 bits exactly, so a pattern has room for this many features. */
const mostFeatures = Math.floor(53 / bits);

/** SQL: what a pattern holds of a feature, 0 for missing, else the level plus 1. */
export const codeSql = (pattern: string, feature: number): string =>
  `((${pattern} >> ${bits * feature}) & ${patternBase - 1})`;

/** SQL: the pattern with another code of a feature. */
export const withCodeSql = (pattern: string, feature: number, code: number): string =>
  `(${pattern} - (${codeSql(pattern, feature)} << ${bits * feature}) + ${code * patternBase ** feature})`;

/** What the code of a feature is multiplied by in a pattern; one more may stand behind those of a table. */
const powers = Array.from({ length: mostFeatures + 1 }, (_, feature) => patternBase ** feature);

export const levelOf = (pattern: number, feature: number): number =>
  (Math.floor(pattern / (powers[feature] as number)) % patternBase) - 1;

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

/** Given and family name are compared crosswise where that fits and in their places they do not. */
function exchangedSql(given: number, family: number, { jaroWinkler }: StringMeasures): string {
  const [lg, lf, rg, rf] = [`l${given}`, `l${family}`, `r${given}`, `r${family}`];
  return `case when ${lg} = ${rg} or ${lf} = ${rf} then false when ${lg} = ${rf} or ${lf} = ${rg} then true
    when ${jaroWinkler(lg, rf)} >= 0.88 then coalesce(${jaroWinkler(lf, rg)} >= 0.88, false) else false end`;
}

/**
 * Whether a Chinese name is the other turned round, and so was cut in the wrong place: 刘宁伟 and 宁伟刘, which
 * begins with a surname as well.
 */
function turnedSql(given: number, family: number): string {
  const [lg, lf, rg, rf] = [`l${given}`, `l${family}`, `r${given}`, `r${family}`];
  return `coalesce(ls${given} <> ${lg} and ${lf} <> ${rf} and not c${given} and not c${family} and
    (${lf} || ${lg} = ${rg} || ${rf} or ${lg} || ${lf} = ${rf} || ${rg}), false)`;
}

/**
 * Whether two names, put in their places, agree: only then does their order say anything. Among all pairs
 * names that cross are rare, but so are names that agree; of those that agree, hardly any of one person
 * cross, and more of two.
 */
function agreeSql(given: number, family: number, likeness: (f: number) => string): string {
  return `case when l${given} = r${given} then coalesce(${likeness(family)} >= 0.88, false)
    when l${family} = r${family} then coalesce(${likeness(given)} >= 0.88, false) else false end`;
}

/** How both names of a feature sound, and whether one alone is written in characters. */
function soundsSql({ name, f }: { readonly name: string; readonly f: number }): string {
  const at = (side: string) => [`${side}.${identifier(name)}`, `${side}.${soundColumn(name)}`] as const;
  const isHan = (side: string) => `(${at(side)[1]} is null)`;
  return `${soundSql(...at('l'))} as ls${f}, ${soundSql(...at('r'))} as rs${f}, ${isHan('l')} <> ${isHan('r')} as c${f}`;
}

/** Names of which one alone is written in characters are compared in letters. */
const inOneScript = (pairs: string, spoken: readonly number[]): string =>
  spoken.length === 0
    ? pairs
    : `select * replace (${spoken.flatMap((f) => ['l', 'r'].map((side) => `case when c${f} then ${side}s${f} else ${side}${f} end as ${side}${f}`)).join(', ')}) from (${pairs})`;

/**
 * A Chinese given name alone, read as if its first character were the family name, or as one: 佳兰, 兰 beside 王佳兰, 王兰. Where
 * all that is there is the other's given name, it is that name, and the family name is not known; `of_right`: the left one is
 * so read.
 */
function givenAlone(pairs: string, given: number, family: number): string {
  const whole = (side: string) => `coalesce(${side}${family}, '') || coalesce(${side}${given}, '')`;
  const isAlone = (side: string, other: string) =>
    `coalesce(${side}${family} is not null and ${other}s${given} <> ${other}${given} and ${other}${family} <> ${side}${family} and ${whole(side)} = ${other}${given}, false)`;
  const replaced = [
    ['l', 'r'],
    ['r', 'l'],
  ].flatMap(([side, other]) =>
    ['', 's'].flatMap((sound) => [
      `case when is_${side} then ${other}${sound}${given} else ${side}${sound}${given} end as ${side}${sound}${given}`,
      `case when is_${side} then null else ${side}${sound}${family} end as ${side}${sound}${family}`,
    ]),
  );
  return `select * exclude (is_l, is_r) replace (${replaced.join(', ')}, c${given} and not is_l and not is_r as c${given}), is_l as of_right
    from (select *, ${isAlone('l', 'r')} as is_l, ${isAlone('r', 'l')} as is_r from (${pairs}))`;
}

/**
 * Names in each other's place are put in theirs; `x`: they were. Those of the record are turned whose family name is more
 * like the other's given name, whichever record comes first; `of_right`: it is the left one, or was so already, and the
 * right one has its names as they are. `is_exchanged`: the names are the same two, so that either order fits.
 */
function inPlaces(
  pairs: string,
  given: number,
  family: number,
  measures: StringMeasures,
  isSpoken: boolean,
  isAlone: boolean,
): string {
  const [ofLeft, ofRight] = [
    [`l${given}`, `r${family}`],
    [`r${given}`, `l${family}`],
  ].map(([a = '', b = '']) => `coalesce(${measures.jaroWinkler(a, b)}, 0)`);
  const turnsRight = `${ofLeft} > ${ofRight} or ${ofLeft} = ${ofRight} and l${given} < r${given}`;
  const swapped = [
    { side: 'l', turns: 'x and not y' },
    { side: 'r', turns: 'x and y' },
  ].flatMap(({ side, turns }) =>
    (isSpoken ? [side, `${side}s`] : [side]).flatMap((name) => [
      `case when ${turns} then ${name}${family} else ${name}${given} end as ${name}${given}`,
      `case when ${turns} then ${name}${given} else ${name}${family} end as ${name}${family}`,
    ]),
  );
  const isExchanged = `x and l${given} = r${family} and l${family} = r${given}`;
  const wasOfRight = isAlone ? 'of_right or ' : '';
  const ordered = `select * exclude (y${isAlone ? ', of_right' : ''}) replace (${swapped.join(', ')}), ${wasOfRight}x and not y as of_right, coalesce(${isExchanged}, false) as is_exchanged from (
    select *, case when x then ${turnsRight} else false end as y
    from (select *, ${exchangedSql(given, family, measures)} as x from (${pairs})))`;
  if (!isSpoken) return ordered;
  const asLeft = [given, family].flatMap((f) =>
    ['', 's'].map((sound) => `case when t then l${sound}${f} else r${sound}${f} end as r${sound}${f}`),
  );
  return `select * exclude (t) replace (${asLeft.join(', ')}, x or t as x) from (select *, ${turnedSql(given, family)} as t from (${ordered}))`;
}

/** How records are read to be compared. */
export interface Measures {
  /** the relation of the records, in which scripts of few characters are written in one byte each */
  readonly records: string;
  /** what measures the values of each feature there */
  readonly strings: readonly StringMeasures[];
  /** names are written in several scripts, and `records` says in which (`writing.ts`) */
  readonly isWritten?: boolean;
}

/**
 * A SELECT of the columns of `pairs` (a relation with `l` and `r`, record numbers), `pattern`, `holder`: of the two, the
 * record whose values stand as they were compared, for names may be turned; and `is_exchanged`: both have the same two
 * names, in each other's place, and nothing in the two says who has them in order.
 */
export function patternSql(
  pairs: string,
  features: readonly Feature[],
  { records, strings, isWritten }: Measures,
): string {
  if (features.length === 0)
    return `select *, 0::bigint as pattern, l as holder, false as is_exchanged from (${pairs})`;
  const columns = features.flatMap(({ column }, f) => (column ? [{ column: identifier(column), f }] : []));
  const values = columns.flatMap(({ column, f }) => [`l.${column} as l${f}`, `r.${column} as r${f}`]);
  const spoken = features.flatMap(({ name, isSpoken }, f) => (isSpoken ? [{ name, f }] : []));
  const place = (name: string) => features.findIndex((feature) => feature.name === name);
  const written = isWritten ? writtenNames.map((name) => ({ name, f: place(name) })) : [];
  const writings = written.map(
    ({ name, f }) => `${isIncomparable(`l.${writingColumn(name)}`, `r.${writingColumn(name)}`)} as d${f}`,
  );
  const raw = `select p.*${[...values, ...spoken.map(soundsSql), ...writings].map((one) => `, ${one}`).join('')} from (${pairs}) as p
    join ${records} as l on l.rid = p.l join ${records} as r on r.rid = p.r`;
  const [given, family] = [place('given_name'), place('family_name')];
  const isSpoken = features[given]?.isSpoken === true && features[family]?.isSpoken === true;
  const joined = inOneScript(
    isSpoken ? givenAlone(raw, given, family) : raw,
    spoken.map(({ f }) => f),
  );
  const hasOrder = features.some(({ column }) => column === undefined);
  const both = strings[given] === byByte && strings[family] === byByte ? byByte : byCodePoint;
  const from = hasOrder
    ? inPlaces(joined, given, family, both, features[given]?.isSpoken === true, isSpoken)
    : joined;
  const measureOf = (f: number) => (f === given || f === family ? both : (strings[f] ?? byCodePoint));
  const measured = features.map((_, f) => new MeasuredOnce(f, measureOf(f)));
  const terms = features.map(({ column, comparison }, f) => {
    const [present, level] =
      column === undefined
        ? [
            agreeSql(given, family, (name) => (measured[name] as MeasuredOnce).likeness()),
            comparison.sql('x', 'x', byByte),
          ]
        : [
            `l${f} is not null and r${f} is not null${written.some((one) => one.f === f) ? ` and not (coalesce(d${f}, false)${spoken.some((one) => one.f === f) ? ` and ls${f} <> rs${f}` : ''})` : ''}`,
            comparison.sql(`l${f}`, `r${f}`, measured[f] as MeasuredOnce, {
              alike: `ls${f} = rs${f}`,
              acrossScripts: `c${f}`,
            }),
          ];
    return `case when ${present} then (${level} + 1)::bigint * ${2 ** (bits * f)} else 0::bigint end`;
  });
  const used = [
    ...measured.flatMap((one) => one.columns),
    ...columns.flatMap(({ f }) => [`l${f}`, `r${f}`]),
    ...spoken.flatMap(({ f }) => [`ls${f}`, `rs${f}`, `c${f}`]),
    ...written.map(({ f }) => `d${f}`),
    ...(hasOrder ? ['x', 'of_right', 'is_exchanged'] : []),
  ];
  const holder = hasOrder ? 'case when of_right then r else l end' : 'l';
  return `select * exclude (${used.join(', ')}), ${terms.join(' + ')} as pattern, ${holder} as holder, ${hasOrder ? 'is_exchanged' : 'false'} as is_exchanged from (${withMeasures(from, measured)})`;
}
