import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../../warehouse/index.ts';
import { type ColumnMap, leaveOut } from './inputFile.ts';

/** What stands for no value wherever it stands, in whatever case. */
const empty: readonly string[] = [
  ...[
    '',
    'na',
    'n/a',
    'n.a.',
    '#n/a',
    '<na>',
    'nan',
    'nat',
    'null',
    '(null)',
    '[null]',
    'nil',
    '\\n',
    '缺失',
  ],
  ...['?', '-', '--', '–', '—', '.', '#div/0!', '#value!', '#num!', '#ref!', '#name?', '#null!', '(blank)'],
];
/** What stands for none among numbers and dates; of categories it can be one. */
const words: readonly string[] = [
  ...['none', 'unknown', 'missing', 'undefined', 'unspecified', 'not available', 'not known', 'no data'],
  ...['未知', '不详', '不明', '无', '空', '没有', '暂无', '未填写', '未提供', '无数据'],
];

/** Who bought without being known. */
const nobody: readonly string[] = [
  ...['guest', 'anonymous', 'anon', 'nobody', 'walk-in', 'walk-in customer', 'walk in'],
  ...['匿名', '匿名用户', '匿名客户', '散客', '游客', '访客', '非会员'],
];

/** What a column holds that a missing value is looked for in; a customer is an id. */
export type Among = 'numbers' | 'categories' | 'customers';
const missing: Readonly<Record<Among, ReadonlySet<string>>> = {
  numbers: new Set([...empty, ...words]),
  categories: new Set(empty),
  customers: new Set([...empty, ...words, ...nobody]),
};

export const isMissing = (text: string | null, among: Among): boolean =>
  text === null || missing[among].has(text.trim().toLowerCase());

/** Makes the cells of a column of `input` that stand for no value empty. */
export async function emptyMissing(
  connection: DuckDBConnection,
  column: string,
  among: Among,
): Promise<void> {
  const texts = [...missing[among]].map(literal).join(', ');
  const name = identifier(column);
  await connection.run(`update input set ${name} = null where lower(${name}) in (${texts})`);
}

/**
 * Takes the rows out of `input` that have no value in one of the columns of numbers, whatever stands for none.
 * @param where the name of the file
 * @returns how many
 * @throws ClienteleError `rows-none` where all are
 */
export async function leaveOutMissing(
  connection: DuckDBConnection,
  where: string,
  columns: ColumnMap,
): Promise<number> {
  for (const name of Object.keys(columns)) await emptyMissing(connection, name, 'numbers');
  const needed = Object.entries(columns).map(([name, header]) => ({ name, header }));
  return leaveOut(connection, where, needed);
}
