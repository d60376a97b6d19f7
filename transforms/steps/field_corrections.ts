import { BIGINT, BOOLEAN, type DuckDBValue, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import { correctedField, openFields, standardiseCorrection } from '../standardise/index.ts';
import type { PlainStep } from '../step.ts';

const isOpen = (field: string): boolean => openFields.some((one) => one === field);

/** Corrections in the standard form, whoever landed them: those of `customer set` come so, others may not. */
export const step: PlainStep = {
  reads: ['stg_field_corrected'],
  writes: {
    field_corrections: {
      description:
        "Stewards' corrections in the standard form, by field; what is refused says why, and changes nothing.",
      grain: 'correction × field that it sets: a full name sets its parts too',
      keys: ['landed_seq', 'field'],
      columns: {
        landed_seq: BIGINT,
        field: VARCHAR,
        said_field: VARCHAR,
        record_key: VARCHAR,
        occurred_at: TIMESTAMP,
        is_valid: BOOLEAN,
        refused: VARCHAR,
        value: VARCHAR,
        open_value: VARCHAR,
        reason: VARCHAR,
        steward: VARCHAR,
      },
      publicColumns: [
        'landed_seq',
        'field',
        'said_field',
        'occurred_at',
        'is_valid',
        'refused',
        'open_value',
      ],
    },
  },
  async run({ read, config }) {
    // said_on: the latest date that any clock on earth showed
    const said = await read(
      `select landed_seq, field, record_key, occurred_at, cast(cast(occurred_at + interval '14' hour as date) as varchar) as said_on, value, reason,
         steward from stg_field_corrected order by landed_seq`,
    );
    const columns = Object.keys(step.writes.field_corrections?.columns ?? {});
    const rows: Record<string, DuckDBValue>[] = [];
    for (const [i, landedSeq] of (said.landed_seq ?? []).entries()) {
      const at = (column: string): DuckDBValue => said[column]?.[i] ?? null;
      const field = correctedField(String(at('field')));
      const value = at('value');
      const about = {
        landed_seq: landedSeq,
        said_field: field ?? at('field'),
        record_key: at('record_key'),
        occurred_at: at('occurred_at'),
        reason: at('reason'),
        steward: at('steward'),
      };
      const refused = (reason: string | null) =>
        rows.push({ ...about, field: about.said_field, is_valid: false, refused: reason });
      if (field === null) refused('unknown_field');
      else if (value === null) refused('no_value');
      else {
        const { values, reason } = standardiseCorrection(field, String(value), {
          defaultRegion: config.business.defaultRegion,
          asOf: String(at('said_on')),
        });
        if (reason !== null) refused(reason);
        else
          for (const [name, standard] of Object.entries(values))
            rows.push({
              ...about,
              field: name,
              is_valid: true,
              [isOpen(name) ? 'open_value' : 'value']: standard,
            });
      }
    }
    const content = columns.map((name) => [name, rows.map((row) => row[name] ?? null)] as const);
    return { field_corrections: Object.fromEntries(content) };
  },
};
