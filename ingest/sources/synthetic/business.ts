import { acquire, acquisitionByDay, population } from './acquisition.ts';
import { follow } from './aftermath.ts';
import { browse, buy } from './buying.ts';
import { Calendar, day } from './calendar.ts';
import { type Campaign, planCampaigns, postCampaign, sendCampaign } from './campaigns.ts';
import { postProducts } from './catalogue.ts';
import { Faults, type Landed } from './faults.ts';
import { postMarket } from './market.ts';
import { Outbox } from './outbox.ts';
import type { Person } from './person.ts';
import { Random } from './random.ts';
import { Rates } from './rates.ts';
import { Seasonality } from './seasonality.ts';
import { postStores } from './stores.ts';
import type { World } from './world.ts';

export interface BusinessOptions {
  readonly customers: number;
  readonly months: number;
  readonly seed: number;
  /** the last day, ISO 8601 */
  readonly until: string;
}

/** Told of everything that is true and not in the events. */
export interface Witness {
  membership(campaign: Campaign, person: Person, heldOut: boolean, ordered: boolean): void;
}

/** A seeded business, day by day. The same options give the same events. */
export class Business {
  readonly people: Person[] = [];
  readonly world: World;
  readonly faults: Faults;
  readonly #options: BusinessOptions;
  /** who buys next on which day */
  readonly #due: (Person[] | undefined)[] = [];

  constructor(options: BusinessOptions) {
    this.#options = options;
    const random = new Random(options.seed);
    const calendar = new Calendar(options.until, options.months);
    let serial = 0;
    this.world = {
      random,
      calendar,
      seasonality: new Seasonality(calendar),
      rates: new Rates(random, calendar),
      outbox: new Outbox(calendar),
      campaigns: planCampaigns(random, calendar),
      serial: () => ++serial,
    };
    this.faults = new Faults(options.seed, calendar.days, this.world.outbox);
  }

  /**
   * The events of each day in the order in which they land; late ones are among a later day's. Their bytes are good
   * until the next day is asked for.
   */
  *days(witness: Witness): Generator<Landed> {
    const { calendar, outbox, campaigns, rates } = this.world;
    const acquired = acquisitionByDay(this.world, this.#options.customers);
    postStores(outbox);
    postProducts(outbox, 30);
    for (let n = 0; n < calendar.days; n++) {
      rates.post(outbox, n);
      postMarket(this.world, n);
      for (const campaign of campaigns) {
        if (campaign.startDay - 3 === n || (n === 0 && campaign.startDay < 3))
          postCampaign(outbox, calendar, campaign, n * day + 120);
        if (campaign.startDay === n) this.#send(campaign, witness);
      }
      while (this.people.length < (acquired[n] ?? 0)) this.#acquire(n);
      this.#buyers(n);
      const landed = this.faults.land(n);
      yield landed;
      outbox.recycle(landed.box);
    }
  }

  #acquire(n: number): void {
    const { random, seasonality } = this.world;
    const person = acquire(this.world, this.people.length + 1, n);
    this.people.push(person);
    if (random.chance(population.prospects)) return;
    const [from = 0, to = 0] = seasonality.elapsed.slice(n, n + 2);
    person.operational = from + random.uniform() * (to - from);
    person.begun = person.operational;
    this.#purchase(person, n, true);
  }

  #buyers(n: number): void {
    const due = this.#due[n] ?? [];
    this.#due[n] = undefined;
    for (const person of due) this.#purchase(person, n, false);
  }

  /** A purchase today, and when the next will be, if there is one. */
  #purchase(person: Person, n: number, first: boolean): void {
    const { random, seasonality, calendar } = this.world;
    for (let again = first; ; again = false) {
      const order = buy(this.world, person, n, again);
      follow(this.world, order);
      if (random.chance(person.dropout)) {
        person.droppedDay = n;
        return;
      }
      person.operational += random.exponential() / person.rate;
      const next = seasonality.dayAt(person.operational);
      if (random.chance(0.12)) this.#browseBetween(person, n, Math.min(next, calendar.days - 1));
      if (next >= calendar.days) return;
      if (next === n) continue;
      const bucket = this.#due[next];
      if (bucket) bucket.push(person);
      else this.#due[next] = [person];
      return;
    }
  }

  #browseBetween(person: Person, n: number, next: number): void {
    if (next > n) browse(this.world, person, this.world.random.between(n + 1, next));
  }

  #send(campaign: Campaign, witness: Witness): void {
    for (const person of this.people) {
      const membership = sendCampaign(this.world, campaign, person);
      if (!membership) continue;
      const { heldOut, order } = membership;
      if (order) {
        person.campaignOrders += 1;
        follow(this.world, order);
      }
      witness.membership(campaign, person, heldOut, order !== undefined);
    }
  }
}
