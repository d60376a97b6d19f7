import { randomUUID } from 'node:crypto';
import { ClienteleError } from '../warehouse/index.ts';
import { readEvent } from './contracts/index.ts';
import type { Landing } from './landing.ts';

/** A steward's word on one field of a customer, who is named as a source names them. */
export interface FieldCorrection {
  readonly source: string;
  readonly customer: Readonly<Record<string, string>>;
  readonly field: string;
  /** in the standard form; empty where the field shall be */
  readonly value: string;
  /** as the steward wrote it */
  readonly raw: string;
  readonly reason: string;
  readonly steward: string;
}

/** Corrections land as a log of their own. */
const topic = 'corrections';

/**
 * Lands `field.corrected` events through the same contract and the same door as any other, all or none.
 * @returns the events' ids
 * @throws ClienteleError `correction-refused` where the contract refuses one, with its reason
 */
export async function correctFields(
  landing: Landing,
  corrections: readonly FieldCorrection[],
  clock: () => Date,
): Promise<readonly string[]> {
  const at = clock();
  const time = at.toISOString();
  const from = landing.position(topic, 0);
  const first = from ?? 0n;
  const ids = corrections.map(() => randomUUID());
  const messages = corrections.map(({ source, ...data }, i) => {
    const event = { specversion: '1.0', id: ids[i], source, type: 'field.corrected', time, data };
    const value = Buffer.from(JSON.stringify(event));
    const read = readEvent(value, {}, at);
    if (!read.ok) throw new ClienteleError('correction-refused', read.refusal.message);
    const offset = first + BigInt(i);
    return { topic, partition: 0, offset, key: null, headers: {}, brokerAt: at.getTime(), value };
  });
  await landing.land({ topic, partition: 0, from, next: first + BigInt(messages.length), messages });
  return ids;
}
