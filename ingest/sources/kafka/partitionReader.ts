import type { Batch as KafkaBatch, KafkaMessage } from 'kafkajs';
import { ClienteleError } from '../../../warehouse/index.ts';
import type { Landing } from '../../landing.ts';
import { fingerprint, type Message } from '../../message.ts';
import { replaced } from './offsets.ts';

/** So many messages are validated at a stretch before other partitions get their turn. */
const stretch = 2048;

/** One partition being landed. `land` returns once a batch is validated; its commit goes on meanwhile. */
export class PartitionReader {
  readonly topic: string;
  readonly partition: number;
  readonly from: bigint | undefined;
  read = 0;
  landed = 0;
  dead = 0;
  /** when the position last moved, milliseconds */
  movedAt = 0;
  /** told when a commit that nobody waited for has failed */
  onError: (error: unknown) => void = () => undefined;
  readonly #landing: Landing;
  #committing: Promise<void> = Promise.resolve();
  #check: { offset: bigint; hash: string } | undefined;
  /** the position after everything that was handed over for landing */
  #handed = 0n;

  constructor(landing: Landing, topic: string, partition: number) {
    this.topic = topic;
    this.partition = partition;
    this.from = landing.position(topic, partition);
    this.#landing = landing;
  }

  get position(): bigint | undefined {
    return this.#landing.position(this.topic, this.partition);
  }

  /** Where to read from: the last landed message once more, to see that it is still the same one. */
  start(low: bigint): bigint {
    const stored = this.#landing.lastLanded(this.topic, this.partition);
    this.#check = undefined;
    this.#handed = stored?.next ?? low;
    if (!stored) return low;
    if (stored.checkOffset === null || stored.checkHash === null || stored.checkOffset < low)
      return stored.next;
    this.#check = { offset: stored.checkOffset, hash: stored.checkHash };
    return stored.checkOffset;
  }

  /** The offset that the next batch should begin with; undefined: anything. */
  get expected(): bigint | undefined {
    return this.#check?.offset ?? this.position;
  }

  /** Was something handed over that has not been landed? Then what comes next would leave it out. */
  get isBehind(): boolean {
    return this.position !== undefined && this.position < this.#handed;
  }

  /** Has the last landed message been seen again, as far as there is one? */
  get verified(): boolean {
    return this.#check === undefined;
  }

  /** The last landed message can no longer be read (compacted away): nothing to compare. */
  skipCheck(): void {
    this.#check = undefined;
  }

  /** Waits for the commit under way. */
  settled(): Promise<void> {
    return this.#committing;
  }

  /**
   * Validates and hands over what is new in the batch.
   * @throws ClienteleError `topic-replaced` if the batch begins with another message than was landed from its offset
   */
  async land(batch: KafkaBatch): Promise<void> {
    await this.#committing;
    this.#compare(batch.messages);
    let from = this.position;
    const end = BigInt(batch.lastOffset()) + 1n;
    if (from !== undefined && end <= from) return;
    const fresh = from === undefined ? batch.messages : after(batch.messages, from);
    const parts: Promise<void>[] = [];
    for (let start = 0; start === 0 || start < fresh.length; start += stretch) {
      if (start > 0) await new Promise(setImmediate);
      const messages = fresh.slice(start, start + stretch).map((m) => this.#message(m));
      const isLast = start + stretch >= fresh.length;
      const next = isLast ? end : (messages.at(-1)?.offset ?? end) + 1n;
      parts.push(this.#hand(from, next, messages));
      from = next;
    }
    this.#handed = end;
    this.#committing = Promise.all(parts).then(
      () => undefined,
      (error) => this.onError(error),
    );
  }

  /** Moves the position over offsets that hold no message for us: control records, aborted or compacted messages. */
  skipTo(next: bigint): Promise<void> {
    this.#committing = this.#committing
      .then(async () => {
        const from = this.position;
        if (this.isBehind || (from !== undefined && next <= from)) return;
        this.#handed = next;
        await this.#hand(from, next, []);
      })
      .catch((error) => this.onError(error));
    return this.#committing;
  }

  async #hand(from: bigint | undefined, next: bigint, messages: readonly Message[]): Promise<void> {
    const { topic, partition } = this;
    const outcome = await this.#landing.land({ topic, partition, from, next, messages });
    this.read += messages.length;
    this.landed += outcome.landed;
    this.dead += outcome.dead;
    this.movedAt = Date.now();
  }

  #compare(messages: readonly KafkaMessage[]): void {
    const check = this.#check;
    const first = messages[0];
    if (!check || !first) return;
    if (BigInt(first.offset) === check.offset && fingerprint(this.#message(first)) !== check.hash)
      throw replaced(this.topic, this.partition, check.offset);
    this.#check = undefined;
  }

  #message(message: KafkaMessage): Message {
    const headers: Record<string, Buffer | string> = {};
    for (const name in message.headers) {
      const value = message.headers[name];
      const one = Array.isArray(value) ? value.at(-1) : value;
      if (one !== undefined) headers[name] = one;
    }
    return {
      topic: this.topic,
      partition: this.partition,
      offset: BigInt(message.offset),
      key: message.key,
      headers,
      brokerAt: Number(message.timestamp),
      value: message.value,
    };
  }
}

function after(messages: readonly KafkaMessage[], from: bigint): readonly KafkaMessage[] {
  const first = messages[0];
  return first && BigInt(first.offset) >= from ? messages : messages.filter((m) => BigInt(m.offset) >= from);
}

/** Another reader landed the partition meanwhile (a rebalance): read on from where it left it. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof ClienteleError && error.code === 'position-moved';
