import Holidays, { type HolidaysTypes } from 'date-holidays';
import { tradeDays } from './tradeDays.ts';

/** A holiday or trade day: from and to which date, both of them in it. */
export interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const day = 86_400_000;

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
 * Public holidays and observances of a country (ISO 3166 alpha-2, lunar ones among them) with the days that trade made, by first day. Days of one
 * name beside each other are one holiday. A country that the library does not know has the trade days alone.
 */
export function holidaysOf(country: string, firstYear: number, lastYear: number): readonly Holiday[] {
  const byName = new Map<string, string[]>();
  const add = (name: string, date: string) => byName.set(name, [...(byName.get(name) ?? []), date]);
  for (let year = firstYear; year <= lastYear; year++) {
    for (const { name, date } of tradeDays(year)) add(name, date);
    for (const { name, date } of holidaysOfYear(country, year))
      add(name.replace(' (substitute day)', ''), date.slice(0, 10));
  }
  const holidays: Holiday[] = [];
  for (const [name, dates] of byName) {
    let [from, to] = ['', ''];
    for (const date of [...new Set(dates)].sort()) {
      if (to && Date.parse(date) - Date.parse(to) === day) to = date;
      else {
        if (to) holidays.push({ name, from, to });
        [from, to] = [date, date];
      }
    }
    holidays.push({ name, from, to });
  }
  return holidays.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.name < b.name ? -1 : 1));
}
