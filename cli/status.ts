import fs from 'node:fs';
import path from 'node:path';
import { lateTopics, limitName } from '../transforms/index.ts';
import {
  type Config,
  currentSnapshot,
  openSnapshot,
  rows,
  type Snapshot,
  type StatePaths,
} from '../warehouse/index.ts';

export interface SourceStatus {
  readonly topic: string;
  readonly events: number;
  readonly deadLetters: number;
  readonly lastEventAt: string | undefined;
  readonly ageHours: number | undefined;
  /** its newest event is older than the configured limit, or nothing has come at all */
  readonly late: boolean;
}

export interface DriftStatus {
  readonly eventType: string;
  readonly sourceOrTopic: string;
  /** empty: the type itself is unknown */
  readonly field: string;
  readonly events: number;
  readonly examined: number;
}

interface LastBuild {
  readonly runId: string;
  readonly status: string;
  readonly asOf: string;
  readonly landedSeq: number;
  /** what was odd about it */
  readonly warnings: readonly string[];
  readonly failed: readonly string[];
}

/** What can be told from run reports and the published snapshot, so that no lock is ever needed. */
export async function readStatus(paths: StatePaths, config: Config, now: Date) {
  return {
    data: paths.data,
    lastBuild: lastBuild(paths),
    published: config.roles.flatMap((role) => {
      const file = currentSnapshot(paths, role);
      return file ? [{ role, runId: path.basename(file, '.duckdb') }] : [];
    }),
    ...(await fromSnapshot(paths, config, now)),
    disk: disk(paths),
  };
}

function lastBuild(paths: StatePaths): LastBuild | undefined {
  const file = path.join(paths.ledger, 'last_build.json');
  if (!fs.existsSync(file)) return undefined;
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as LastBuild & {
    readonly nodes: readonly { readonly name: string; readonly status: string; readonly message?: string }[];
    readonly checks: readonly { readonly name: string; readonly status: string; readonly failures: number }[];
  };
  const failed = [
    ...report.nodes.filter(({ status }) => status === 'error').map(({ message, name }) => message ?? name),
    ...report.checks
      .filter(({ status }) => status === 'error')
      .map(({ name, failures }) => `check ${name}: ${failures} rows`),
  ];
  const { runId, status, asOf, landedSeq, warnings } = report;
  return { runId, status, asOf, landedSeq, warnings, failed };
}

async function fromSnapshot(
  paths: StatePaths,
  config: Config,
  now: Date,
): Promise<{ sources: readonly SourceStatus[]; drift: readonly DriftStatus[] }> {
  const role = config.roles.find((candidate) => currentSnapshot(paths, candidate));
  if (!role) return { sources: [], drift: [] };
  const { connection, close } = await openSnapshot(paths, role);
  try {
    return { sources: await sources(connection, config, now), drift: await drift(connection) };
  } finally {
    close();
  }
}

/** What sources send that no contract knows, the most frequent first. */
async function drift(connection: Snapshot['connection']): Promise<readonly DriftStatus[]> {
  const [table] = await rows(connection, "select 1 from duckdb_tables() where table_name = 'schema_drift'");
  if (!table) return [];
  return rows<DriftStatus>(
    connection,
    `select event_type as "eventType", source_or_topic as "sourceOrTopic", field,
       cast(events_with_field as double) as events, cast(events_examined as double) as examined
     from schema_drift order by events_with_field desc, event_type, source_or_topic, field`,
  );
}

async function sources(
  connection: Snapshot['connection'],
  config: Config,
  now: Date,
): Promise<readonly SourceStatus[]> {
  const found = await rows<{ topic: string; events: bigint; dead: bigint; last_at: Date | null }>(
    connection,
    `select source_or_topic as topic, sum(rows_landed) as events, sum(rows_dead) as dead, max(last_event_at) as last_at
       from pipeline_health where stage = 'landing' group by source_or_topic order by source_or_topic`,
  );
  const late = lateTopics(
    config.freshness,
    found.map(({ topic, last_at }) => ({ topic, lastAt: last_at })),
    now,
  );
  const known = found.map(({ topic, events, dead, last_at }) => {
    const ageHours = last_at ? (now.getTime() - last_at.getTime()) / 3_600_000 : undefined;
    return {
      topic,
      events: Number(events),
      deadLetters: Number(dead),
      lastEventAt: last_at?.toISOString(),
      ageHours,
      late: late.some((one) => one.topic === limitName(topic)),
    };
  });
  const silent = late.filter(({ topic }) => !found.some((row) => limitName(row.topic) === topic));
  return [
    ...known,
    ...silent.map(({ topic }) => ({
      topic,
      events: 0,
      deadLetters: 0,
      lastEventAt: undefined,
      ageHours: undefined,
      late: true,
    })),
  ];
}

function disk(paths: StatePaths): readonly { name: string; mebibytes: number }[] {
  if (!fs.existsSync(paths.data)) return [];
  return fs
    .readdirSync(paths.data)
    .sort()
    .map((name) => ({ name, mebibytes: bytesUnder(path.join(paths.data, name)) / 1_048_576 }));
}

function bytesUnder(place: string): number {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.size;
  return fs.readdirSync(place).reduce((sum, name) => sum + bytesUnder(path.join(place, name)), 0);
}
