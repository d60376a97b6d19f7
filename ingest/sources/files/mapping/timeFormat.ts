import {
  dayNumberMillis,
  fullYear,
  monthOf,
  plainClock,
} from '../../../../transforms/standardise/light/index.ts';

/** A time as it is written: the wall clock as if it were UTC, and the offset where the text names one. */
export interface WrittenTime {
  readonly wallMillis: number;
  readonly offsetMillis: number | undefined;
  readonly dateOnly: boolean;
}

/** Reads a written time; undefined: it does not fit the format or is no date of the calendar. */
export type ReadTime = (text: string) => WrittenTime | undefined;

const isoPattern =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

const tokens: Readonly<Record<string, string>> = {
  yyyy: '(?<y>\\d{4})',
  yy: '(?<yy>\\d{2})',
  MMM: '(?<name>\\p{L}{3,12})\\.?',
  MM: '(?<M>\\d{2})',
  M: '(?<M>\\d{1,2})',
  dd: '(?<d>\\d{2})',
  d: '(?<d>\\d{1,2})',
  HH: '(?<H>\\d{2})',
  H: '(?<H>\\d{1,2})',
  hh: '(?<h>\\d{2})',
  h: '(?<h>\\d{1,2})',
  mm: '(?<m>\\d{2})',
  m: '(?<m>\\d{1,2})',
  ss: '(?<s>\\d{2})',
  s: '(?<s>\\d{1,2})',
  SSS: '(?<ms>\\d{3})',
  a: '(?<a>[AaPp])\\.?[Mm]\\.?',
  XXX: '(?<x>Z|[+-]\\d{2}:?\\d{2})',
};

/**
 * A reader for a format: `yyyy yy MM M MMM dd d HH H hh h mm m ss s SSS a XXX` and whatever stands between them, or
 * `iso`, `epoch_seconds`, `epoch_millis` or `excel_days`. Default: year, month, day (also with / . 年月日), then
 * perhaps a time and an offset. MMM is the name of a month in any of sixteen languages.
 * @throws Error for a pattern without year, month and day
 */
export function timeReader(format = 'iso'): ReadTime {
  if (format === 'iso') return withAnyClock(readIso);
  if (format === 'epoch_seconds' || format === 'epoch_millis') {
    const unit = format === 'epoch_millis' ? 1 : 1000;
    return (text) =>
      /^-?\d{1,16}(\.\d+)?$/.test(text)
        ? { wallMillis: Math.round(Number(text) * unit), offsetMillis: 0, dateOnly: false }
        : undefined;
  }
  if (format === 'excel_days')
    return (text) =>
      /^\d{1,6}(\.\d+)?$/.test(text)
        ? {
            wallMillis: dayNumberMillis(text),
            offsetMillis: undefined,
            dateOnly: !text.includes('.'),
          }
        : undefined;
  return withAnyClock(patternReader(format));
}

/** A reader that takes 下午 3:05, 15时5分 and 14h30 for 15:05 and 14:30 too. */
const withAnyClock =
  (read: ReadTime): ReadTime =>
  (text) => {
    const time = read(text);
    if (time) return time;
    const plain = plainClock(text);
    return plain === text ? undefined : read(plain);
  };

function readIso(text: string): WrittenTime | undefined {
  const found = isoPattern.exec(text);
  if (!found) return undefined;
  const [, y, M, d, H, m, s, fraction, zone] = found;
  const millis = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
  return written(
    Number(y),
    Number(M),
    Number(d),
    Number(H ?? 0),
    Number(m ?? 0),
    Number(s ?? 0),
    millis,
    zone,
    !H,
  );
}

function patternReader(format: string): ReadTime {
  const source = format.replace(
    /'([^']*)'|yyyy|yy|MMM|MM|M|dd|d|HH|H|hh|h|mm|m|SSS|ss|s|XXX|a|[^A-Za-z']+|[A-Za-z]/g,
    (part, quoted: string | undefined) =>
      quoted ?? tokens[part] ?? part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
  );
  const pattern = new RegExp(`^${source}$`, 'u');
  for (const [names, what] of [
    [['y', 'yy'], 'a year (yyyy)'],
    [['M', 'name'], 'a month (MM)'],
    [['d'], 'a day (dd)'],
  ] as const)
    if (!names.some((name) => source.includes(`(?<${name}>`)))
      throw new Error(`the time format "${format}" names no part for ${what}`);
  const dateOnly = !/\(\?<[Hh]>/.test(source);
  return (text) => {
    const part = pattern.exec(text)?.groups;
    if (!part) return undefined;
    const year = fullYear(part.y ?? part.yy ?? '');
    const month = part.M ? Number(part.M) : (monthOf(part.name ?? '') ?? 0);
    let hour = Number(part.H ?? part.h ?? 0);
    if (part.a) {
      if (hour < 1 || hour > 12) return undefined;
      hour = (hour % 12) + (part.a.toLowerCase() === 'p' ? 12 : 0);
    }
    const [m, s, ms] = [Number(part.m ?? 0), Number(part.s ?? 0), Number(part.ms ?? 0)];
    return written(year, month, Number(part.d), hour, m, s, ms, part.x, dateOnly);
  };
}

function written(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millis: number,
  zone: string | undefined,
  dateOnly: boolean,
): WrittenTime | undefined {
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
  const wallMillis = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  if (day < 1 || new Date(wallMillis).getUTCDate() !== day) return undefined;
  return { wallMillis, offsetMillis: zone === undefined ? undefined : offset(zone), dateOnly };
}

function offset(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return (zone[0] === '-' ? -minutes : minutes) * 60_000;
}
