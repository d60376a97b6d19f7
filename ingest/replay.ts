import { readEvent } from './contracts/index.ts';
import { eachDeadLetter } from './deadLetters.ts';
import type { Landing } from './landing.ts';
import type { Message } from './message.ts';

/** A dead letter to be tried again, as it was or as someone corrected it. */
export interface Correction {
  readonly id: number;
  /** undefined: the payload that was refused */
  readonly payload?: Buffer | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ReplayReport {
  readonly replayed: number;
  /** landed by an earlier replay; nothing was done */
  readonly already: number;
  readonly unknown: readonly number[];
  readonly refused: readonly {
    readonly id: number;
    readonly code: string;
    readonly message: string;
    readonly path: string | null;
  }[];
}

/** Replays land as a log of their own, so that what was read from the first source still adds up. */
const replayTopic = 'replay';
const perBatch = 500;

/**
 * Sends corrections through the same contracts and the same door. What is still refused stays the dead letter it is.
 * A dead letter is landed by one replay only, however often it is replayed.
 */
export async function replay(
  landing: Landing,
  corrections: readonly Correction[],
  options: { clock: () => Date; dryRun?: boolean },
): Promise<ReplayReport> {
  const wanted = new Map(corrections.map((correction) => [correction.id, correction]));
  const found = new Set<number>();
  const refused: ReplayReport['refused'][number][] = [];
  let already = 0;
  let accepted: { id: bigint; message: Message }[] = [];
  let replayed = 0;
  const flush = async () => {
    const batch = accepted;
    accepted = [];
    replayed += batch.length;
    if (batch.length === 0 || options.dryRun) return;
    const from = landing.position(replayTopic, 0);
    const first = from ?? 0n;
    await landing.land({
      topic: replayTopic,
      partition: 0,
      from,
      next: first + BigInt(batch.length),
      messages: batch.map(({ message }, i) => ({ ...message, offset: first + BigInt(i) })),
      replays: batch.map(({ id }) => id),
    });
  };
  const connection = await landing.engine.connect();
  try {
    await eachDeadLetter(connection, { ids: [...wanted.keys()] }, async (letter, stored) => {
      const id = letter.dead_letter_id;
      found.add(id);
      if (letter.replayed_as !== null) {
        already++;
        return;
      }
      const correction = wanted.get(id);
      const value = correction?.payload === undefined ? stored : correction.payload;
      const headers = correction?.headers ?? letter.headers;
      const read = readEvent(value, headers, options.clock());
      if (!read.ok) {
        const { code, message, path } = read.refusal;
        refused.push({ id, code, message, path: path ?? null });
        return;
      }
      const brokerAt = letter.broker_at === null ? null : Date.parse(letter.broker_at);
      const key = letter.message_key === null ? null : Buffer.from(letter.message_key);
      accepted.push({
        id: BigInt(id),
        message: { topic: replayTopic, partition: 0, offset: 0n, key, headers, brokerAt, value },
      });
      if (accepted.length >= perBatch) await flush();
    });
    await flush();
  } finally {
    connection.closeSync();
  }
  const unknown = [...wanted.keys()].filter((id) => !found.has(id));
  return { replayed, already, unknown, refused };
}
