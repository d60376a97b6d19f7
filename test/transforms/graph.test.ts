import { describe, expect, it } from 'vitest';
import { listOf, readHeader } from '../../transforms/graph/header.ts';
import { inOrder, requireMade, select } from '../../transforms/graph/order.ts';
import { checkPortable } from '../../transforms/graph/portable.ts';
import type { GraphNode } from '../../transforms/graph/project.ts';
import { parseStatement } from '../../transforms/graph/syntaxTree.ts';
import { openEngine } from '../../warehouse/index.ts';

const node = (name: string, ...reads: string[]): GraphNode => ({
  name,
  kind: 'core',
  file: `sql/core/${name}.sql`,
  description: '',
  grain: 'row',
  keys: ['id'],
  tables: [name],
  published: [name],
  reads,
  after: [],
  definition: name,
});

describe('the order of the graph', () => {
  it('puts every table after those it reads', () => {
    const ordered = inOrder(
      [node('c', 'b', 'a'), node('b', 'a'), node('a', 'settings')],
      new Set(['settings']),
    );
    expect(ordered.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('refuses a circle and says which', () => {
    expect(() => inOrder([node('a', 'b'), node('b', 'a')], new Set())).toThrow(/a → b → a/);
  });

  it('refuses a table that no file makes, naming the reader', () => {
    expect(() => inOrder([node('a', 'nowhere')], new Set())).toThrow(/sql\/core\/a\.sql: reads "nowhere"/);
  });

  it('lets only staging read landed events', () => {
    expect(() => inOrder([node('a', 'accepted_events')], new Set(['accepted_events']))).toThrow(
      /only staging/,
    );
  });
});

describe('a selection', () => {
  const nodes = [node('a'), node('b', 'a'), node('c', 'b'), node('d')];
  const chosen = (words: string) => [...select(nodes, words)].sort().join('');
  it('takes a table, all downstream with a plus behind, all upstream with a plus before', () => {
    expect(chosen('b')).toBe('b');
    expect(chosen('b+')).toBe('bc');
    expect(chosen('+b')).toBe('ab');
    expect(chosen('+b+ d')).toBe('abcd');
  });
  it('refuses a name nobody has', () => {
    expect(() => select(nodes, 'x')).toThrow(/no table is named "x"/);
  });
  it('that reads what it does not make and no build has made is refused, with the selection that makes it', () => {
    const required = (words: string, ...made: string[]) =>
      requireMade(nodes, select(nodes, words), new Map(made.map((table) => [table, 'hash'])));
    expect(() => required('c')).toThrow(/c reads b, which no build has made; .* --select \+c$/);
    expect(() => required('+c d')).not.toThrow();
    expect(() => required('c', 'b')).not.toThrow();
    expect(() => requireMade([node('a', 'events')], new Set(['a']), new Map())).not.toThrow();
  });
});

describe('the header of a SQL file', () => {
  it('is a description and named fields that may run over several lines', () => {
    const header = readHeader(
      '-- What it is,\n-- in two lines.\n-- Grain: order\n-- Notes: long\n--   story\nselect 1',
    );
    expect(header.description).toBe('What it is, in two lines.');
    expect(header.fields.get('grain')).toBe('order');
    expect(header.fields.get('notes')).toBe('long story');
    expect(listOf('a, b')).toEqual(['a', 'b']);
  });
});

describe('the portable subset', () => {
  const refused: readonly [sql: string, why: RegExp][] = [
    ['select avg(x) as x from t', /avg\(\) is outside/],
    ['select ntile(5) over (order by x) as q from t', /ntile\(\) is outside/],
    ['select hash(x) as h from t', /hash\(\) is outside/],
    ['select now() as n', /now\(\) is outside/],
    ['select random() as r', /random\(\) is outside/],
    ['select row_number() over (partition by a) as n from t', /unordered window/],
    ["select * from read_csv('x.csv')", /table function read_csv/],
    ['select dayofweek(d) as w from t', /dayofweek/],
  ];
  it.each(refused)('has no %s', async (sql, why) => {
    const engine = await openEngine();
    const statement = await parseStatement(await engine.connect(), sql, 'x.sql');
    expect(() => checkPortable(statement, new Set(), 'x.sql')).toThrow(why);
    engine.close();
  });
});
