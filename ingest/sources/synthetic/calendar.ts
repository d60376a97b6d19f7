/** Seconds of a day; times are seconds since the business's first midnight, in its time zone (UTC+8). */
export const day = 86_400;

const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
const offsetHours = 8;

/** The days of the business and how their times are written. */
export class Calendar {
  /** days that are simulated */
  readonly days: number;
  readonly #first: number;
  readonly #dates: readonly string[];

  /** @param until the last day, ISO 8601; `months` whole months end with it */
  constructor(until: string, months: number) {
    const last = Date.parse(`${until}T00:00:00Z`);
    const end = new Date(last + day * 1000);
    const first = Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - months, end.getUTCDate());
    this.#first = first;
    this.days = Math.round((last - first) / (day * 1000)) + 1;
    this.#dates = Array.from({ length: this.days + 1 }, (_, i) => this.#text(i - 1));
  }

  #text(n: number): string {
    return new Date(this.#first + n * day * 1000).toISOString().slice(0, 10);
  }

  /** The date of day `n`; days before the first and after the last have one too. */
  date(n: number): string {
    return this.#dates[n + 1] ?? this.#text(n);
  }

  /** Year, month 1–12, day of month, weekday 0 = Sunday. */
  parts(n: number): { year: number; month: number; dayOfMonth: number; weekday: number } {
    const at = new Date(this.#first + n * day * 1000);
    return {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      dayOfMonth: at.getUTCDate(),
      weekday: at.getUTCDay(),
    };
  }

  /** The day number of a date. */
  dayOf(date: string): number {
    return Math.round((Date.parse(`${date}T00:00:00Z`) - this.#first) / (day * 1000));
  }

  /** An instant as RFC 3339: Chinese systems write +08:00, the others Z. */
  instant(at: number, china: boolean): string {
    const local = china ? at : at - offsetHours * 3600;
    const n = Math.floor(local / day);
    const second = local - n * day;
    const hour = Math.floor(second / 3600);
    const minute = Math.floor((second - hour * 3600) / 60);
    return `${this.date(n)}T${two[hour]}:${two[minute]}:${two[second % 60]}${china ? '+08:00' : 'Z'}`;
  }
}
