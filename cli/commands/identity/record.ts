import { ClienteleError, rows, type Snapshot } from '../../../warehouse/index.ts';
import { type NamedRecord, recordsNamed } from '../customer/find.ts';

type Connection = Snapshot['connection'];

/** `any`: of one customer's records that a word names, the first will do; `exact`: it must name one. */
export type Naming = 'any' | 'exact';

const shown = 8;

/**
 * The number of the source record that a word names: a record's number, a customer id ever handed out, a record's key
 * (`crm ref:K20047`), a source's own reference, a loyalty id, an e-mail address or a phone.
 * @throws ClienteleError `record-unknown` with keys that are like it, `ambiguous` with the records that it names
 */
export async function recordNamed(
  { connection }: Snapshot,
  said: string,
  region: string,
  naming: Naming,
): Promise<string> {
  const text = said.trim();
  const number = /^c?(\d{1,15})$/.exec(text)?.[1];
  if (number !== undefined && (await isRecord(connection, number))) return number;
  const found = await recordsNamed(connection, text, region);
  const [first] = found.filter(({ key }) => key === text).concat(found);
  if (!first) throw new ClienteleError('record-unknown', await unknown(connection, text));
  const isOne = found.length === 1 || first.key === text;
  const isOfOne = naming === 'any' && found.every(({ customer }) => customer === first.customer);
  if (isOne || isOfOne) return first.record;
  throw new ClienteleError(
    'ambiguous',
    `"${said}" names several source records: ${list(found)}; name one by its number or key`,
  );
}

/** The two records that two words name. */
export async function twoRecords(
  snapshot: Snapshot,
  said: readonly [string, string],
  region: string,
  naming: Naming,
): Promise<readonly [string, string]> {
  const left = await recordNamed(snapshot, said[0], region, naming);
  const right = await recordNamed(snapshot, said[1], region, naming);
  if (left === right)
    throw new ClienteleError('records-same', `${said[0]} and ${said[1]} are one source record (${left})`);
  return [left, right];
}

async function isRecord(connection: Connection, number: string): Promise<boolean> {
  const found = await rows(connection, 'select 1 from source_records where record_id = $1::bigint', [number]);
  return found.length > 0;
}

async function unknown(connection: Connection, text: string): Promise<string> {
  const near = await rows<NamedRecord>(
    connection,
    `select cast(r.record_id as varchar) as record, r.record_key as key, i.customer_id as customer
     from source_records as r join customer_identity as i using (record_id)
     where contains(lower(r.record_key), lower($1)) or jaro_winkler_similarity(lower(r.record_key), lower($1)) > 0.95
     order by jaro_winkler_similarity(lower(r.record_key), lower($1)) desc, r.record_id limit ${shown + 1}`,
    [text],
  );
  const hint =
    text !== '' && near.length > 0
      ? `is it ${list(near)}?`
      : "clientele customer show prints the ids of a customer's records";
  return `no source record or customer has the id "${text}"; ${hint}`;
}

const list = (records: readonly NamedRecord[]): string =>
  [
    ...records.slice(0, shown).map(({ record, key, customer }) => `${key} (record ${record}, ${customer})`),
    ...(records.length > shown ? ['…'] : []),
  ].join(', ');
