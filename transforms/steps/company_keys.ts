import { VARCHAR } from '@duckdb/node-api';
import { companyOutcome } from '../standardise/index.ts';
import type { Columns, PlainStep } from '../step.ts';

const needed = `
  select company from stg_account_updated where company is not null
  union select company from source_records where company is not null
  union select open_value from field_corrections where field = 'company' and open_value <> ''`;

/** By what accounts and people's companies are compared; what the last build found is taken over. */
export const step: PlainStep = {
  reads: ['stg_account_updated', 'source_records', 'field_corrections'],
  writes: {
    company_keys: {
      description:
        'Companies of accounts and people in the standard form, and the key by which they are compared.',
      grain: 'company as accounts and source records name it',
      keys: ['company'],
      columns: { company: VARCHAR, value: VARCHAR, company_key: VARCHAR },
      publicColumns: ['company', 'value', 'company_key'],
      unpublished: true,
    },
  },
  async run({ connection, previous }) {
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getColumnsObject();
    const earlier = previous('company_keys');
    const kept = earlier
      ? await read(`select company, value, company_key from ${earlier} semi join (${needed}) using (company)`)
      : {};
    const lacking = await read(
      `select company from (${needed}) ${earlier ? `anti join ${earlier} using (company)` : ''}`,
    );
    const companies = (lacking.company ?? []).map(String);
    const fresh = companies.map((company) => companyOutcome(company));
    return {
      company_keys: {
        company: [...(kept.company ?? []), ...companies],
        value: [...(kept.value ?? []), ...fresh.map(({ value }) => value)],
        company_key: [...(kept.company_key ?? []), ...fresh.map(({ key }) => key)],
      } as Columns,
    };
  },
};
