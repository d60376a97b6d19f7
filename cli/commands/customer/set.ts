import os from 'node:os';
import type { FieldCorrection } from '../../../ingest/index.ts';
import {
  standardiseBirthDate,
  standardiseEmail,
  standardiseGender,
  standardisePhone,
} from '../../../transforms/standardise/index.ts';
import {
  ClienteleError,
  openSnapshot,
  rows,
  type Snapshot,
  type StatePaths,
} from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';
import { findCustomer } from './show.ts';

export interface SetFlags extends GlobalOptions {
  readonly reason: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

interface Correction {
  readonly field: string;
  readonly value: string;
}

/** Fields whose text may be anything that the standardisers take. */
const freeFields = [
  'full_name',
  'given_name',
  'family_name',
  'email',
  'phone',
  'gender',
  'birth_date',
  'account_owner',
  'street',
  'postal_code',
] as const;

/** Fields that the analyst sees: a correction takes a spelling that some record has. */
const openFields = [
  'company',
  'job_title',
  'account_id',
  'country',
  'province',
  'city',
  'district',
  'acquisition_channel',
] as const;

const fields: readonly string[] = [...freeFields, ...openFields];

/** Lands a steward's corrections of a customer, all or none; the next build goes by them. */
export async function set(
  context: Context,
  flags: SetFlags,
  id: string,
  wanted: readonly string[],
): Promise<void> {
  const { config, paths } = await project(context, flags);
  const snapshot = await openSnapshot(paths, 'admin');
  let customerId: string;
  let named: Awaited<ReturnType<typeof namedBySource>>;
  const corrections = wanted.map(parse);
  try {
    customerId = await findCustomer(snapshot, id, config.business.defaultRegion);
    named = await namedBySource(snapshot, customerId);
    for (const correction of corrections) {
      requireValid(correction, config.business.defaultRegion);
      await requireKnown(snapshot, correction);
    }
  } finally {
    snapshot.close();
  }
  const said = { reason: flags.reason.trim(), steward: flags.by ?? os.userInfo().username };
  if (said.reason === '') throw new ClienteleError('usage', 'say why: --reason "…"');
  const landed = corrections.map((correction) => ({ ...named, ...correction, ...said }));
  const events = flags.dryRun ? [] : await land(context, paths, landed);
  if (flags.json)
    printJson(context, {
      schema: 'clientele.customer-set/1',
      customerId,
      corrections,
      events,
      landed: events.length,
    });
  else
    context.out(
      `${flags.dryRun ? 'would be landed' : 'landed'}: ${customerId} ${corrections.map(({ field, value }) => `${field} = ${value}`).join(', ')}${flags.dryRun ? '' : '; type: clientele build'}\n`,
    );
}

async function land(
  context: Context,
  paths: StatePaths,
  corrections: readonly FieldCorrection[],
): Promise<readonly string[]> {
  const { correctFields, Landing } = await import('../../../ingest/index.ts');
  const landing = await Landing.open(paths, { clock: context.clock });
  try {
    return await correctFields(landing, corrections, context.clock);
  } finally {
    await landing.close();
  }
}

function parse(text: string): Correction {
  const at = text.indexOf('=');
  const field = text.slice(0, Math.max(0, at)).trim();
  const value = text.slice(at + 1).trim();
  if (at < 1 || value === '')
    throw new ClienteleError(
      'usage',
      `"${text}" is no correction; write field=value, e.g. phone=13800138000`,
    );
  if (!fields.includes(field))
    throw new ClienteleError('field-unknown', `no field "${field}"; the fields are ${fields.join(', ')}`);
  return { field, value };
}

/** @throws ClienteleError `value-invalid` with what the standardiser says of it */
function requireValid({ field, value }: Correction, region: string): void {
  const judged =
    field === 'email'
      ? standardiseEmail(value)
      : field === 'phone'
        ? standardisePhone(value, { country: region })
        : field === 'birth_date'
          ? standardiseBirthDate(value)
          : field === 'gender'
            ? standardiseGender(value)
            : undefined;
  if (judged && !judged.valid)
    throw new ClienteleError(
      'value-invalid',
      `${field}: "${value}" is not valid (${String(judged.reason).replaceAll('_', ' ')})`,
    );
  if (field === 'birth_date' && !/^\d{4}-\d\d-\d\d$/.test(value))
    throw new ClienteleError('value-invalid', `birth_date: write it as ${judged?.value ?? '1985-07-14'}`);
}

async function requireKnown({ connection }: Snapshot, { field, value }: Correction): Promise<void> {
  if (!openFields.some((one) => one === field)) return;
  const [row] = await rows<{ n: bigint }>(
    connection,
    `select count(*) as n from source_records where ${field} = $1`,
    [value],
  );
  if (Number(row?.n) === 0)
    throw new ClienteleError(
      'value-unknown',
      `${field}: no source record spells it "${value}"; as analysts see this field, only a spelling that is in the data takes effect`,
    );
}

/** What a record key calls a name, and where an event has it. */
const keyKinds: Readonly<Record<string, string>> = {
  ref: 'customer_ref',
  loyalty: 'loyalty_id',
  email: 'email',
  phone: 'phone',
  anon: 'anonymous_id',
};

/** The customer as the source of its first record names it: an event that says so is about that record. */
async function namedBySource({ connection }: Snapshot, customerId: string) {
  const [record] = await rows<{ source: string; record_key: string }>(
    connection,
    `select r.source, r.record_key from source_records as r join customer_identity as i using (record_id)
     where i.customer_id = $1 order by r.record_id limit 1`,
    [customerId],
  );
  const [, kind = '', name] =
    /^([a-z]+):([\s\S]+)$/.exec(record?.record_key.slice(record.source.length + 1) ?? '') ?? [];
  const member = keyKinds[kind];
  if (!record || !member || !name)
    throw new ClienteleError(
      'no-customer',
      `${customerId} has no reference by which a correction could name it`,
    );
  return { source: record.source, customer: { [member]: name } };
}
