import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import { measuresOf } from './measures.ts';
import type { MatchParameters } from './parameters.ts';
import { featuresOf, levelOf, patternSql } from './patterns.ts';
import { rarityShare } from './rarity.ts';
import { levelWeight, PairWeight, probabilityOf, weighing } from './weighing.ts';

/** One bar of the waterfall: what a field adds to the log2 odds of a match. */
export interface Contribution {
  readonly name: string;
  readonly level: string;
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
 * prior to the match probability. Needs `match_records` and, of the smaller record of each pair,
 * `match_rarity`.
 */
export async function explainPairs(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  pairs: readonly (readonly [number, number])[],
): Promise<readonly Explanation[]> {
  if (pairs.length === 0) return [];
  const features = featuresOf(parameters.fields);
  const known = weighing(parameters);
  const list = pairs.map(([a, b], i) => `(${i}, ${Math.min(a, b)}, ${Math.max(a, b)})`).join(', ');
  const wanted = `select * from (values ${list}) as t(place, l, r)`;
  const measures = await measuresOf(connection, features);
  const columns = features.flatMap(({ column }, f) => (column ? [{ f, column: identifier(column) }] : []));
  const values = columns.map(({ f, column }) => `, l.${column} as l${f}, r.${column} as r${f}`);
  const rarities = features.map((_, f) => `, t.t${f}`);
  const compared = await rows<Record<string, string | number | null>>(
    connection,
    `select p.pattern::double as pattern${[...values, ...rarities].join('')}
     from (${patternSql(wanted, features, measures)}) as p
     join match_records as l on l.rid = p.l join match_records as r on r.rid = p.r
     left join match_rarity as t on t.rid = p.l order by p.place`,
  );
  return compared.map((row) => {
    const pattern = Number(row.pattern);
    const sum = new PairWeight(known);
    const contributions = features.map(({ name, column, comparison }, f): Contribution => {
      const level = levelOf(pattern, f);
      const weight = levelWeight(parameters, f, pattern);
      const rarity = rarityShare(parameters.features, f, pattern) * Number(row[`t${f}`] ?? 0);
      if (level >= 0) sum.add(f, weight, rarity);
      const value = (side: string) => (column ? ((row[`${side}${f}`] as string | null) ?? null) : null);
      return {
        name,
        level: level < 0 ? 'missing' : (comparison.levels[level] ?? ''),
        left: value('l'),
        right: value('r'),
        weight,
        rarity,
      };
    });
    return {
      prior: Math.log2(parameters.lambda),
      contributions,
      moved: sum.forMoving,
      household: sum.forHousehold,
      nothingElse: sum.forNothingElse,
      weight: sum.total,
      probability: probabilityOf(sum.total),
    };
  });
}

/** Why two records are, or are not, one person. */
export async function explainPair(
  connection: DuckDBConnection,
  parameters: MatchParameters,
  left: number,
  right: number,
): Promise<Explanation> {
  const [explanation] = await explainPairs(connection, parameters, [[left, right]]);
  if (!explanation) throw new RangeError(`no record ${left} or ${right}`);
  return explanation;
}
