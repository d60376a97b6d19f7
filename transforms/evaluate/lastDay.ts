import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';
import { dateOf, msPerDay } from '../days.ts';

/** Until when a file tells what came. */
export interface LastDay {
  readonly last: string;
  /** days between two dates, the longest up to the last day */
  readonly longestSilence: number;
  /** rows behind the last day, whose dates stand alone */
  readonly strays: number;
}

/**
 * Behind the last day come fewer dates than this share of those before it, and at less than this share of their rate.
 */
const strayShare = 0.1;

interface Day {
  /** since 1970 */
  readonly day: number;
  readonly count: number;
}

/**
 * The last day of the table `transactions` (order_date); undefined without rows. Hardly any dates, behind the longest
 * silence of all, are strays, mistyped by a year or a century: one row in 2199 does not say that nobody bought until
 * then.
 */
export async function lastDay(connection: DuckDBConnection): Promise<LastDay | undefined> {
  const days = await rows<Day>(
    connection,
    `select cast(order_date - date '1970-01-01' as integer) as day, cast(count(*) as integer) as count
     from transactions group by order_date order by order_date`,
  );
  let reached = days;
  for (let end = strayFrom(reached); end > 0; end = strayFrom(reached)) reached = reached.slice(0, end);
  const last = reached.at(-1);
  if (!last) return undefined;
  return {
    last: dateOf(last.day * msPerDay),
    longestSilence: longestSilence(reached).length,
    strays: countOf(days) - countOf(reached),
  };
}

/** For people: what of a file does not count as its end. */
export const strayRows = ({ strays }: LastDay): string =>
  strays > 0 ? ` (${strays} ${strays === 1 ? 'row' : 'rows'} long after that: mistyped dates?)` : '';

/** The first of the days that are strays, 0 where none are. */
function strayFrom(days: readonly Day[]): number {
  const { from, length } = longestSilence(days);
  const [before, after] = [days.slice(0, from), days.slice(from)];
  const [first, last, end] = [days[0], before.at(-1), days.at(-1)];
  if (!first || !last || !end || length < 2) return 0;
  const [few, many] = [after.length, before.length * strayShare];
  return few < many && few / (end.day - last.day) < many / (last.day - first.day + 1) ? from : 0;
}

/** The longest silence, the latest of equals, and the day that ends it. */
function longestSilence(days: readonly Day[]): { readonly from: number; readonly length: number } {
  let [from, length] = [0, 0];
  for (let i = 1; i < days.length; i++) {
    const silence = (days[i] as Day).day - (days[i - 1] as Day).day;
    if (silence >= length) [from, length] = [i, silence];
  }
  return { from, length };
}

const countOf = (days: readonly Day[]): number => days.reduce((sum, { count }) => sum + count, 0);
