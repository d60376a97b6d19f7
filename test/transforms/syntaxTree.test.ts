import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseStatement } from '../../transforms/graph/syntaxTree.ts';
import { type Engine, openEngine } from '../../warehouse/index.ts';

let engine: Engine;
let connection: Awaited<ReturnType<Engine['connect']>>;
beforeAll(async () => {
  engine = await openEngine();
  connection = await engine.connect();
});
afterAll(() => engine.close());

const cases: readonly [title: string, sql: string, tables: readonly string[]][] = [
  ['joins', 'select * from orders o join customers c using(id)', ['orders', 'customers']],
  [
    'common table expressions',
    'with a as (select * from base), b as (select * from a) select * from b',
    ['base'],
  ],
  ['table functions', 'select * from range(10) r', []],
  ['a file named as a table', "select * from 'x.parquet'", ['x.parquet']],
  ['quoted names', 'select * from "Order Lines" a', ['order lines']],
  ['Chinese names', 'select * from 客户 join "订单 明细" using(id)', ['客户', '订单 明细']],
  ['qualified names', 'select * from landing.events join d.s.t on true', ['landing.events', 'd.s.t']],
  ['FROM first', 'from t select a', ['t']],
  ['pivot', 'select * from sales pivot (sum(amount) for year in (2020, 2021))', ['sales']],
  ['unpivot', 'unpivot m on a, b into name n value v', ['m']],
  [
    'recursion',
    'with recursive r(n) as (select id from seed union all select n+1 from r join edges e on e.a=r.n) select * from r',
    ['seed', 'edges'],
  ],
  ['a CTE that shadows what it reads', 'with t as (select * from t where x) select * from t', ['t']],
  [
    'scopes that end',
    'select * from (with c as (select * from a) select * from c) q join c on true',
    ['a', 'c'],
  ],
  ['forward references', 'with a as (select * from b), b as (select * from t) select * from a', ['b', 't']],
  [
    'correlated subqueries',
    'select (select max(x) from u where u.id=t.id) from t where exists (select 1 from v)',
    ['t', 'u', 'v'],
  ],
  [
    'set operations',
    'select * from t union all by name select * from u except select * from v',
    ['t', 'u', 'v'],
  ],
  [
    'subqueries in ORDER BY and LIMIT',
    'select * from t order by (select max(x) from u) limit (select 3 from v)',
    ['t', 'u', 'v'],
  ],
  [
    'subqueries in windows and filters',
    'select sum(x) filter (where x in (select y from u)) over (order by (select 1 from v)) from t',
    ['t', 'u', 'v'],
  ],
  [
    'asof, semi and anti joins',
    'select * from t asof join u on t.a=u.a and t.b>=u.b semi join v on t.a=v.a anti join w using(a)',
    ['t', 'u', 'v', 'w'],
  ],
  ['names in comments and strings', "-- from a\nselect /* from b */ 'from c' from t", ['t']],
];

describe('the tables a statement reads', () => {
  it.each(cases)('are found in %s', async (_, sql, tables) => {
    expect((await parseStatement(connection, sql, 'test')).tables).toEqual([...tables].sort());
  });
});

describe('a statement', () => {
  it('has the same canonical form whatever its white space, comments and keyword case', async () => {
    const a = await parseStatement(connection, 'select a, b from t where a > 1', 'a');
    const b = await parseStatement(connection, '-- why\nSELECT a,\n  b\nFROM t WHERE a > 1', 'b');
    const c = await parseStatement(connection, 'select a, b from t where a > 2', 'c');
    expect(b.canonical).toBe(a.canonical);
    expect(c.canonical).not.toBe(a.canonical);
  });

  it('is refused by name when it does not parse or is not one SELECT', async () => {
    await expect(parseStatement(connection, 'selec a', 'sql/core/x.sql')).rejects.toThrow(
      /sql\/core\/x\.sql/,
    );
    await expect(parseStatement(connection, 'select 1; select 2', 'y.sql')).rejects.toThrow(
      /one SELECT a file/,
    );
  });
});
