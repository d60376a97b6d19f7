import { type Refused, refuse, shown } from './refusal.ts';

export type Headers = Readonly<Record<string, Buffer | string>>;

/** What CloudEvents says around `data`. */
export interface Envelope {
  readonly specversion: unknown;
  readonly id: unknown;
  readonly source: unknown;
  readonly type: unknown;
  readonly time: unknown;
  readonly data: unknown;
}

/** The envelope: in binary mode the headers and the body as `data`, in structured mode the body itself. */
export function envelopeOf(body: Record<string, unknown>, headers: Headers): Envelope {
  return isBinary(headers) ? fromHeaders(headers, body) : (body as unknown as Envelope);
}

const isBinary = (headers: Headers): boolean =>
  (headers.ce_specversion !== undefined || headers.ce_type !== undefined) &&
  !String(headers['content-type'] ?? '').startsWith('application/cloudevents');

const fromHeaders = (headers: Headers, data: unknown): Envelope => ({
  specversion: headers.ce_specversion?.toString(),
  id: headers.ce_id?.toString(),
  source: headers.ce_source?.toString(),
  type: headers.ce_type?.toString(),
  time: headers.ce_time?.toString(),
  data,
});

const longest = 512;

/** A name in the envelope: text of 1 to 512 characters, without NUL, lone surrogates and bytes that were no UTF-8. */
export const isName = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length > 0 &&
  value.length <= longest &&
  !value.includes('\u0000') &&
  !value.includes('\ufffd') &&
  value.isWellFormed();

export const badName = (name: string, value: unknown): Refused =>
  refuse(
    'envelope',
    'envelope',
    value === undefined
      ? `missing ${name} (${name}); a text of 1 to ${longest} characters`
      : `invalid ${name}: ${shown(value)} (${name}); a text of 1 to ${longest} characters in UTF-8`,
    name,
  );
