import type { Admin, Batch } from 'kafkajs';
import type { Landing } from '../../landing.ts';
import { agree, type Extent, readExtents, topicShorter } from './offsets.ts';
import { PartitionReader } from './partitionReader.ts';

const key = (topic: string, partition: number): string => `${topic}/${partition}`;

/** The partitions being read, and what the broker holds of them. */
export class Readers {
  readonly #landing: Landing;
  readonly #readers = new Map<string, PartitionReader>();
  #extents = new Map<string, Extent>();
  #ends: readonly Extent[] = [];
  /** undefined until the group has assigned something for the first time */
  #assigned: Set<string> | undefined;

  constructor(landing: Landing) {
    this.#landing = landing;
  }

  all(): readonly PartitionReader[] {
    return [...this.#readers.values()];
  }

  of(topic: string, partition: number): PartitionReader {
    const name = key(topic, partition);
    const found = this.#readers.get(name) ?? new PartitionReader(this.#landing, topic, partition);
    this.#readers.set(name, found);
    return found;
  }

  /** Takes over what the group assigned; what it does not name is no longer ours. */
  assign(assignment: Readonly<Record<string, readonly number[]>>): readonly PartitionReader[] {
    const assigned = new Set<string>();
    const mine: PartitionReader[] = [];
    for (const [topic, partitions] of Object.entries(assignment))
      for (const partition of partitions) {
        assigned.add(key(topic, partition));
        mine.push(this.of(topic, partition));
      }
    this.#assigned = assigned;
    return mine;
  }

  /** Has the group assigned the partition to us? */
  isOurs(topic: string, partition: number): boolean {
    return this.#assigned?.has(key(topic, partition)) ?? false;
  }

  get assigned(): number {
    return this.#assigned?.size ?? 0;
  }

  /** Where a reader has to begin. */
  start(one: PartitionReader): bigint {
    return one.start(this.#extents.get(key(one.topic, one.partition))?.low ?? 0n);
  }

  /**
   * Compares every stored position with what the broker holds.
   * @throws ClienteleError where they disagree
   */
  async verify(admin: Admin, topics: readonly string[]): Promise<void> {
    const extents = new Map<string, Extent>();
    for (const extent of await readExtents(admin, topics)) {
      extents.set(key(extent.topic, extent.partition), extent);
      agree(extent, this.#landing.position(extent.topic, extent.partition));
    }
    for (const topic of topics)
      for (const partition of this.#landing.partitions(topic))
        if (!extents.has(key(topic, partition)))
          throw topicShorter(topic, partition, this.#landing.position(topic, partition) ?? 0n, undefined);
    this.#extents = extents;
    if (this.#ends.length === 0) this.#ends = [...extents.values()];
  }

  /** Partitions that have not been read to the end that they had at the start. */
  unfinished(): readonly Extent[] {
    return this.#ends.filter(({ topic, partition, low, end }) => {
      const position = this.#landing.position(topic, partition) ?? low;
      return position < end || !this.#isVerified(topic, partition, position <= low);
    });
  }

  /** What another member of the group reads is for it to verify. */
  #isVerified(topic: string, partition: number, isUntouched: boolean): boolean {
    const name = key(topic, partition);
    if (this.#assigned === undefined) return isUntouched;
    return !this.#assigned.has(name) || this.of(topic, partition).verified;
  }

  /** Partitions in which the broker holds more than has been landed by now. */
  async behind(admin: Admin, topics: readonly string[]): Promise<readonly Extent[]> {
    return (await readExtents(admin, topics)).filter(
      ({ topic, partition, low, end }) => (this.#landing.position(topic, partition) ?? low) < end,
    );
  }

  /** Offsets before that end that are still to be read. */
  left(): bigint {
    return this.unfinished().reduce((sum, { topic, partition, low, end }) => {
      const rest = end - (this.#landing.position(topic, partition) ?? low);
      return rest > 0n ? sum + rest : sum;
    }, 0n);
  }

  /** Moves unfinished partitions of ours that have nothing more to give to their end. */
  async skipToEnd(silent: ReadonlySet<string>): Promise<void> {
    for (const { topic, partition, end } of this.unfinished()) {
      const name = key(topic, partition);
      if (!silent.has(name) || !this.#assigned?.has(name)) continue;
      const one = this.of(topic, partition);
      one.skipCheck();
      await one.skipTo(end);
    }
  }

  /**
   * Does the batch follow what was read before? If not, it is to be left out, and read again from where it begins.
   * @throws ClienteleError where it does not follow because broker and landing disagree
   */
  async follows(
    one: PartitionReader,
    batch: Batch,
    admin: Admin,
    topics: readonly string[],
  ): Promise<boolean> {
    const first = batch.firstOffset();
    const expected = one.expected;
    if (first === null || expected === undefined || BigInt(first) === expected) return true;
    await this.verify(admin, topics);
    // Beyond what is expected is a gap that compaction left, unless something handed over before was not landed.
    return BigInt(first) > expected && !one.isBehind;
  }
}
