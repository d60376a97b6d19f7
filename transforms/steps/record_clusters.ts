import { BIGINT, type DuckDBValue, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import { clusters } from '../identity/clusters.ts';
import type { Step } from '../step.ts';

/** Identifiers that several records hold, with the smallest of those records. */
const holders = `
  holders as (
    select
      kind,
      identifier,
      count(*) as records,
      min(record_id) as first_record_id,
      min_by(first_seen_at, record_id) as first_seen_at
    from record_identifiers
    group by kind, identifier
    having count(*) > 1
  )`;

const sharedSql = (limit: number) => `
  with ${holders}
  select kind, identifier, records, first_record_id
  from holders
  where records > ${limit}
  order by kind, identifier`;

/** Record numbers as DOUBLE (exact below 2^53), because plain numbers cross into JavaScript five times as fast as BIGINT. */
const linksSql = (limit: number) => `
  with ${holders}
  select
    cast(i.record_id as double) as record_id,
    cast(h.first_record_id as double) as first_record_id,
    i.kind as kind,
    greatest(i.first_seen_at, h.first_seen_at) as since_at
  from record_identifiers as i
  join holders as h on h.kind = i.kind and h.identifier = i.identifier
  where h.records <= ${limit} and i.record_id <> h.first_record_id
  order by since_at, record_id, kind`;

/**
 * Joins source records that share an identifier. Records that share none are left out: they are customers of their own.
 * An identifier that more records hold than the configured limit (a shop's own number, say) joins nobody and is listed.
 */
export const step: Step = {
  reads: ['record_identifiers'],
  writes: {
    record_clusters: {
      description: 'Source records that belong together, by the identifiers they share.',
      grain: 'source record that shares an identifier with another',
      keys: ['record_id'],
      columns: { record_id: BIGINT, first_record_id: BIGINT, rule: VARCHAR, since_at: TIMESTAMP },
      publicColumns: ['record_id', 'first_record_id', 'rule', 'since_at'],
    },
    shared_identifiers: {
      description: 'Identifiers that too many source records hold to say anything about who they are.',
      grain: 'identifier above the configured limit',
      keys: ['kind', 'identifier'],
      columns: { kind: VARCHAR, identifier: VARCHAR, records: BIGINT, first_record_id: BIGINT },
      publicColumns: ['kind', 'records', 'first_record_id'],
    },
  },
  async run({ read, config }) {
    const limit = config.identity.sharedIdentifierLimit;
    const shared = await read(sharedSql(limit));
    const links = await read(linksSql(limit));
    const left = (links.record_id ?? []) as readonly number[];
    const right = (links.first_record_id ?? []) as readonly number[];
    const firstOf = clusters({ left, right });
    const firstLink = new Map<number, number>();
    left.forEach((record, i) => {
      if (!firstLink.has(record)) firstLink.set(record, i);
      const other = right[i] as number;
      if (!firstLink.has(other)) firstLink.set(other, i);
    });
    const records = [...firstOf.keys()];
    const ofLink = (column: readonly DuckDBValue[] | undefined) =>
      records.map((record) => column?.[firstLink.get(record) ?? -1] ?? null);
    return {
      record_clusters: {
        record_id: records.map(BigInt),
        first_record_id: records.map((record) => BigInt(firstOf.get(record) ?? record)),
        rule: ofLink(links.kind),
        since_at: ofLink(links.since_at),
      },
      shared_identifiers: shared,
    };
  },
};
