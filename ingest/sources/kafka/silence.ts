import type { Admin, Consumer } from 'kafkajs';

/** A fetch response of so few bytes a partition holds no record. */
const emptyBytes = 64;

/**
 * Hears when brokers have nothing to give: fetches in a row that waited their full time and brought no record.
 * An error or a lost connection does not count, so silence is an answer and not its absence.
 */
export class Silence {
  readonly #inARow = new Map<string, number>();

  constructor(consumer: Consumer, longestWait: number, partitions: () => number) {
    consumer.on(consumer.events.REQUEST, ({ payload: { apiName, broker, duration, size } }) => {
      if (apiName !== 'Fetch') return;
      const empty = duration >= longestWait * 0.9 && size <= 256 + partitions() * emptyBytes;
      this.#inARow.set(broker, empty ? (this.#inARow.get(broker) ?? 0) + 1 : 0);
    });
  }

  /** Starts to count anew. */
  broken(): void {
    this.#inARow.clear();
  }

  /** Has some broker been silent for `times` fetches? */
  heard(times: number): boolean {
    return [...this.#inARow.values()].some((n) => n >= times);
  }

  /** The partitions whose leader has been silent for `times` fetches, as `topic/partition`. */
  async partitions(admin: Admin, topics: readonly string[], times: number): Promise<Set<string>> {
    const { brokers } = await admin.describeCluster();
    const silent = new Set(
      brokers
        .filter(({ host, port }) => (this.#inARow.get(`${host}:${port}`) ?? 0) >= times)
        .map(({ nodeId }) => nodeId),
    );
    const metadata = await admin.fetchTopicMetadata({ topics: [...topics] });
    return new Set(
      metadata.topics.flatMap(({ name, partitions }) =>
        partitions
          .filter(({ leader }) => silent.has(leader))
          .map(({ partitionId }) => `${name}/${partitionId}`),
      ),
    );
  }
}
