import { type Refused, refuse } from './refusal.ts';

const sizeLimit = 1_048_576;
const depthLimit = 64;

const decoder = new TextDecoder('utf-8', { fatal: true });

export interface JsonObject {
  readonly ok: true;
  readonly body: Record<string, unknown>;
  /** false: neither null nor an empty text is in the body */
  readonly mayHoldAbsent: boolean;
}

/** The JSON object in a message, or why there is none. A byte order mark is no harm. */
export function readJsonObject(value: Buffer | null): JsonObject | Refused {
  if (value === null)
    return refuse(
      'parse',
      'tombstone',
      'the message has no value; to say that a customer is gone, send profile.deleted_at_source',
    );
  if (value.length === 0)
    return refuse('parse', 'empty', 'the message is empty; send a CloudEvents 1.0 JSON document');
  if (value.length > sizeLimit)
    return refuse('parse', 'too-large', `the message has ${value.length} bytes; the limit is ${sizeLimit}`);
  let text: string;
  try {
    text = decoder.decode(value);
  } catch {
    return refuse('parse', 'not-utf-8', 'the message is not UTF-8; send JSON in UTF-8');
  }
  if (nestsDeeper(text))
    return refuse('parse', 'too-deep', `the JSON nests deeper than ${depthLimit} levels; send it flatter`);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return refuse('parse', 'not-json', `the message is not JSON: ${whereOf(error as Error)}`);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse(
      'parse',
      'not-an-object',
      'the message is JSON but not an object; send one event a message',
    );
  const mayHoldAbsent = text.includes('null') || text.includes('""');
  return { ok: true, body: body as Record<string, unknown>, mayHoldAbsent };
}

/** Where parsing stopped; the parser's own sentence quotes the message, which may hold personal data. */
const whereOf = ({ message }: Error): string => {
  const position = /position \d+/.exec(message)?.[0];
  if (position) return `unexpected character at ${position}`;
  return /unexpected end|unterminated/i.test(message) ? 'it ends too early' : 'unexpected character';
};

/** Does the text have more than `depthLimit` open brackets at once? Few have so many in all: those are walked. */
function nestsDeeper(text: string): boolean {
  let brackets = 0;
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++brackets > depthLimit) return deepest(text) > depthLimit;
  return false;
}

function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inText) {
      if (code === 92) i++;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 123 || code === 91) most = Math.max(most, ++depth);
    else if (code === 125 || code === 93) depth--;
  }
  return most;
}
