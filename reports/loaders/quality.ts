import type { Snapshot } from '../build/snapshot.ts';
import { checkWords } from '../chinese/index.ts';
import type { Dictionary } from '../components/locale.ts';

export interface RuleWeek {
  readonly rule: string;
  readonly dimension: string;
  readonly source: string;
  readonly owner: string;
  readonly week: string;
  readonly tested: number;
  readonly failed: number;
}

export interface StageRow {
  readonly stage: string;
  readonly name: string;
  readonly rowsIn: number;
  readonly landed: number;
  readonly dead: number;
  readonly duplicate: number;
  readonly lastEvent: string | null;
  readonly freshness: number | null;
}

export interface CheckRow {
  readonly name: string;
  readonly table: string;
  readonly severity: string;
  readonly owner: string;
  readonly means: Dictionary<string>;
  readonly failures: number;
  readonly status: string;
}

export interface DriftRow {
  readonly type: string;
  readonly source: string;
  /** empty: the type itself is unknown */
  readonly field: string;
  readonly events: number;
  readonly examined: number;
  readonly lastEvent: string | null;
}

export interface QualityData {
  readonly rules: readonly RuleWeek[];
  readonly stages: readonly StageRow[];
  readonly drift: readonly DriftRow[];
  readonly checks: readonly CheckRow[];
}

export async function load(snapshot: Snapshot): Promise<QualityData> {
  const checks = await snapshot.rows<Omit<CheckRow, 'means'> & { readonly sentence: string }>(
    `select name, table_name as table, severity, owner, sentence, failures, status
     from _checks order by status = 'pass', severity, failures desc, name`,
  );
  return {
    rules: await snapshot.rows<RuleWeek>(`select rule, dimension, source, owner,
        cast(cast(date_trunc('week', quality_date) as date) as varchar) as week,
        sum(rows_tested)::bigint as tested, sum(rows_failed)::bigint as failed
      from data_quality
      where quality_date > (select as_of_date from _run) - 364 and quality_date <= (select as_of_date from _run)
      group by all order by all`),
    stages:
      await snapshot.rows<StageRow>(`select stage, source_or_topic as name, rows_in as rowsIn, rows_landed as landed,
        rows_dead as dead, rows_duplicate as duplicate, last_event_at as lastEvent, freshness_hours as freshness
      from pipeline_health order by all`),
    drift:
      await snapshot.rows<DriftRow>(`select event_type as type, source_or_topic as source, field, events_with_field as events,
        events_examined as examined, cast(cast(last_event_at as date) as varchar) as lastEvent
      from schema_drift order by all`),
    checks: checks.map(({ sentence, ...row }) => ({ ...row, means: checkWords(row.name, sentence) })),
  };
}
