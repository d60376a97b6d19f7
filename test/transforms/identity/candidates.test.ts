import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../models/numeric/index.ts';
import { createCandidates } from '../../../transforms/identity/candidates.ts';
import { type Engine, openEngine, rows } from '../../../warehouse/index.ts';

let engine: Engine | undefined;
afterEach(() => engine?.close());

interface Row {
  readonly rid: number;
  readonly source: number;
  readonly name: string | null;
  readonly town: string | null;
}

const rules = [['name'], ['town'], ['name', 'town']].map((keys) => ({ keys, sql: keys }));
const blockLimit = 5;

/** The pairs of a rule: of a block with more records than the limit, of the first of each file alone. */
function pairsOf(
  list: readonly Row[],
  keys: readonly string[],
  isLink: boolean,
): readonly (readonly [Row, Row])[] {
  const blocks = new Map<string, Row[]>();
  for (const row of list) {
    const values = keys.map((key) => row[key as 'name' | 'town']);
    if (values.includes(null)) continue;
    const block = values.join('|');
    blocks.set(block, [...(blocks.get(block) ?? []), row]);
  }
  return [...blocks.values()].flatMap((block) => {
    const kept =
      block.length <= blockLimit
        ? block
        : [0, 1].flatMap((source) => block.filter((row) => row.source === source).slice(0, blockLimit));
    return kept.flatMap((left) =>
      kept
        .filter((right) => (isLink ? left.source < right.source : left.rid < right.rid))
        .map((right) => [left, right] as const),
    );
  });
}

async function candidatesOf(list: readonly Row[], options: { isLink: boolean; among?: readonly number[] }) {
  engine = await openEngine();
  const connection = await engine.connect();
  await connection.run('create temp table match_records (rid int, source int, name varchar, town varchar)');
  await connection.run(
    `insert into match_records select one.rid, one.source, one.name, one.town from (
       select unnest(from_json($1, '[{"rid":"INT","source":"INT","name":"VARCHAR","town":"VARCHAR"}]')) as one)`,
    [JSON.stringify(list)],
  );
  await connection.run('create temp table changed (rid int)');
  if (options.among?.length)
    await connection.run(`insert into changed values ${options.among.map((rid) => `(${rid})`).join(', ')}`);
  const said = await createCandidates(
    connection,
    { isWhole: false, rules, blockLimit, stopped: [] },
    { isLink: options.isLink, ...(options.among ? { among: 'changed' } : {}) },
  );
  const found = await rows<{ l: number; r: number }>(
    connection,
    'select l, r from match_candidates order by l, r',
  );
  return { ...said, found: found.map(({ l, r }) => `${l} ${r}`) };
}

const random = seededRandom(3);
const draw = (values: number, missing: number) =>
  random() < missing ? null : `v${Math.floor(random() * random() * values)}`;
const ofFiles = (files: number): readonly Row[] =>
  Array.from({ length: 400 }, (_, rid) => ({
    rid,
    source: files === 2 && rid >= 200 ? 1 : 0,
    name: draw(90, 0.2),
    town: draw(60, 0.3),
  }));
const distinct = (pairs: readonly (readonly [Row, Row])[]) =>
  [...new Set(pairs.map(([l, r]) => `${l.rid} ${r.rid}`))].sort();

describe('the candidates that rules give', () => {
  it.each([false, true])(
    'are the pairs of each block, of a large one those of its first records (link: %s)',
    async (isLink) => {
      const list = ofFiles(isLink ? 2 : 1);
      const { found, counts, stopped } = await candidatesOf(list, { isLink });
      const expected = rules.map(({ keys }) => pairsOf(list, keys, isLink));
      expect([...found].sort()).toEqual(distinct(expected.flat()));
      expect(counts).toEqual(
        rules.map(({ keys }, i) => ({ rule: keys.join(' + '), pairs: expected[i]?.length })),
      );
      const townOf = (value: string) => list.filter(({ town }) => town === value).length;
      const towns = stopped.filter(({ rule }) => rule === 'town');
      expect(towns.length).toBeGreaterThan(3);
      for (const { value, records } of towns) expect(records).toBe(townOf(value));
      expect(Math.min(...stopped.map(({ records }) => records))).toBeGreaterThan(blockLimit);
    },
  );

  it('are those with one of some records, and no others', async () => {
    const list = ofFiles(1);
    const among = [3, 50, 51, 399];
    const { found } = await candidatesOf(list, { isLink: false, among });
    const expected = rules
      .flatMap(({ keys }) => pairsOf(list, keys, false))
      .filter(([l, r]) => among.includes(l.rid) || among.includes(r.rid));
    expect(expected.length).toBeGreaterThan(10);
    expect([...found].sort()).toEqual(distinct(expected));
  });

  it('are the same where there are too many records to look at all rules at once', async () => {
    engine = await openEngine();
    const connection = await engine.connect();
    await connection.run(
      `create temp table match_records as select i::int as rid, 0 as source, (i % 200000)::varchar as name,
        (i % 150000)::varchar as town from range(300000) as r (i)`,
    );
    const { counts, stopped } = await createCandidates(
      connection,
      { isWhole: false, rules, blockLimit, stopped: [] },
      { isLink: false },
    );
    expect(counts.map(({ pairs }) => pairs)).toEqual([100_000, 150_000, 0]);
    expect(stopped).toEqual([]);
    const [all] = await rows<{ n: number }>(connection, 'select count(*)::double as n from match_candidates');
    expect(all?.n).toBe(250_000);
  });
});
