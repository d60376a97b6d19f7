import os from 'node:os';
import type { FieldCorrection } from '../../../ingest/index.ts';
import { dayIn } from '../../../transforms/index.ts';
import {
  type AddressParts,
  type CorrectedField,
  correctedField,
  displayPhone,
  emailOutcome,
  nameOutcome,
  openFields,
  personalFields,
  phoneContext,
  phoneOutcome,
  type Correction as StandardCorrection,
  standardiseCorrection,
} from '../../../transforms/standardise/index.ts';
import {
  ClienteleError,
  openSnapshot,
  rows,
  type Snapshot,
  type StatePaths,
} from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';
import { doubts } from './doubts.ts';
import { findCustomer } from './find.ts';
import { addressOf, placed } from './place.ts';

export interface SetFlags extends GlobalOptions {
  readonly reason: string;
  readonly by?: string;
  readonly dryRun?: boolean;
}

interface Wanted {
  readonly field: CorrectedField;
  readonly raw: string;
}

/** One field in its standard form. */
export interface Correction {
  readonly field: CorrectedField;
  /** the standard form; empty where the field is cleared */
  readonly value: string;
  readonly raw: string;
}

/** Lands a steward's corrections of a customer, all or none; the next build goes by them. */
export async function set(
  context: Context,
  flags: SetFlags,
  id: string,
  wanted: readonly string[],
): Promise<void> {
  const { config, paths } = await project(context, flags);
  // a street clears the detail, so one that is said with it comes after
  const corrections = eachOnce(wanted.map(parse)).toSorted(
    (a, b) => Number(a.field === 'detail') - Number(b.field === 'detail'),
  );
  const snapshot = await openSnapshot(paths, 'admin');
  let customerId: string;
  let named: Awaited<ReturnType<typeof namedBySource>>;
  let standard: readonly Correction[];
  let warnings: readonly string[];
  try {
    customerId = await findCustomer(snapshot, id, config.business.defaultRegion);
    named = await namedBySource(snapshot, customerId);
    standard = standardise(corrections, await addressOf(snapshot, customerId), {
      defaultRegion: config.business.defaultRegion,
      asOf: dayIn(context.clock(), config.business.timeZone),
    });
    warnings = await doubts(snapshot, customerId, standard);
  } finally {
    snapshot.close();
  }
  const said = { reason: flags.reason.trim(), steward: flags.by ?? os.userInfo().username };
  if (said.reason === '') throw new ClienteleError('usage', 'say why: --reason "…"');
  for (const warning of warnings) context.err(`warning: ${warning}\n`);
  const landed = standard.map((correction) => ({ ...named, ...correction, ...said }));
  const events = flags.dryRun ? [] : await land(context, paths, landed);
  if (flags.json)
    printJson(context, {
      schema: 'clientele.customer-set/1',
      customerId,
      corrections: standard,
      events,
      landed: events.length,
      warnings,
    });
  else
    context.out(
      `${flags.dryRun ? 'would be landed' : 'landed'}: ${customerId} ${standard.map(written).join(', ')}${flags.dryRun ? '' : '; type: clientele build'}\n`,
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

function written({ field, value, raw }: Correction): string {
  if (value === '') return `${field} cleared`;
  const shown = field === 'phone' ? displayPhone(value) : value;
  return `${field} = ${shown}${shown === raw ? '' : ` ("${raw}")`}`;
}

function parse(text: string): Wanted {
  const at = text.indexOf('=');
  const word = text.slice(0, Math.max(0, at)).trim();
  if (at < 1)
    throw new ClienteleError(
      'usage',
      `"${text}" is no correction; write field=value, e.g. phone=13800138000, or field= to clear it`,
    );
  const field = correctedField(word);
  if (!field)
    throw new ClienteleError(
      'field-unknown',
      `no field "${word}"; the fields are ${[...personalFields, ...openFields].join(', ')}`,
    );
  return { field, raw: text.slice(at + 1).trim() };
}

/** @throws ClienteleError `usage` where a field is given more than once */
function eachOnce(wanted: readonly Wanted[]): readonly Wanted[] {
  for (const { field } of wanted) {
    const said = wanted.flatMap((one) => (one.field === field ? [`"${one.raw}"`] : []));
    if (said.length > 1)
      throw new ClienteleError('usage', `${field} is given more than once: ${said.join(', ')}`);
  }
  return wanted;
}

/**
 * The corrections in the standard form, areas of an address read beside each other.
 * @throws ClienteleError `value-invalid` with what the standardiser says of it
 */
function standardise(
  wanted: readonly Wanted[],
  standing: AddressParts,
  about: { readonly defaultRegion: string; readonly asOf: string },
): readonly Correction[] {
  const address: Record<keyof AddressParts, string> = { ...standing };
  for (const { field, raw } of wanted) {
    const part = field === 'postal_code' ? 'postalCode' : field;
    if (part in address) address[part as keyof AddressParts] = raw;
  }
  const corrections = wanted.flatMap(({ field, raw }) => {
    const { values, reason, candidates } = standardiseCorrection(field, raw, { ...about, address });
    const value = values[field];
    if (reason !== null || value === undefined)
      throw new ClienteleError(
        'value-invalid',
        `${field}: "${raw}" is not valid (${String(reason).replaceAll('_', ' ')})${candidates ? `; is it ${candidates.join(' or ')}?` : ''}`,
      );
    requireOne(field, value, raw, { ...about, address });
    return [
      { field, value, raw },
      ...partsToldApart(values, raw).filter((part) => !wanted.some((one) => one.field === part.field)),
    ];
  });
  return placed(corrections, standing);
}

/**
 * The parts of a full name where its standard form alone does not tell them, as the comma of García Márquez, José
 * did.
 */
function partsToldApart(values: StandardCorrection['values'], raw: string): readonly Correction[] {
  if (!values.full_name) return [];
  const read = nameOutcome(values.full_name);
  const isTold = read.family === (values.family_name || null) && read.given === (values.given_name || null);
  return isTold
    ? []
    : (['family_name', 'given_name'] as const).map((field) => ({ field, value: values[field] ?? '', raw }));
}

/** @throws ClienteleError `value-invalid` where a text holds several addresses or numbers: a customer has one of each */
function requireOne(
  field: CorrectedField,
  value: string,
  raw: string,
  about: Parameters<typeof phoneContext>[0],
): void {
  const others =
    field === 'phone'
      ? phoneOutcome(raw, phoneContext(about)).others
      : field === 'email'
        ? emailOutcome(raw).others
        : [];
  if (others.length > 0)
    throw new ClienteleError(
      'value-invalid',
      `${field}: "${raw}" holds several; which one is it, ${[value, ...others].join(' or ')}?`,
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
