import { type Calendar, day } from './calendar.ts';
import { currencies } from './catalogue.ts';
import type { Outbox } from './outbox.ts';
import type { Random } from './random.ts';

/**
 * Exchange rates into the reporting currency, every day from ten days before the first: a random walk that is drawn
 * back to a level. They have two decimals, so that amounts in the reporting currency are exact.
 */
export class Rates {
  readonly #hundredths: readonly (readonly number[])[];
  readonly #calendar: Calendar;

  constructor(random: Random, calendar: Calendar) {
    this.#calendar = calendar;
    this.#hundredths = [905, 715].map((level) => {
      let rate = level;
      return Array.from({ length: calendar.days + 10 }, () => {
        rate += 0.02 * (level - rate) + 1.6 * random.normal();
        return Math.round(rate);
      });
    });
  }

  /** Hundredths of the reporting currency for one unit, on a day. */
  hundredths(currency: number, n: number): number {
    return currency === 0 ? 100 : (this.#hundredths[currency - 1]?.[n + 10] ?? 100);
  }

  /** Posts the rates of a day; the first day brings the ten before it too. */
  post(outbox: Outbox, n: number): void {
    for (let given = n === 0 ? -10 : n; given <= n; given++)
      for (let currency = 1; currency < currencies.length; currency++) {
        const rate = (this.hundredths(currency, given) / 100).toFixed(2);
        outbox.post({
          at: n * day + 5 + currency,
          topic: 'reference',
          type: 'exchange_rate.updated',
          source: 'erp',
          key: currencies[currency] ?? '',
          china: true,
          data: `{"currency":"${currencies[currency]}","to_currency":"CNY","rate":"${rate}","rate_date":"${this.#calendar.date(given)}"}`,
        });
      }
  }
}
