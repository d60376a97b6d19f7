import { beforeAll, expect, test } from 'vitest';
import { business, type Event, type Generated } from './generated.ts';

let generated: Generated;
let purchases: Event[];
let interactions: Event[];

const parsed = (lines: string[]) =>
  lines.flatMap((line): Event[] => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });

beforeAll(async () => {
  generated = await business(4000, 18, 11);
  purchases = parsed(generated.lines('purchases'));
  interactions = parsed(generated.lines('interactions'));
});

const total = (rows: readonly Record<string, string>[], column: string) =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

test('customers buy at their true rates: purchases after the first are those that rate and time alive promise', () => {
  const buyers = generated.table('parameters').filter(({ orders }) => Number(orders) > 0);
  const repeats = total(buyers, 'orders') - buyers.length;
  const promised = buyers.reduce(
    (sum, { rate_per_day, operational_days_alive }) =>
      sum + Number(rate_per_day) * Number(operational_days_alive),
    0,
  );
  // counts of a Poisson process stopped at a purchase: the difference is a martingale with variance `promised`
  expect(Math.abs(repeats - promised)).toBeLessThan(4 * Math.sqrt(promised));
});

test('customers are lost after purchases at their true chances', () => {
  const buyers = generated.table('parameters').filter(({ orders }) => Number(orders) > 0);
  const lost = buyers.filter(({ churned }) => churned === 'true').length;
  const promised = buyers.reduce(
    (sum, { dropout_probability, orders }) => sum + Number(dropout_probability) * Number(orders),
    0,
  );
  expect(Math.abs(lost - promised)).toBeLessThan(4 * Math.sqrt(promised));
  for (const { churned, dropped_on, first_order_on } of buyers) {
    expect(dropped_on !== '').toBe(churned === 'true');
    if (dropped_on) expect(dropped_on >= (first_order_on ?? '')).toBe(true);
  }
});

test('the rates are gamma, the chances of being lost beta, with the parameters of the summary', () => {
  const people = generated.table('parameters');
  const mean = (column: string) => total(people, column) / people.length;
  const variance = (column: string) => {
    const average = mean(column);
    return people.reduce((sum, row) => sum + (Number(row[column]) - average) ** 2, 0) / people.length;
  };
  const { shape, meanRate, dropoutA, dropoutB } = (
    generated.summary as unknown as { parameters: Record<string, number> }
  ).parameters as { shape: number; meanRate: number; dropoutA: number; dropoutB: number };
  expect(mean('rate_per_day') / meanRate).toBeCloseTo(1, 1);
  expect((mean('rate_per_day') ** 2 / variance('rate_per_day') / shape - 1) ** 2).toBeLessThan(0.04);
  expect(mean('dropout_probability') / (dropoutA / (dropoutA + dropoutB))).toBeCloseTo(1, 1);
});

test('every source record in the events belongs to one person of people.csv, and the other way round', () => {
  const people = generated.table('people');
  const owner = new Map(people.map(({ record_key = '', person = '' }) => [record_key, person]));
  expect(owner.size).toBe(people.length);
  const met = new Set<string>();
  for (const { source, data } of parsed(generated.lines('profiles'))) {
    const { customer_ref, loyalty_id } = data.customer ?? {};
    if (customer_ref) met.add(`${source} ref:${customer_ref}`);
    else if (loyalty_id) met.add(`${source} loyalty:${loyalty_id}`);
  }
  // a profile may come late, or be broken, but none is unknown
  for (const key of met) expect(owner.has(key), key).toBe(true);
  expect(met.size).toBe(people.length);
  const records = people.length / new Set(owner.values()).size;
  expect(records).toBeGreaterThan(1.5);
  expect(people.filter(({ changes }) => changes !== '').length / people.length).toBeGreaterThan(0.02);
});

test('who was held out of a campaign got none of its mails, and its true lift is what it says', () => {
  const memberships = generated.table('campaigns');
  const owner = new Map(
    generated
      .table('people')
      .map(({ source, customer_ref, loyalty_id, person = '' }) => [
        `${source} ${customer_ref || loyalty_id}`,
        person,
      ]),
  );
  const mailed = new Set(
    interactions
      .filter(({ type }) => type === 'email.sent')
      .map(({ source, data }) => {
        const { customer_ref, loyalty_id } = data.customer ?? {};
        return `${data.campaign_id} ${owner.get(`${source} ${customer_ref ?? loyalty_id}`)}`;
      }),
  );
  const treated = memberships.filter(({ group }) => group === 'treated');
  const heldOut = memberships.filter(({ group }) => group === 'hold-out');
  for (const { campaign_id, person } of heldOut) expect(mailed.has(`${campaign_id} ${person}`)).toBe(false);
  for (const { campaign_id, person } of treated) expect(mailed.has(`${campaign_id} ${person}`)).toBe(true);
  expect(heldOut.length / memberships.length).toBeCloseTo(0.1, 1);
  expect(total(heldOut, 'ordered_because')).toBe(0);
  const promised = total(treated, 'true_lift');
  expect(Math.abs(total(treated, 'ordered_because') - promised)).toBeLessThan(4 * Math.sqrt(promised) + 5);
});

test('only records with a consent that stands at the time are mailed', () => {
  const granted = new Map<string, number>();
  const withdrawn = new Map<string, number>();
  for (const { type, source, time, data } of parsed(generated.lines('consents'))) {
    if (data.purpose !== 'marketing' || data.channel !== 'email') continue;
    const key = `${source} ${data.customer?.customer_ref ?? data.customer?.loyalty_id}`;
    if (type === 'consent.granted') granted.set(key, Date.parse(time));
    else withdrawn.set(key, Date.parse(time));
  }
  for (const { type, source, time, data } of interactions) {
    if (type !== 'email.sent') continue;
    const key = `${source} ${data.customer?.customer_ref ?? data.customer?.loyalty_id}`;
    expect(granted.get(key)).toBeLessThan(Date.parse(time));
    expect(withdrawn.has(key)).toBe(false);
  }
});

test('the seasons show: the eleventh of November is busy, Spring Festival is quiet', () => {
  const byDate = new Map<string, number>();
  for (const { type, time } of purchases) {
    if (type !== 'purchase.completed') continue;
    const date = new Date(Date.parse(time) + 8 * 3600_000).toISOString().slice(0, 10);
    byDate.set(date, (byDate.get(date) ?? 0) + 1);
  }
  const mean = (dates: string[]) =>
    dates.reduce((sum, date) => sum + (byDate.get(date) ?? 0), 0) / dates.length;
  const days = (month: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => `${month}-${String(from + n).padStart(2, '0')}`);
  expect(mean(['2025-11-11'])).toBeGreaterThan(1.8 * mean(days('2025-11', 13, 30)));
  expect(mean(days('2026-02', 17, 22))).toBeLessThan(0.6 * mean(days('2026-02', 1, 13)));
});
