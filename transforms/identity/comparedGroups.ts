import { type DuckDBConnection, type DuckDBPreparedStatement, INTEGER } from '@duckdb/node-api';
import { appendColumns, readNumbers } from '../../warehouse/index.ts';
import type { Feature } from './features.ts';
import { measuresOf } from './measures.ts';
import { pairPlace, pairPlaces } from './pairTriangle.ts';
import type { MatchParameters } from './parameters.ts';
import { PatternNumbers } from './patternNumbers.ts';
import { patternSql } from './patternSql.ts';
import { WeighedPatterns } from './weighedPatterns.ts';

/** Some records, ascending, of which all pairs are compared. */
export interface Group {
  readonly records: readonly number[];
}

/** What all pairs inside some groups show, the triangles of the groups one after another. */
export interface ComparedPairs {
  /** the numbers of their patterns */
  readonly numbers: Uint32Array;
  /** 1 where the second record has the values as they were compared, 0 where the first has */
  readonly ofSecond: Uint8Array;
  /** 1 where both have the same two names, in each other's place */
  readonly isExchanged: Uint8Array;
}

/** A group that was compared, and where its triangle begins. */
interface KeptGroup {
  readonly number: number;
  readonly pairs: ComparedPairs;
  readonly start: number;
  readonly size: number;
}

/** A record in a group that was compared. */
interface KeptRecord {
  readonly group: KeptGroup;
  readonly place: number;
}

/** So many pairs are kept, in six bytes each. */
const mostKept = 1_000_000;

/**
 * Compares groups of records. What two records show depends on no parameter, so of the groups that were compared first as
 * much is kept as there is room for: much the same are looked at once the parameters have been fitted again.
 * For one list of features, and records that stay as they are.
 */
export class ComparedGroups {
  /** all that were seen */
  readonly patterns = new PatternNumbers();
  #comparison: string | undefined;
  readonly #planned = new Map<string, DuckDBPreparedStatement>();
  #hasMembers = false;
  #groups = 0;
  #pairs = 0;
  /** by record, the first group that it was in */
  readonly #kept = new Map<number, KeptRecord>();
  /** under the parameters that were asked for last */
  #weighed: WeighedPatterns | undefined;

  /** Makes `match_members` of the groups. */
  async compare(
    connection: DuckDBConnection,
    groups: readonly Group[],
    features: readonly Feature[],
  ): Promise<ComparedPairs> {
    const kept = groups.map(({ records }) => records.map((record) => this.#kept.get(record)));
    await connection.run(this.#hasMembers ? emptySql : membersSql);
    this.#hasMembers = true;
    const all = await addMembers(connection, groups, kept);
    const pairs: ComparedPairs = {
      numbers: new Uint32Array(all),
      ofSecond: new Uint8Array(all),
      isExchanged: new Uint8Array(all),
    };
    if (kept.some((records) => records.some((one) => !one || one.group !== records[0]?.group))) {
      this.#comparison ??= await comparisonSql(connection, features);
      await readPairs(await this.planned(connection, this.#comparison), this.patterns, pairs);
    }
    let start = 0;
    for (const [at, { records }] of groups.entries()) {
      copyKept(kept[at] as Kept, pairs, start);
      this.#keep(records, pairs, start);
      start += pairPlaces(records.length);
    }
    return pairs;
  }

  /** A statement, planned once until `planAnew`: planning takes longer than comparing few pairs. */
  async planned(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
    const statement = this.#planned.get(sql) ?? (await connection.prepare(sql));
    this.#planned.set(sql, statement);
    return statement;
  }

  /** Forgets what was planned, for the engine plans that anew at each execution once any table has been made since. */
  planAnew(): void {
    for (const statement of this.#planned.values()) statement.destroySync();
    this.#planned.clear();
  }

  /** What the patterns that were seen say under some parameters. */
  weighed(parameters: MatchParameters): WeighedPatterns {
    if (!this.#weighed?.isUnder(parameters)) this.#weighed = new WeighedPatterns(parameters, this.patterns);
    return this.#weighed.learn();
  }

  /** Keeps a group of which no record was in another, if there is room. */
  #keep(records: readonly number[], pairs: ComparedPairs, start: number): void {
    const size = records.length;
    if (this.#pairs + pairPlaces(size) > mostKept || records.some((record) => this.#kept.has(record))) return;
    this.#pairs += pairPlaces(size);
    const group = { number: this.#groups++, pairs, start, size };
    for (const [place, record] of records.entries()) this.#kept.set(record, { group, place });
  }
}

/** By record of a group, where it was compared before; nothing where it was not. */
type Kept = readonly (KeptRecord | undefined)[];

/** What was seen before of the pairs of a group, into its triangle. */
function copyKept(kept: Kept, to: ComparedPairs, start: number): void {
  for (let i = 0; i < kept.length; i++) {
    const one = kept[i];
    if (!one) continue;
    const { pairs: from, start: first, size } = one.group;
    for (let j = i + 1; j < kept.length; j++) {
      const other = kept[j];
      if (other?.group !== one.group) continue;
      const source = first + pairPlace(size, one.place, other.place);
      const slot = start + pairPlace(kept.length, i, j);
      to.numbers[slot] = from.numbers[source] as number;
      to.ofSecond[slot] = from.ofSecond[source] as number;
      to.isExchanged[slot] = from.isExchanged[source] as number;
    }
  }
}

/**
 * The comparison of the pairs inside the groups of `match_members` that were not compared before: their patterns, and
 * where they stand in the triangles, times four, and two where the second has the values as they were compared, and one
 * where names are exchanged.
 */
async function comparisonSql(connection: DuckDBConnection, features: readonly Feature[]): Promise<string> {
  // made distinct, which they are, since the engine would compare the records of a table of few by one thread alone
  const pairs = `select distinct a.rid as l, b.rid as r, a.row_start + b.place as slot from match_members as a
    join match_members as b on a.component = b.component and a.place < b.place and (a.kept <> b.kept or a.kept < 0)`;
  const compared = patternSql(pairs, features, await measuresOf(connection, features));
  return `select pattern::double, slot * 4.0::double + (holder = r)::int * 2 + is_exchanged::int from (${compared})`;
}

async function readPairs(
  comparison: DuckDBPreparedStatement,
  known: PatternNumbers,
  { numbers, ofSecond, isExchanged }: ComparedPairs,
): Promise<void> {
  // not streamed: one thread alone would compare what is asked for
  for await (const { columns, count } of readNumbers(await comparison.run())) {
    const [patterns, places] = columns as [Float64Array, Float64Array];
    for (let row = 0; row < count; row++) {
      const place = places[row] as number;
      const slot = Math.floor(place / 4);
      numbers[slot] = known.numberOf(patterns[row] as number);
      ofSecond[slot] = (place & 2) >> 1;
      isExchanged[slot] = place & 1;
    }
  }
}

const [lowest, highest] = [-(2 ** 31), 2 ** 31 - 1];

/**
 * Makes `match_members`: the records of the groups, by their places in them, where the pair (place, 0) would stand in the
 * triangles of all groups, and the group that the record was in when it was compared before, or −1. Two more rows, of no
 * record, have the lowest and the highest of every column and stay: the engine plans by the range that its columns have
 * then, and what comes outside of it later is lost without a word (DuckDB 1.5.5).
 */
const membersSql = `
  create or replace temp table match_members (component int, place int, row_start int, rid int, kept int);
  insert into match_members select unnest([${lowest}, ${highest}]) as x, x, x, x, x`;

/** Takes the groups out; the engine would plan anew at each execution, were the table made anew. */
const emptySql = `delete from match_members where component not in (${lowest}, ${highest})`;

/** @returns how many pairs the groups hold */
async function addMembers(
  connection: DuckDBConnection,
  groups: readonly Group[],
  kept: readonly Kept[],
): Promise<number> {
  const columns: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  const [component, place, start, rid, before] = columns;
  let pairs = 0;
  for (const [number, { records }] of groups.entries()) {
    for (const [i, record] of records.entries()) {
      component.push(number);
      place.push(i);
      start.push(pairs + pairPlace(records.length, i, 0));
      rid.push(record);
      before.push(kept[number]?.[i]?.group.number ?? -1);
    }
    pairs += pairPlaces(records.length);
  }
  await appendColumns(
    connection,
    'match_members',
    columns.map(() => INTEGER),
    columns,
  );
  return pairs;
}
