import { population } from './acquisition.ts';
import type { BusinessOptions } from './business.ts';
import { day } from './calendar.ts';
import type { Campaign } from './campaigns.ts';
import { currencies } from './catalogue.ts';
import type { Posted } from './outbox.ts';
import type { Person } from './person.ts';
import type { World } from './world.ts';

/** A field of a CSV file (RFC 4180). */
const field = (value: string | number | undefined) => {
  const text = value === undefined ? '' : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const row = (...values: (string | number | undefined)[]) => `${values.map(field).join(',')}\n`;

const personId = (person: Person) => `p${person.number}`;

export const peopleHeader = row('person', 'source', 'customer_ref', 'loyalty_id', 'record_key', 'changes');

/** The source records of a person that are in the events. */
export function* peopleRows(person: Person, days: number): Generator<string> {
  for (const { system, ref, changes, since } of person.records) {
    if (since >= days * day) continue;
    const loyalty = system === 'loyalty';
    yield row(
      personId(person),
      system,
      loyalty ? undefined : ref,
      loyalty ? ref : undefined,
      `${system} ${loyalty ? 'loyalty' : 'ref'}:${ref}`,
      changes.join('; '),
    );
  }
}

export const parametersHeader = row(
  'person',
  'acquired_on',
  'first_order_on',
  'rate_per_day',
  'dropout_probability',
  'dropped_on',
  'churned',
  'operational_days_alive',
  'orders',
  'campaign_orders',
  'contract_orders',
);

/** The true parameters of a person. `operational_days_alive` counts from the first order to the drop-out or the end. */
export function parametersRow(world: World, person: Person): string {
  const { calendar, seasonality } = world;
  const { elapsed } = seasonality;
  const bought = person.orders > 0;
  const end = person.droppedDay >= 0 ? person.operational : (elapsed[calendar.days] ?? 0);
  return row(
    personId(person),
    calendar.date(person.acquiredDay),
    person.firstOrderAt < 0 ? undefined : calendar.date(Math.floor(person.firstOrderAt / day)),
    person.rate.toFixed(6),
    person.dropout.toFixed(6),
    person.droppedDay < 0 ? undefined : calendar.date(person.droppedDay),
    person.droppedDay < 0 ? 'false' : 'true',
    bought ? (end - person.begun).toFixed(4) : undefined,
    person.orders,
    person.campaignOrders,
    person.contractOrders,
  );
}

export const campaignsHeader = row('campaign_id', 'person', 'group', 'ordered_because', 'true_lift');

export const campaignRow = (campaign: Campaign, person: Person, heldOut: boolean, ordered: boolean): string =>
  row(campaign.id, personId(person), heldOut ? 'hold-out' : 'treated', ordered ? 1 : 0, campaign.lift);

interface Money {
  count: number;
  minor: number[];
  reporting: number;
}

/** Counts what lands. */
export class Summary {
  events = 0;
  malformed = 0;
  duplicates = 0;
  conflicts = 0;
  late = 0;
  readonly byType: Record<string, number> = {};
  readonly byTopic: Record<string, number> = {};
  readonly #money: Record<'order' | 'refund', Money> = {
    order: { count: 0, minor: currencies.map(() => 0), reporting: 0 },
    refund: { count: 0, minor: currencies.map(() => 0), reporting: 0 },
  };

  add({ topic, type, fault, effect }: Posted): void {
    this.byTopic[topic] = (this.byTopic[topic] ?? 0) + 1;
    if (fault === 'malformed') {
      this.malformed += 1;
      return;
    }
    this.events += 1;
    this.byType[type] = (this.byType[type] ?? 0) + 1;
    if (fault === 'late') this.late += 1;
    else if (fault === 'duplicate') this.duplicates += 1;
    else if (fault === 'conflict') this.conflicts += 1;
    if (!effect) return;
    const money = this.#money[effect.kind];
    money.count += effect.count;
    money.minor[effect.currency] = (money.minor[effect.currency] ?? 0) + effect.minor;
    money.reporting += effect.reporting;
  }

  /** The document of truth/summary.json. Amounts are exact decimals. */
  document(options: BusinessOptions, world: World): Record<string, unknown> {
    const money = ({ count, minor, reporting }: Money) => ({
      count,
      byCurrency: Object.fromEntries(currencies.map((code, i) => [code, scaled(minor[i] ?? 0, 2)])),
      amount: scaled(reporting, 4),
    });
    const sorted = (counts: Record<string, number>) =>
      Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      schema: 'clientele.synthetic/1',
      options,
      from: world.calendar.date(0),
      timeZone: 'Asia/Shanghai',
      reportingCurrency: currencies[0],
      lines: this.events + this.malformed,
      accepted: this.events,
      malformed: this.malformed,
      duplicates: this.duplicates,
      conflicts: this.conflicts,
      late: this.late,
      byTopic: sorted(this.byTopic),
      byType: sorted(this.byType),
      orders: money(this.#money.order),
      refunds: money(this.#money.refund),
      parameters: population,
    };
  }
}

/** A whole number of 10^-digits as a decimal string. */
function scaled(value: number, digits: number): string {
  const sign = value < 0 ? '-' : '';
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
