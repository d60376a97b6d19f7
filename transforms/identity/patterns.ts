import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { byByte, byCodePoint, type StringMeasures } from './codePoints.ts';
import { type Comparison, comparisons, nameOrder } from './comparisons.ts';
import { coincidences, type FieldKind, householdKinds } from './fields.ts';
import type { MatchField } from './normalise.ts';

/** One thing that is compared about a pair of records. */
export interface Feature {
  readonly name: string;
  readonly comparison: Comparison;
  /** the people of one household may agree on it */
  readonly household: boolean;
  /** otherwise, how often they agree on it all the same */
  readonly coincidence?: number;
  /** the column whose values have frequencies; none for the order of names */
  readonly column?: string;
  readonly kind?: FieldKind;
}

/** A pattern is one whole number: three bits a feature, 0 for missing, else the level plus 1. */
const bits = 3;

/** Doubles hold 53 bits exactly, so a pattern has room for this many features. */
export const mostFeatures = Math.floor(53 / bits);

export const levelOf = (pattern: number, feature: number): number =>
  (Math.floor(pattern / 2 ** (bits * feature)) % 2 ** bits) - 1;

/** The features of the fields, at most as many as a pattern holds: identifiers before free text. */
export function featuresOf(fields: readonly MatchField[]): readonly Feature[] {
  const hasNames =
    fields.some(({ name }) => name === 'given_name') && fields.some(({ name }) => name === 'family_name');
  const ordered = [
    ...fields.filter(({ kind }) => kind !== 'other'),
    ...fields.filter(({ kind }) => kind === 'other'),
  ];
  const features: Feature[] = ordered.map(({ name, kind }) => ({
    name,
    comparison: comparisons[kind],
    household: householdKinds.has(kind),
    ...(coincidences[kind] === undefined ? {} : { coincidence: coincidences[kind] }),
    column: name,
    kind,
  }));
  const order: Feature[] = hasNames ? [{ name: 'name_order', comparison: nameOrder, household: false }] : [];
  return [...order, ...features].slice(0, mostFeatures);
}

/** Features of which every value is ASCII may be measured by byte, which is the same there and faster. */
export async function measuresOf(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<readonly StringMeasures[]> {
  if (features.length === 0) return [];
  const columns = features.map(({ column }) => column && identifier(column));
  const list = columns.map((column, f) =>
    column ? `coalesce(bool_and(strlen(${column}) = length(${column})), true) as f${f}` : `true as f${f}`,
  );
  const [row] = await rows<Record<string, boolean>>(
    connection,
    `select ${list.join(', ')} from match_records`,
  );
  return columns.map((_, f) => (row?.[`f${f}`] ? byByte : byCodePoint));
}

/** Given and family name are compared crosswise where that fits and in their places they do not. */
function exchangedSql(given: number, family: number, { jaroWinkler }: StringMeasures): string {
  const [lg, lf, rg, rf] = [`l${given}`, `l${family}`, `r${given}`, `r${family}`];
  return `case when ${lg} = ${rg} or ${lf} = ${rf} then false when ${lg} = ${rf} or ${lf} = ${rg} then true
    when ${jaroWinkler(lg, rf)} >= 0.88 then coalesce(${jaroWinkler(lf, rg)} >= 0.88, false) else false end`;
}

/**
 * Whether two names, put in their places, agree: only then does their order say anything. Among all pairs names that cross
 * are rare, but so are names that agree; of those that agree, hardly any of one person cross, and more of two.
 */
function agreeSql(given: number, family: number, { jaroWinkler }: StringMeasures): string {
  const [lg, lf, rg, rf] = [`l${given}`, `l${family}`, `r${given}`, `r${family}`];
  return `case when ${lg} = ${rg} then coalesce(${lf} = ${rf} or ${jaroWinkler(lf, rf)} >= 0.88, false)
    when ${lf} = ${rf} then coalesce(${jaroWinkler(lg, rg)} >= 0.88, false) else false end`;
}

/** A SELECT of the columns of `pairs` (a relation with `l` and `r`, record numbers) and `pattern`. */
export function patternSql(
  pairs: string,
  features: readonly Feature[],
  measures: readonly StringMeasures[],
): string {
  if (features.length === 0) return `select *, 0::bigint as pattern from (${pairs})`;
  const columns = features.flatMap(({ column }, f) => (column ? [{ column: identifier(column), f }] : []));
  const values = columns.flatMap(({ column, f }) => [`l.${column} as l${f}`, `r.${column} as r${f}`]);
  const joined = `select p.*${values.map((one) => `, ${one}`).join('')} from (${pairs}) as p
    join match_records as l on l.rid = p.l join match_records as r on r.rid = p.r`;
  const place = (name: string) => features.findIndex((feature) => feature.name === name);
  const [given, family] = [place('given_name'), place('family_name')];
  const hasOrder = features.some(({ column }) => column === undefined);
  const both = measures[given] === byByte && measures[family] === byByte ? byByte : byCodePoint;
  const from = hasOrder
    ? `select * replace (case when x then r${family} else r${given} end as r${given}, case when x then r${given} else r${family} end as r${family})
       from (select *, ${exchangedSql(given, family, both)} as x from (${joined}))`
    : joined;
  const terms = features.map(({ column, comparison }, f) => {
    const strings = f === given || f === family ? both : (measures[f] ?? byCodePoint);
    const [present, level] =
      column === undefined
        ? [agreeSql(given, family, both), comparison.sql('x', 'x', byByte)]
        : [`l${f} is not null and r${f} is not null`, comparison.sql(`l${f}`, `r${f}`, strings)];
    return `case when ${present} then (${level} + 1)::bigint * ${2 ** (bits * f)} else 0::bigint end`;
  });
  return `select * exclude (${[...columns.flatMap(({ f }) => [`l${f}`, `r${f}`]), ...(hasOrder ? ['x'] : [])].join(', ')}), ${terms.join(' + ')} as pattern from (${from})`;
}
