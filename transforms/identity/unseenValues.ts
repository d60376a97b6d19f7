import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rows } from '../../warehouse/index.ts';
import type { Columns } from '../step.ts';
import { commonKinds } from './fields.ts';
import { mostListed } from './frequencies.ts';
import type { MatchParameters } from './parameters.ts';

/** The fit lists what two people held; what more hold now was not there. */
const fewestPeople = 3;

/**
 * By field, how many records hold a value that several people hold now and the fit has not seen: where they
 * are many, what is common is not what it was. Needs `match_records` and `match_people`.
 */
export async function unseenValues(
  connection: DuckDBConnection,
  parameters: MatchParameters | undefined,
): Promise<Columns> {
  const found: { field: string; records: number; unseen: number }[] = [];
  for (const { name, kind } of parameters?.fields ?? []) {
    const listed = Object.keys(parameters?.frequencies[name]?.common ?? {});
    if (!commonKinds.has(kind) || listed.length >= mostListed) continue;
    const [row] = await rows<{ records: number; unseen: number }>(
      connection,
      `with held as (
         select ${identifier(name)} as value, count(*) as records, count(distinct coalesce(p.person, r.rid)) as people
         from match_records as r left join match_people as p on p.rid = r.rid
         where ${identifier(name)} is not null group by 1)
       select coalesce(sum(records), 0)::double as records,
         coalesce(sum(records) filter (where people >= ${fewestPeople} and value not in (select unnest(from_json($1, '["varchar"]')))), 0)::double as unseen
       from held`,
      [JSON.stringify(listed)],
    );
    found.push({ field: name, records: row?.records ?? 0, unseen: row?.unseen ?? 0 });
  }
  return {
    field: found.map(({ field }) => field),
    records: found.map(({ records }) => BigInt(records)),
    unseen_records: found.map(({ unseen }) => BigInt(unseen)),
  };
}
