import { BIGINT, BLOB, type DuckDBType, INTEGER, TIMESTAMP, VARCHAR } from '@duckdb/node-api';

/** The columns of `landing.events`, in order. No key: a duplicate is kept here and left out in staging. */
export const eventColumns: Readonly<Record<string, DuckDBType>> = {
  landed_seq: BIGINT,
  type: VARCHAR,
  source: VARCHAR,
  event_id: VARCHAR,
  occurred_at: TIMESTAMP,
  payload: VARCHAR,
  topic: VARCHAR,
  partition: INTEGER,
  offset: BIGINT,
  message_key: VARCHAR,
  headers: VARCHAR,
  broker_at: TIMESTAMP,
  landed_at: TIMESTAMP,
};

/** The columns of `landing.dead_letters`, in order. */
export const deadLetterColumns: Readonly<Record<string, DuckDBType>> = {
  dead_letter_id: BIGINT,
  topic: VARCHAR,
  partition: INTEGER,
  offset: BIGINT,
  message_key: VARCHAR,
  headers: VARCHAR,
  broker_at: TIMESTAMP,
  payload: BLOB,
  stage: VARCHAR,
  code: VARCHAR,
  message: VARCHAR,
  path: VARCHAR,
  event_type: VARCHAR,
  source: VARCHAR,
  event_id: VARCHAR,
  refused_at: TIMESTAMP,
};

const table = (name: string, columns: Readonly<Record<string, DuckDBType>>): string =>
  `create table if not exists landing.${name} (${Object.entries(columns)
    .map(([column, type]) => `"${column}" ${type}`)
    .join(', ')});`;

/** Makes the tables of landing where they are missing. */
export const landingSchema = `
${table('events', eventColumns)}
${table('dead_letters', deadLetterColumns)}
${table('replays', { dead_letter_id: BIGINT, landed_seq: BIGINT, replayed_at: TIMESTAMP })}
${table('positions', {
  topic: VARCHAR,
  partition: INTEGER,
  next_offset: BIGINT,
  read_count: BIGINT,
  check_offset: BIGINT,
  check_hash: VARCHAR,
  updated_at: TIMESTAMP,
})}
${table('imports', {
  import_id: BIGINT,
  name: VARCHAR,
  checksum: VARCHAR,
  mapping_hash: VARCHAR,
  rows_read: BIGINT,
  rows_in_events: BIGINT,
  rows_rejected: BIGINT,
  rows_repeated: BIGINT,
  events_landed: BIGINT,
  landed_at: TIMESTAMP,
})}`;
