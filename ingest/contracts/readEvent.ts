import { dropAbsent } from './absent.ts';
import { identifierNames } from './customer.ts';
import type { EventType } from './define.ts';
import { badName, type Envelope, envelopeOf, type Headers, isName } from './envelope.ts';
import { explain } from './explain.ts';
import { readJsonObject } from './json.ts';
import { isCleanText, pathText, type Refusal, type Refused, refuse, shown } from './refusal.ts';
import { eventTypeOf } from './registry.ts';
import { microsOf } from './time.ts';

export interface AcceptedEvent {
  readonly type: string;
  readonly source: string;
  readonly id: string;
  readonly occurredAtMicros: bigint;
  /** canonical JSON of the validated data */
  readonly payload: string;
}

export type ReadEvent = { readonly ok: true; readonly event: AcceptedEvent } | Refused;

const dayMs = 86_400_000;

/**
 * Reads one message as a CloudEvents 1.0 event, structured (the value is the envelope) or binary
 * (`ce_*` headers, the value is the data), and holds it to its contract. Never throws.
 */
export function readEvent(value: Buffer | null, headers: Headers, now: Date): ReadEvent {
  const json = readJsonObject(value);
  if (!json.ok) return json;
  const envelope = envelopeOf(json.body, headers);
  const read = readEnvelope(envelope, json.mayHoldAbsent, now);
  return read.ok ? read : { ok: false, refusal: { ...read.refusal, ...namesOf(envelope) } };
}

/** What is known of an event that is refused. */
const namesOf = ({ type, source, id }: Envelope): Partial<Refusal> => ({
  ...(isName(type) ? { type } : {}),
  ...(isName(source) ? { source } : {}),
  ...(isName(id) ? { id } : {}),
});

function readEnvelope(envelope: Envelope, mayHoldAbsent: boolean, now: Date): ReadEvent {
  const { specversion, id, source, type, time, data } = envelope;
  if (specversion !== '1.0')
    return refuse(
      'envelope',
      'specversion',
      `invalid specversion: ${shown(specversion)} (specversion); send CloudEvents "1.0"`,
      'specversion',
    );
  if (!isName(id)) return badName('id', id);
  if (!isName(source)) return badName('source', source);
  if (!isName(type)) return badName('type', type);
  const contract = eventTypeOf(type);
  if (!contract)
    return refuse(
      'envelope',
      'unknown-type',
      `unknown event type: ${shown(type)} (type); docs/events.md lists them`,
      'type',
    );
  const occurredAtMicros = typeof time === 'string' ? microsOf(time) : undefined;
  if (occurredAtMicros === undefined)
    return refuse(
      'envelope',
      'time',
      `invalid time: ${shown(time)} (time); RFC 3339 with an offset, e.g. 2026-03-02T10:15:00+08:00`,
      'time',
    );
  if (Number(occurredAtMicros) > (now.getTime() + dayMs) * 1000)
    return refuse(
      'envelope',
      'future',
      `invalid time: ${shown(time)} (time); more than a day ahead of the clock`,
      'time',
    );
  if (mayHoldAbsent) dropAbsent(contract.data, data);
  const held = holdTo(contract, data);
  return held.ok ? { ok: true, event: { type, source, id, occurredAtMicros, payload: held.payload } } : held;
}

/** The canonical payload of data that keep their contract. */
function holdTo(contract: EventType, data: unknown): { ok: true; payload: string } | Refused {
  const parsed = contract.data.safeParse(data);
  if (!parsed.success) return explain(contract, data, parsed.error.issues[0]);
  if (contract.customer === 'required' && !hasIdentifier((data as { customer?: unknown }).customer))
    return refuse(
      'contract',
      'no-customer',
      `no identifier of a customer (data.customer); give one of ${identifierNames.join(', ')}`,
      'data.customer',
    );
  const payload = JSON.stringify(data);
  // JSON has no infinity: what overflowed a double on reading is written as null
  const endless = payload.includes('null') ? nonFinite(data, []) : undefined;
  if (endless)
    return refuse(
      'contract',
      'number',
      `a number beyond the range of doubles (${pathText(endless)}); send it as text`,
      pathText(endless),
    );
  // a well-formed text without these escapes holds neither NUL nor lone surrogates
  if (payload.includes('\\u') && !isClean(data))
    return refuse(
      'contract',
      'text',
      'NUL or half of a surrogate pair in a text (data); leave it out',
      'data',
    );
  return { ok: true, payload };
}

/** The path of the first number that is not finite. */
function nonFinite(value: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = nonFinite(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    if (found) return found;
  }
  return undefined;
}

function isClean(value: unknown): boolean {
  if (typeof value === 'string') return isCleanText(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isCleanText(key) && isClean(inner));
}

const hasIdentifier = (customer: unknown): boolean =>
  typeof customer === 'object' &&
  customer !== null &&
  identifierNames.some((name) => /\S/.test(String((customer as Record<string, unknown>)[name] ?? '')));
