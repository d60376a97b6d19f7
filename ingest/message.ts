import { createHash } from 'node:crypto';
import type { AcceptedEvent, Refusal } from './contracts/index.ts';

/** What reading a message came to; a source may refuse a message at a stage of its own (`file`). */
export type Reading =
  | { readonly ok: true; readonly event: AcceptedEvent }
  | { readonly ok: false; readonly refusal: Omit<Refusal, 'stage'> & { readonly stage: string } };

/** One message as its source gave it. */
export interface Message {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string>>;
  /** the source's own time stamp, milliseconds */
  readonly brokerAt: number | null;
  readonly value: Buffer | null;
  /** by `readEvent`, where the source needed to know already; else landing reads the value itself */
  readonly reading?: Reading;
}

/** What an import of a file came to, row by row: read = in events + rejected + repeated. */
export interface ImportRecord {
  readonly name: string;
  readonly checksum: string;
  readonly mappingHash: string;
  readonly rowsRead: number;
  readonly rowsInEvents: number;
  readonly rowsRejected: number;
  readonly rowsRepeated: number;
  readonly eventsLanded: number;
}

/** Consecutive messages of one partition, landed whole or not at all. */
export interface Batch {
  readonly topic: string;
  readonly partition: number;
  /** the stored position that this batch follows; undefined: none is stored yet */
  readonly from: bigint | undefined;
  /** the position after this batch */
  readonly next: bigint;
  readonly messages: readonly Message[];
  /** with the last batch of a file: its row in `imports`; a function is told what this batch came to */
  readonly import?: ImportRecord | ((outcome: Outcome) => ImportRecord);
  /** the dead letters that the messages are replays of, one each */
  readonly replays?: readonly bigint[];
}

/** What became of a batch's messages: landed + dead = messages. */
export interface Outcome {
  readonly landed: number;
  readonly dead: number;
}

/** A fingerprint of one message, by which a topic that was made anew and filled again is told from the old one. */
export function fingerprint(message: Pick<Message, 'key' | 'value' | 'brokerAt'>): string {
  const hash = createHash('sha256');
  for (const part of [message.key, message.value]) {
    hash.update(part === null ? 'null ' : `${part.length} `);
    if (part !== null) hash.update(part);
  }
  return hash.update(String(message.brokerAt)).digest('hex').slice(0, 32);
}
