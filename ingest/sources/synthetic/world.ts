import type { Calendar } from './calendar.ts';
import type { Campaign } from './campaigns.ts';
import type { Outbox } from './outbox.ts';
import type { Random } from './random.ts';
import type { Rates } from './rates.ts';
import type { Seasonality } from './seasonality.ts';

/** What every part of the simulation shares. */
export interface World {
  readonly random: Random;
  readonly calendar: Calendar;
  readonly seasonality: Seasonality;
  readonly rates: Rates;
  readonly outbox: Outbox;
  readonly campaigns: readonly Campaign[];
  /** next number of orders, tickets and the like */
  readonly serial: () => number;
}
