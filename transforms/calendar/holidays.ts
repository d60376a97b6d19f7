import Holidays, { type HolidaysTypes } from 'date-holidays';
import { msPerDay } from '../days.ts';
import { tradeDays } from './tradeDays.ts';

/** A holiday or trade day: from and to which date, both of them in it. */
export interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** whether it wanders through the year, as lunar ones and Easter do */
  readonly isMovable: boolean;
}

/**
 * By more than a rule of weekdays or a substitute day moves a holiday from year to year, and no more than the
 * moon does.
 */
const isMoon = (days: number) => days > 7 && days < 60;

/** What the library found, by country and year: lunar and solar dates are computed from the courses of planets. */
const found = new Map<string, readonly Readonly<Pick<HolidaysTypes.Holiday, 'name' | 'date'>>[]>();

/** Names and first dates of the holidays of a year; none of a country that the library does not know. */
function holidaysOfYear(country: string, year: number) {
  const key = `${country} ${year}`;
  const known = found.get(key);
  if (known) return known;
  const calendar = new Holidays(country, { languages: ['en'] });
  const fresh = calendar.getCountries()[country] ? calendar.getHolidays(year) : [];
  found.set(key, fresh);
  return fresh;
}

/**
 * Public holidays and observances of a country (ISO 3166 alpha-2, lunar ones among them) with the days that
 * trade made, by first day. Days of one name beside each other are one holiday. A country that the library
 * does not know has the trade days alone.
 */
export function holidaysOf(country: string, firstYear: number, lastYear: number): readonly Holiday[] {
  const byName = new Map<string, string[]>();
  const add = (name: string, date: string) => byName.set(name, [...(byName.get(name) ?? []), date]);
  for (let year = firstYear; year <= lastYear; year++) {
    for (const { name, date } of tradeDays(year)) add(name, date);
    for (const { name, date } of holidaysOfYear(country, year))
      add(name.replace(' (substitute day)', ''), date.slice(0, 10));
  }
  const holidays = [...byName].flatMap(([name, dates]) => {
    const spans = spansOf(dates);
    const isMovable = moves(spans.map(({ from }) => Date.parse(from) / msPerDay));
    return spans.map((span) => ({ name, ...span, isMovable }));
  });
  return holidays.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.name < b.name ? -1 : 1));
}

/** Dates beside each other as one span, ascending. */
function spansOf(dates: readonly string[]): readonly Pick<Holiday, 'from' | 'to'>[] {
  const spans: { from: string; to: string }[] = [];
  for (const date of [...new Set(dates)].sort()) {
    const last = spans.at(-1);
    if (last && Date.parse(date) - Date.parse(last.to) === msPerDay) last.to = date;
    else spans.push({ from: date, to: date });
  }
  return spans;
}

/** Whether the nearest to a year after any of the days is off by as much as the moon makes it. */
const moves = (days: readonly number[]) =>
  days.some((one) => isMoon(Math.min(...days.map((other) => Math.abs(other - one - 365.2425)))));
