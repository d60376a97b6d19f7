import { remembered } from './memo.ts';

const inUtc =
  /^(\d{4}-\d{2}-\d{2})[t ](?!00:00(?::00(?:\.0+)?)?\s*[a-z])(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?:z|gmt|utc)$/;

/** The day that a time in UTC other than midnight means; null for all other text. */
export function utcDay(
  text: string,
  timeZone: string | undefined,
): { readonly day: string; readonly assumed: 'time_zone' | 'utc_day' } | null {
  const match = inUtc.exec(text);
  const [, day = '', time = ''] = match ?? [];
  const at = match ? Date.parse(`${day}T${time}Z`) : Number.NaN;
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(day)) return null;
  const local = timeZone === undefined ? '' : zoned(timeZone).format(at);
  return local.endsWith('00:00:00') && at % 1000 === 0
    ? { day: local.slice(0, 10), assumed: 'time_zone' }
    : { day, assumed: 'utc_day' };
}

/** 1990-01-02 00:00:00 */
const zoned = remembered(
  (timeZone) =>
    new Intl.DateTimeFormat('sv', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
      calendar: 'iso8601',
      numberingSystem: 'latn',
    }),
);
