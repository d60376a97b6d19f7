import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../../warehouse/index.ts';

/** What a table holds, as a bag of rows: their number, and a hash that is equal for equal bags. */
export interface Content {
  readonly rows: number;
  /** `rows:exclusive or of the row hashes:sum of the row hashes` */
  readonly hash: string;
}

/** The content of a table or of `relation where …`. */
export async function contentOf(connection: DuckDBConnection, relation: string): Promise<Content> {
  const [row] = await rows<{ n: bigint; x: bigint | null; s: bigint | null }>(
    connection,
    `select count(*) as n, bit_xor(h) as x, sum(h::hugeint) as s from (select hash(t) as h from ${relation} as t)`,
  );
  return content(Number(row?.n ?? 0), BigInt(row?.x ?? 0), BigInt(row?.s ?? 0));
}

/** How many rows a content of this hash has. */
export const rowsOf = (hash: string | undefined): number => Number(hash?.split(':')[0] ?? 0);

/** The content of both bags together. */
export const plus = (a: Content, b: Content): Content => combine(a, b, 1n);

/** The content of `a` without the rows of `b`, all of which are in it. */
export const minus = (a: Content, b: Content): Content => combine(a, b, -1n);

const content = (count: number, x: bigint, s: bigint): Content => ({
  rows: count,
  hash: `${count}:${x}:${s}`,
});

function combine(a: Content, b: Content, sign: 1n | -1n): Content {
  const [ax = 0n, as = 0n] = parts(a);
  const [bx = 0n, bs = 0n] = parts(b);
  return content(a.rows + Number(sign) * b.rows, ax ^ bx, as + sign * bs);
}

const parts = ({ hash }: Content): bigint[] => hash.split(':').slice(1).map(BigInt);
