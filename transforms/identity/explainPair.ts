import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal, rows } from '../../warehouse/index.ts';
import { featuresOf } from './features.ts';
import { measuresOf } from './measures.ts';
import type { MatchParameters } from './parameters.ts';
import { levelOf } from './patternCode.ts';
import { patternSql } from './patternSql.ts';
import { raritySql } from './rarity.ts';
import { asSharedSql, sharedKinds, uncompared, withUncompared } from './uncompared.ts';
import { levelWeight, PairWeight, probabilityOf, weighing } from './weighing.ts';

/** What two records share, now or once: it counts as equal. */
export interface Shared {
  /** an identifier's, or `order` or `coupon` */
  readonly kind: string;
  readonly value?: string;
}

/** Two records, by number, and what they share beyond what their fields show. */
export interface AskedPair {
  readonly records: readonly [number, number];
  readonly shared?: readonly Shared[];
}

/** One bar of the waterfall: what a field, or what the two share, adds to the log2 odds of a match. */
export interface Contribution {
  /** of the field; of what no field compares, its kind */
  readonly name: string;
  readonly level: string;
  /** of the record that was named first */
  readonly left: string | null;
  readonly right: string | null;
  /** log2 of m/u of the level */
  readonly weight: number;
  /** what the rarity of the equal value adds, in the same unit */
  readonly rarity: number;
}

export interface Explanation {
  /** log2 of the share of matches among all pairs, before anything is compared */
  readonly prior: number;
  readonly contributions: readonly Contribution[];
  /** what it adds that somebody who has moved differs in all parts of the address at once */
  readonly moved: number;
  /** what it takes away that two people of one household would agree as much */
  readonly household: number;
  /** what it adds that they share an identifier and nothing else can be compared; 0 mostly */
  readonly nothingElse: number;
  /** the sum of all of these: log2 odds of one person */
  readonly weight: number;
  readonly probability: number;
}

/**
 * Why pairs of records are, or are not, one person, in the order given: what each field weighs, from the
 * prior to the match probability. Needs `match_records` and, of both records of each pair, `match_rarity`.
 * @throws RangeError where a pair names a record that is not there
 */
export async function explainPairs(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  pairs: readonly AskedPair[],
): Promise<readonly Explanation[]> {
  if (pairs.length === 0) return [];
  const features = featuresOf(parameters.fields);
  const extended = withUncompared(parameters);
  const known = weighing(extended);
  const kindsOf = sharedKinds(extended.features);
  const list = pairs.map(({ records: [a, b], shared = [] }, i) => {
    const kinds = shared.map(({ kind }) => literal(kind));
    return `(${i}, ${Math.min(a, b)}, ${Math.max(a, b)}, [${kinds.join(', ')}]::varchar[])`;
  });
  const wanted = `select * from (values ${list.join(', ')}) as t(place, l, r, kinds)`;
  const measures = await measuresOf(connection, features);
  const columns = features.flatMap(({ column }, f) => (column ? [{ f, column: identifier(column) }] : []));
  const values = columns.map(({ f, column }) => `, l.${column} as l${f}, r.${column} as r${f}`);
  const rarities = parameters.features.map(
    (_, f) => `, ${raritySql(parameters.features, f, 'p.pattern')} as t${f}`,
  );
  const compared = await rows<Record<string, string | number | null>>(
    connection,
    `select p.place, p.pattern::double as compared, (${asSharedSql(extended.features, 'p.pattern', 'p.kinds')})::double as pattern${[...values, ...rarities].join('')}
     from (${patternSql(wanted, features, measures)}) as p
     join match_records as l on l.rid = p.l join match_records as r on r.rid = p.r
     left join match_rarity as t on t.rid = p.holder`,
  );
  const rowAt = new Map(compared.map((row) => [row.place, row]));
  return pairs.map(({ records: [a, b], shared: ofBoth = [] }, place) => {
    const row = rowAt.get(place);
    if (!row) throw new RangeError(`no record ${a} or ${b}`);
    const pattern = Number(row.pattern);
    const asTheyAre = Number(row.compared);
    const sum = new PairWeight(known);
    const contributions = extended.features.map(({ name, levels }, f): Contribution => {
      const level = levelOf(pattern, f);
      const weight = levelWeight(extended, f, pattern);
      const rarity = Number(row[`t${f}`] ?? 0);
      if (level >= 0) sum.add(f, weight, rarity);
      const shared =
        level === levelOf(asTheyAre, f) ? undefined : ofBoth.find(({ kind }) => kindsOf[f]?.includes(kind));
      // the smaller record is on the left of what was compared
      const [one, other] = a <= b ? (['l', 'r'] as const) : (['r', 'l'] as const);
      const value = (side: 'l' | 'r') => shared?.value ?? (row[`${side}${f}`] as string | null) ?? null;
      return {
        name: shared?.kind ?? name,
        level: level < 0 ? 'missing' : (levels[level] ?? ''),
        left: value(one),
        right: value(other),
        weight,
        rarity,
      };
    });
    return {
      prior: Math.log2(extended.lambda),
      contributions: contributions.filter(({ name }) => name !== uncompared),
      moved: sum.forMoving,
      household: sum.forHousehold,
      nothingElse: sum.forNothingElse,
      weight: sum.total,
      probability: probabilityOf(sum.total),
    };
  });
}

/**
 * Why two records are, or are not, one person.
 * @throws RangeError where one of them is not there
 */
export async function explainPair(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  left: number,
  right: number,
  shared: readonly Shared[] = [],
): Promise<Explanation> {
  const [explanation] = await explainPairs(connection, parameters, [{ records: [left, right], shared }]);
  return explanation as Explanation;
}
