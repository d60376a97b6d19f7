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

export interface Refusal {
  readonly stage: 'parse' | 'envelope' | 'contract';
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly type?: string;
  readonly source?: string;
  readonly id?: string;
}

export type ReadEvent =
  | { readonly ok: true; readonly event: AcceptedEvent }
  | { readonly ok: false; readonly refusal: Refusal };

type Headers = Readonly<Record<string, Buffer | string>>;

const sizeLimit = 1_048_576;
const depthLimit = 64;
const dayMicros = 86_400_000_000n;
const decoder = new TextDecoder('utf-8', { fatal: true });

const refuse = (
  stage: Refusal['stage'],
  code: string,
  message: string,
  path = '',
  known: Partial<Refusal> = {},
): ReadEvent => ({
  ok: false,
  refusal: { stage, code, message, path, ...known },
});

/**
 * Reads one message as a CloudEvents 1.0 event, structured (the value is the envelope) or binary
 * (`ce_*` headers, the value is the data), and holds it to its contract. Never throws.
 */
export function readEvent(value: Buffer | null, headers: Headers, now: Date): ReadEvent {
  if (value === null)
    return refuse(
      'parse',
      'tombstone',
      'the message has no value; send an event such as profile.deleted_at_source',
    );
  if (value.length === 0) return refuse('parse', 'empty', 'the message is empty');
  if (value.length > sizeLimit)
    return refuse('parse', 'too-large', `the message has ${value.length} bytes; the limit is ${sizeLimit}`);
  let body: unknown;
  let mayOverflow = false;
  try {
    const text = decoder.decode(value);
    mayOverflow = overflowing.test(text);
    if (depthOf(text) > depthLimit)
      return refuse('parse', 'too-deep', `the JSON nests deeper than ${depthLimit} levels`);
    body = JSON.parse(text);
  } catch (error) {
    const why = error instanceof TypeError ? 'not UTF-8' : (error as Error).message;
    return refuse(
      'parse',
      error instanceof TypeError ? 'not-utf-8' : 'not-json',
      `the message is not JSON in UTF-8: ${why}`,
    );
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('parse', 'not-an-object', 'the message is JSON but not an object');
  const binary = headers.ce_specversion !== undefined || headers.ce_type !== undefined;
  const envelope = binary ? fromHeaders(headers, body) : (body as Record<string, unknown>);
  return readEnvelope(envelope, now, mayOverflow);
}

function fromHeaders(headers: Headers, data: unknown): Record<string, unknown> {
  const of = (name: string) => headers[`ce_${name}`]?.toString();
  return {
    specversion: of('specversion'),
    id: of('id'),
    source: of('source'),
    type: of('type'),
    time: of('time'),
    data,
  };
}

function readEnvelope(envelope: Record<string, unknown>, now: Date, mayOverflow: boolean): ReadEvent {
  const { specversion, id, source, type, time, data } = envelope;
  const known = {
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof source === 'string' ? { source } : {}),
    ...(typeof id === 'string' ? { id } : {}),
  };
  if (specversion !== '1.0')
    return refuse(
      'envelope',
      'specversion',
      `invalid specversion: ${show(specversion)}; use "1.0"`,
      'specversion',
      known,
    );
  for (const [name, field] of [
    ['id', id],
    ['source', source],
    ['type', type],
  ] as const)
    if (typeof field !== 'string' || field === '' || field.length > 512 || !cleanText(field))
      return refuse(
        'envelope',
        'envelope',
        `invalid ${name}: ${show(field)} (${name}); a text of 1 to 512 characters`,
        name,
        known,
      );
  const contract = eventTypeOf(type as string);
  if (!contract)
    return refuse('envelope', 'unknown-type', `unknown event type: ${show(type)} (type)`, 'type', known);
  const micros = typeof time === 'string' ? microsOf(time) : undefined;
  if (micros === undefined)
    return refuse(
      'envelope',
      'time',
      `invalid time: ${show(time)} (time); RFC 3339 with an offset, e.g. 2026-03-02T10:15:00+08:00`,
      'time',
      known,
    );
  if (micros > BigInt(now.getTime()) * 1000n + dayMicros)
    return refuse(
      'envelope',
      'future',
      `the time ${show(time)} is more than a day ahead of the clock (time)`,
      'time',
      known,
    );
  const parsed = contract.data.safeParse(data);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = (issue?.path ?? []).reduce<string>(
      (all, part) => (typeof part === 'number' ? `${all}[${part}]` : `${all}.${String(part)}`),
      'data',
    );
    return refuse('contract', 'contract', `${issue?.message ?? 'invalid'} (${path})`, path, known);
  }
  if (
    contract.customer === 'required' &&
    !hasIdentifier((parsed.data as { customer?: Record<string, unknown> }).customer)
  )
    return refuse(
      'contract',
      'no-customer',
      'no identifier of a customer: give customer_ref, email, phone, loyalty_id or anonymous_id (data.customer)',
      'data.customer',
      known,
    );
  const endless = mayOverflow ? nonFinite(data, 'data') : undefined;
  if (endless)
    return refuse('contract', 'number', `a number beyond the range of doubles (${endless})`, endless, known);
  const payload = JSON.stringify(data);
  if (!cleanJson(payload))
    return refuse('contract', 'text', 'the data hold a NUL or half of a surrogate pair', 'data', known);
  return {
    ok: true,
    event: {
      type: type as string,
      source: source as string,
      id: id as string,
      occurredAtMicros: micros,
      payload,
    },
  };
}

/** Only a text with such a number can have one beyond the range of doubles. */
const overflowing = /[eE]\+?\d{3}|\d{309}/;

/** The path of the first number that is not finite. */
function nonFinite(value: unknown, path: string): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = nonFinite(inner, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

const identifiers = ['customer_ref', 'email', 'phone', 'loyalty_id', 'anonymous_id'];
const hasIdentifier = (customer: Record<string, unknown> | undefined) =>
  customer !== undefined &&
  identifiers.some((name) => typeof customer[name] === 'string' && customer[name] !== '');

/** No NUL and no lone surrogate in a text. */
const cleanText = (text: string) => !text.includes('\u0000') && text.isWellFormed();

/** The same for JSON just written by `JSON.stringify`, which leaves both as escapes. */
const cleanJson = (json: string) =>
  !json.includes('\\u') || !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(json);

const show = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value).slice(0, 80));

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 123 || code === 91) deepest = Math.max(deepest, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}
