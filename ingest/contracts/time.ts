/** The number of `count` digits at `at`, NaN where there are none. */
function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/**
 * Minutes east of Greenwich of `Z`, `+08:00` or `+0800`; NaN where the text is no offset.
 * No place is further away than 14 hours.
 */
function offsetMinutes(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const sign = offset[0] === '+' ? 1 : offset[0] === '-' ? -1 : Number.NaN;
  const colon = offset[3] === ':' ? 1 : 0;
  const minutes = digits(offset, 3 + colon, 2);
  const total = digits(offset, 1, 2) * 60 + minutes;
  return offset.length === 5 + colon && minutes <= 59 && total <= 14 * 60 ? sign * total : Number.NaN;
}

const dayOf = new Map<string, number>();

/** Milliseconds at midnight UTC of `YYYY-MM-DD`; NaN for a day that does not exist. A batch has few days. */
function midnight(text: string): number {
  const known = dayOf.get(text);
  if (known !== undefined) return known;
  const date = new Date(`${text}T00:00:00Z`);
  const valid = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
  const found = valid && !text.startsWith('0000') ? date.getTime() : Number.NaN;
  if (dayOf.size > 10_000) dayOf.clear();
  dayOf.set(text, found);
  return found;
}

/**
 * The instant of an RFC 3339 text in microseconds since 1970-01-01T00:00Z (digits after the sixth are cut off),
 * or `undefined` where it is none: no offset, a day that does not exist, an hour of 24.
 */
export function microsOf(text: string): bigint | undefined {
  if (text.length > 40 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return undefined;
  const separator = text[10];
  if (separator !== 'T' && separator !== 't' && separator !== ' ') return undefined;
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return undefined;

  let end = 19;
  let micros = 0;
  if (text.charCodeAt(end) === 46) {
    const first = ++end;
    for (let unit = 100_000; ; unit = Math.floor(unit / 10), end++) {
      const digit = digits(text, end, 1);
      if (Number.isNaN(digit)) break;
      micros += digit * unit;
    }
    if (end === first || end - first > 9) return undefined;
  }

  const seconds = midnight(text.slice(0, 10)) / 1000 + hour * 3600 + minute * 60 + second;
  const utc = seconds - offsetMinutes(text.slice(end)) * 60;
  if (Number.isNaN(utc)) return undefined;
  const total = utc * 1_000_000 + micros;
  return Number.isSafeInteger(total) ? BigInt(total) : BigInt(utc) * 1_000_000n + BigInt(micros);
}
