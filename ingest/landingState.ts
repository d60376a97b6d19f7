import type { DuckDBConnection } from '@duckdb/node-api';
import { rows } from '../warehouse/index.ts';
import type { Numbers } from './landingCommit.ts';

/** How far a partition has been landed. */
export interface Position {
  readonly topic: string;
  readonly partition: number;
  readonly next: bigint;
  /** the last message landed, to tell a topic that was made anew from the old one */
  readonly checkOffset: bigint | null;
  readonly checkHash: string | null;
}

/** A partition as a key. */
export const place = (topic: string, partition: number): string => `${partition} ${topic}`;

/** Every stored position, by partition. */
export async function readPositions(connection: DuckDBConnection): Promise<Map<string, Position>> {
  const stored = await rows<{
    topic: string;
    partition: number;
    next_offset: bigint;
    check_offset: bigint | null;
    check_hash: string | null;
  }>(connection, 'from landing.positions');
  return new Map(
    stored.map((p) => [
      place(p.topic, p.partition),
      {
        topic: p.topic,
        partition: p.partition,
        next: BigInt(p.next_offset),
        checkOffset: p.check_offset === null ? null : BigInt(p.check_offset),
        checkHash: p.check_hash,
      },
    ]),
  );
}

/** The numbers and the time that landing has come to. */
export async function readNumbers(connection: DuckDBConnection): Promise<Numbers> {
  const [last] = await rows<Record<'seq' | 'dead' | 'import' | 'at', bigint | number | null>>(
    connection,
    `select (select max(landed_seq) from landing.events) as seq,
       (select max(dead_letter_id) from landing.dead_letters) as dead,
       (select max(import_id) from landing.imports) as import,
       epoch_us(greatest((select max(landed_at) from landing.events), (select max(updated_at) from landing.positions))) as at`,
  );
  const number = (name: 'seq' | 'dead' | 'import' | 'at') => BigInt(last?.[name] ?? 0);
  return { seq: number('seq'), dead: number('dead'), import: number('import'), at: number('at') };
}
