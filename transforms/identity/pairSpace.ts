import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';

interface Counts {
  readonly all: number;
  readonly first: number;
}

async function countRecords(connection: DuckDBConnection): Promise<Counts> {
  const [row] = await rows<{ all_records: number; first: number }>(
    connection,
    'select count(*)::double as all_records, (count(*) filter (where source = 0))::double as first from match_records',
  );
  return { all: row?.all_records ?? 0, first: row?.first ?? 0 };
}

/** How many pairs there are to be matched: of two records, or of one record of each file. */
export async function totalPairs(connection: DuckDBConnection, isLink: boolean): Promise<number> {
  const { all, first } = await countRecords(connection);
  return isLink ? first * (all - first) : (all * (all - 1)) / 2;
}

/** How many random pairs are looked at: the rarer a match among all pairs, the more. */
export const randomPairsOf = (totalPairs: number): number =>
  totalPairs > 1e10 ? 1_000_000 : totalPairs > 1e8 ? 200_000 : 100_000;

/** All pairs, left before right. */
export const allPairsSql = (isLink: boolean): string =>
  `select l.rid as l, r.rid as r from match_records as l join match_records as r on ${isLink ? 'l.source < r.source' : 'l.rid < r.rid'}`;

/**
 * A SELECT of about `wanted` pairs (l, r) chosen without regard to how alike they are, the same ones every time;
 * all pairs where there are no more. Records are put in the order of `match_draw` and each is paired with
 * those a few places further on.
 */
export async function randomPairsSql(
  connection: DuckDBConnection,
  wanted: number,
  isLink: boolean,
): Promise<string> {
  const { all, first } = await countRecords(connection);
  if ((await totalPairs(connection, isLink)) <= wanted) return allPairsSql(isLink);
  const order = 'row_number() over (order by draw, rid) - 1';
  if (isLink) {
    const second = all - first;
    const steps = Math.max(1, Math.ceil(wanted / first));
    return `with a as (select rid, ${order} as place from match_draw where source = 0),
      b as (select rid, ${order} as place from match_draw where source = 1),
      drawn as (select rid, (place + step * ${Math.max(1, Math.floor(second / steps))}) % ${second} as place from a, range(${steps}) as s(step))
      select d.rid as l, b.rid as r from drawn as d join b on b.place = d.place`;
  }
  const steps = Math.max(1, Math.ceil(wanted / all));
  return `with a as (select rid, ${order} as place from match_draw),
    drawn as (select rid, (place + step) % ${all} as place from a, range(1, ${steps + 1}) as s(step))
    select least(d.rid, b.rid) as l, greatest(d.rid, b.rid) as r from drawn as d join a as b on b.place = d.place where d.rid <> b.rid`;
}
