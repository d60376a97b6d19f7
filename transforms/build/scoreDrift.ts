import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';

/**
 * How scores are distributed: the cuts between their parts, ascending, the share of the scores in each, their
 * number.
 */
export interface Distribution {
  readonly cuts: readonly number[];
  readonly shares: readonly number[];
  readonly rows: number;
}

export interface Stability {
  /** population stability index, at least 0 */
  readonly index: number;
  /** what chance alone reaches in one of twenty comparisons of so few scores */
  readonly noise: number;
  /** scores now */
  readonly rows: number;
}

/** The scores of a column of a relation by tenths; fewer parts where scores repeat, one where there are none. */
export async function distributionOf(
  connection: DuckDBConnection,
  relation: string,
  column: string,
): Promise<Distribution> {
  const [row] = await rows<{ cuts: string }>(
    connection,
    `select cast(to_json(coalesce(list_sort(list_distinct(
         quantile_disc(cast(${identifier(column)} as double), [.1, .2, .3, .4, .5, .6, .7, .8, .9]))), [])) as varchar) as cuts
     from ${relation}`,
  );
  const cuts = JSON.parse(row?.cuts ?? '[]') as number[];
  return { cuts, ...(await sharesOf(connection, relation, column, cuts)) };
}

/**
 * Population stability index of a column against an earlier distribution: Σ (share − was) · ln(share / was)
 * over its parts, at least 0; below .1 is commonly read as stable, above .25 as moved. An empty part counts
 * as one in ten thousand.
 * Source: Siddiqi, Credit Risk Scorecards (2006), ch. 8; its chance level, a scaled chi-square, from Yurdakul,
 * Statistical Properties of Population Stability Index (2018), ch. 3.
 */
export async function stabilityIndex(
  connection: DuckDBConnection,
  relation: string,
  column: string,
  was: Distribution,
): Promise<Stability> {
  const floor = 1e-4;
  const now = await sharesOf(connection, relation, column, was.cuts);
  const index = now.shares.reduce((sum, share, part) => {
    const [a, b] = [Math.max(share, floor), Math.max(was.shares[part] ?? 0, floor)];
    return sum + (a - b) * Math.log(a / b);
  }, 0);
  const degrees = was.cuts.length;
  const chance = degrees + 1.645 * Math.sqrt(2 * degrees);
  const noise = chance * (1 / Math.max(1, was.rows) + 1 / Math.max(1, now.rows));
  return { index, noise, rows: now.rows };
}

async function sharesOf(
  connection: DuckDBConnection,
  relation: string,
  column: string,
  cuts: readonly number[],
): Promise<Pick<Distribution, 'shares' | 'rows'>> {
  const score = `cast(${identifier(column)} as double)`;
  const part = cuts.map((cut) => `cast(${score} > ${cut} as integer)`).join(' + ') || '0';
  const counted = await rows<{ part: number; n: bigint }>(
    connection,
    `select ${part} as part, count(*) as n from ${relation} where ${identifier(column)} is not null group by all`,
  );
  const total = counted.reduce((sum, { n }) => sum + Number(n), 0);
  const shares = new Array<number>(cuts.length + 1).fill(0);
  for (const row of counted) shares[Number(row.part)] = Number(row.n) / Math.max(1, total);
  return { shares, rows: total };
}
