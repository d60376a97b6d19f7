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
  readonly pairs: ComparedPairs;
  readonly start: number;
  readonly size: number;
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
  /** planned once: planning takes longer than comparing few pairs */
  #comparison: DuckDBPreparedStatement | undefined;
  #hasMembers = false;
  #kept = 0;
  /** under the parameters that were asked for last */
  #weighed: WeighedPatterns | undefined;
  /** by record, the first group that it was in, and its place there */
  readonly #groupOf = new Map<number, { readonly group: KeptGroup; readonly place: number }>();

  /** Makes `match_members` of the groups. */
  async compare(
    connection: DuckDBConnection,
    groups: readonly Group[],
    features: readonly Feature[],
  ): Promise<ComparedPairs> {
    const known = groups.map(({ records }) => this.#groupOfAll(records));
    // the engine plans anew where a table that is read was made anew
    await connection.run(this.#hasMembers ? 'delete from match_members' : membersSql);
    this.#hasMembers = true;
    const all = await addMembers(
      connection,
      groups,
      known.map((group) => group === undefined),
    );
    const pairs: ComparedPairs = {
      numbers: new Uint32Array(all),
      ofSecond: new Uint8Array(all),
      isExchanged: new Uint8Array(all),
    };
    if (known.includes(undefined)) {
      this.#comparison ??= await prepared(connection, features);
      await readPairs(this.#comparison, this.patterns, pairs);
    }
    let start = 0;
    for (const [number, { records }] of groups.entries()) {
      const before = known[number];
      if (before) this.#copy(records, before, pairs, start);
      else this.#keep(records, { pairs, start, size: records.length });
      start += pairPlaces(records.length);
    }
    return pairs;
  }

  /** What the patterns that were seen say under some parameters. */
  weighed(parameters: MatchParameters): WeighedPatterns {
    if (this.#weighed?.parameters !== parameters) this.#weighed = new WeighedPatterns(parameters);
    return this.#weighed.learn(this.patterns);
  }

  /** The kept group that all these records were in. */
  #groupOfAll(records: readonly number[]): KeptGroup | undefined {
    const group = this.#groupOf.get(records[0] as number)?.group;
    return group && records.every((record) => this.#groupOf.get(record)?.group === group) ? group : undefined;
  }

  #copy(
    records: readonly number[],
    { pairs: from, ...group }: KeptGroup,
    to: ComparedPairs,
    start: number,
  ): void {
    const places = records.map((record) => this.#groupOf.get(record)?.place as number);
    for (let i = 0; i < places.length; i++)
      for (let j = i + 1; j < places.length; j++) {
        const source = group.start + pairPlace(group.size, places[i] as number, places[j] as number);
        const slot = start + pairPlace(places.length, i, j);
        to.numbers[slot] = from.numbers[source] as number;
        to.ofSecond[slot] = from.ofSecond[source] as number;
        to.isExchanged[slot] = from.isExchanged[source] as number;
      }
  }

  #keep(records: readonly number[], group: KeptGroup): void {
    const pairs = pairPlaces(group.size);
    if (this.#kept + pairs > mostKept || records.some((record) => this.#groupOf.has(record))) return;
    this.#kept += pairs;
    for (const [place, record] of records.entries()) this.#groupOf.set(record, { group, place });
  }
}

/** The comparison of the pairs of the new groups of `match_members`: slot, pattern, and the rest as 0 and 1. */
async function prepared(
  connection: DuckDBConnection,
  features: readonly Feature[],
): Promise<DuckDBPreparedStatement> {
  const pairs = `select a.rid as l, b.rid as r, a.row_start + b.place as slot from match_members as a
    join match_members as b on a.component = b.component and a.place < b.place where a.is_new = 1`;
  const compared = patternSql(pairs, features, await measuresOf(connection, features));
  return connection.prepare(
    `select slot::double, pattern::double, (holder = r)::double, is_exchanged::double from (${compared})`,
  );
}

async function readPairs(
  comparison: DuckDBPreparedStatement,
  known: PatternNumbers,
  { numbers, ofSecond, isExchanged }: ComparedPairs,
): Promise<void> {
  for await (const { columns, count } of readNumbers(await comparison.stream())) {
    const [slots, patterns, seconds, exchanged] = columns as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let row = 0; row < count; row++) {
      const slot = slots[row] as number;
      numbers[slot] = known.numberOf(patterns[row] as number);
      ofSecond[slot] = seconds[row] as number;
      isExchanged[slot] = exchanged[row] as number;
    }
  }
}

/**
 * Makes `match_members`: the records of the groups, by their places in them, where the pair (place, 0) would stand in the
 * triangles of all groups, and whether the group is to be compared.
 */
const membersSql =
  'create or replace temp table match_members (component int, place int, row_start int, rid int, is_new int)';

/** @returns how many pairs the groups hold */
async function addMembers(
  connection: DuckDBConnection,
  groups: readonly Group[],
  isNew: readonly boolean[],
): Promise<number> {
  const columns: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  const [component, place, start, rid, news] = columns;
  let pairs = 0;
  for (const [number, { records }] of groups.entries()) {
    for (const [i, record] of records.entries()) {
      component.push(number);
      place.push(i);
      start.push(pairs + pairPlace(records.length, i, 0));
      rid.push(record);
      news.push(Number(isNew[number]));
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
