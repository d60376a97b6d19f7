import type { Admin } from 'kafkajs';
import { ClienteleError } from '../../../warehouse/index.ts';

/** What the broker holds of a partition: from `low` up to, not including, `end` (the last stable offset). */
export interface Extent {
  readonly topic: string;
  readonly partition: number;
  readonly low: bigint;
  readonly end: bigint;
}

/** Asks for every partition of `topics`; a leader may still be being elected, so it asks again for a while. */
export async function readExtents(admin: Admin, topics: readonly string[]): Promise<Extent[]> {
  const extents: Extent[] = [];
  for (const topic of topics) {
    for (let attempt = 1; ; attempt++) {
      try {
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
          extents.push({ topic, partition, low: BigInt(low), end: BigInt(high) });
        break;
      } catch (error) {
        if (attempt === 10) throw error;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }
  return extents;
}

/**
 * Halts where a stored position and the broker cannot both be right. Nothing is deleted or skipped: a person decides.
 * @throws ClienteleError `topic-shorter` or `retention-passed`
 */
export function agree(extent: Extent, stored: bigint | undefined): void {
  if (stored === undefined) return;
  const place = `${extent.topic}/${extent.partition}`;
  if (stored > extent.end) throw topicShorter(extent.topic, extent.partition, stored, extent.end);
  if (stored < extent.low)
    throw new ClienteleError(
      'retention-passed',
      `${place}: landed up to offset ${stored}, but the broker's log begins at ${extent.low}: ` +
        `${extent.low - stored} offsets were deleted by retention before they were landed. Nothing was changed; ` +
        `bring them from elsewhere (clientele ingest files), then ${restart(extent.topic)}`,
    );
}

/** The broker holds less of a partition than was landed, or nothing of it (`end` undefined). */
export function topicShorter(
  topic: string,
  partition: number,
  stored: bigint,
  end: bigint | undefined,
): ClienteleError {
  return new ClienteleError(
    'topic-shorter',
    `${topic}/${partition}: landed up to offset ${stored}, but ${end === undefined ? 'the broker has no such partition' : `the broker's log ends at ${end}`}. ` +
      `The topic was made anew, or its log was cut off. Nothing was changed; ${restart(topic)}`,
  );
}

/** The message that was landed last reads differently now. */
export function replaced(topic: string, partition: number, offset: bigint): ClienteleError {
  return new ClienteleError(
    'topic-replaced',
    `${topic}/${partition}: the message at offset ${offset} is not the one that was landed from there. ` +
      `The topic was made anew and filled again. Nothing was changed; ${restart(topic)}`,
  );
}

const restart = (topic: string): string =>
  `to land what the broker holds now from its first message on, say: clientele ingest kafka --restart ${topic} ` +
  '(events landed before stay; the same event twice counts once)';
