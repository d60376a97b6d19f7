import type { Admin } from 'kafkajs';
import { ClienteleError } from '../../../warehouse/index.ts';
import type { Extent } from './offsets.ts';
import type { Readers } from './readers.ts';

/** Says what is waited for and what may be in the way: another member of the group, or an end without messages. */
function whatHolds(left: readonly Extent[], readers: Readers, seconds: number): string {
  const places = (list: readonly Extent[]) => list.map((e) => `${e.topic}/${e.partition}`).join(', ');
  const ours = left.filter(({ topic, partition }) => readers.isOurs(topic, partition));
  const others = left.filter((extent) => !ours.includes(extent));
  return [
    `nothing came from ${places(left)} for ${seconds} seconds, short of the end`,
    ...(others.length > 0
      ? [
          `another member of the consumer group holds ${places(others)}; stop it, or name another group with --group`,
        ]
      : []),
    ...(ours.length > 0
      ? [
          `the broker gives no message of ${ours
            .map(
              (e) =>
                `${e.topic}/${e.partition} from offset ${readers.of(e.topic, e.partition).position ?? e.low} to ${e.end}`,
            )
            .join(
              ', ',
            )}: compaction may have emptied that part, and then the next message sent there lets it pass`,
        ]
      : []),
  ].join('; ');
}

/**
 * The broker holds more of a partition of ours, and no message of it comes. A batch that compaction has
 * emptied may hide a message longer than a fetch takes along beside it; the consumer never asks behind it, so
 * more is to be asked for.
 */
export class Stalled extends Error {
  constructor() {
    super('no message of a partition that has more');
    this.name = 'Stalled';
  }
}

/** The end of a run that waited in vain. */
export const noProgress = (left: readonly Extent[], readers: Readers, seconds: number): ClienteleError =>
  new ClienteleError(
    'no-progress',
    `${whatHolds(left, readers, seconds)}. What was read is landed; start again`,
    { exitCode: 2, retriable: true },
  );

/** In follow mode: says once that all is read, and again and again that something is not. */
export class Waiting {
  readonly #patience: number;
  readonly #notice: (message: string) => void;
  #saidAt = Date.now();
  #saidAllRead = 0;
  #isAsking = false;

  constructor(patience: number, notice: (message: string) => void) {
    this.#patience = patience;
    this.#notice = notice;
  }

  /** Call every now and then; tells what has been waited for in vain, if anything. */
  async look(readers: Readers, admin: Admin, topics: readonly string[]): Promise<readonly Extent[]> {
    const movedAt = Math.max(0, ...readers.all().map((one) => one.movedAt));
    const quiet = Date.now() - Math.max(movedAt, this.#saidAt);
    if (this.#isAsking || quiet < this.#patience) return [];
    this.#isAsking = true;
    try {
      const behind = await readers.behind(admin, topics);
      this.#saidAt = Date.now();
      if (behind.length > 0)
        this.#notice(`${whatHolds(behind, readers, Math.round(this.#patience / 1000))}; still waiting`);
      else if (movedAt >= this.#saidAllRead) {
        this.#saidAllRead = Date.now();
        this.#notice('all that the broker holds is landed; waiting for more');
      }
      return behind;
    } finally {
      this.#isAsking = false;
    }
  }
}
