import type { DuckDBConnection } from '@duckdb/node-api';
import { type Config, rows } from '../../warehouse/index.ts';
import type { CheckResult } from './checks.ts';

/** The newest event of a topic. */
export interface TopicTime {
  readonly topic: string;
  readonly lastAt: Date | null;
}

export interface LateTopic {
  readonly topic: string;
  readonly limitHours: number;
  /** `undefined`: nothing has ever landed */
  readonly ageHours: number | undefined;
}

/** The name by which a topic's limit is configured: a file's has no checksum. */
export const limitName = (topic: string): string =>
  topic.startsWith('file:') ? topic.replace(/@[^@]*$/, '') : topic;

/** Topics and files whose newest event is older than their limit, by the real clock; in order of their names. */
export function lateTopics(
  limits: Config['freshness'],
  topics: readonly TopicTime[],
  now: Date,
): readonly LateTopic[] {
  const newest = new Map<string, number>();
  for (const { topic, lastAt } of topics)
    if (lastAt) newest.set(limitName(topic), Math.max(lastAt.getTime(), newest.get(limitName(topic)) ?? 0));
  return Object.entries(limits)
    .map(([topic, { hours }]) => {
      const at = newest.get(topic);
      const ageHours = at === undefined ? undefined : (now.getTime() - at) / 3_600_000;
      return { topic, limitHours: hours, ageHours };
    })
    .filter(({ ageHours, limitHours }) => ageHours === undefined || ageHours > limitHours)
    .sort((a, b) => (a.topic < b.topic ? -1 : 1));
}

/** What the check of freshness says of itself, wherever it is listed. */
export const freshnessCheck = {
  name: 'freshness',
  table: 'pipeline_health',
  severity: 'warn',
  owner: 'data engineering',
  sentence: 'Every topic and file that has a freshness limit has an event that is younger.',
} as const;

/**
 * Holds topics to their freshness limits. It goes by the real clock and not by the as-of date, so it stands beside the
 * checks in SQL: it can warn, and no table depends on it.
 */
export async function checkFreshness(
  connection: DuckDBConnection,
  limits: Config['freshness'],
  now: Date,
): Promise<CheckResult> {
  const topics = await rows<{ topic: string; lastAt: Date | null }>(
    connection,
    'select topic, max(last_at) as "lastAt" from landing_counts group by topic',
  );
  const late = lateTopics(limits, topics, now);
  return {
    ...freshnessCheck,
    status: late.length > 0 ? 'warn' : 'pass',
    failures: late.length,
    sample: late.map(({ topic, limitHours, ageHours }) => ({
      topic,
      limit_hours: limitHours,
      age_hours: ageHours === undefined ? null : Math.round(ageHours),
    })),
  };
}
