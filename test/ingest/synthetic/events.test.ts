import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readEvent } from '../../../ingest/contracts/index.ts';
import { afterwards, business, type Event, type Generated, topics } from './generated.ts';

let generated: Generated;
/** accepted events in the order of their files, the first of each (source, id) */
const events: Event[] = [];
const refused: Record<string, number> = {};
const counts: Record<string, number> = {};
const repeats = { same: 0, other: 0 };

beforeAll(async () => {
  generated = await business(2500, 14, 7);
  const seen = new Map<string, string>();
  for (const topic of topics)
    for (const line of generated.lines(topic)) {
      const read = readEvent(Buffer.from(line), {}, afterwards);
      if (!read.ok) {
        refused[read.refusal.code] = (refused[read.refusal.code] ?? 0) + 1;
        continue;
      }
      const { type, source, id } = read.event;
      counts[type] = (counts[type] ?? 0) + 1;
      const known = seen.get(`${source} ${id}`);
      if (known === undefined) {
        seen.set(`${source} ${id}`, line);
        events.push(JSON.parse(line));
      } else if (known === line) repeats.same += 1;
      else repeats.other += 1;
    }
});

const digest = (folder: string) =>
  ['events', 'truth'].flatMap((room) =>
    fs
      .readdirSync(path.join(folder, room))
      .sort()
      .map((file) =>
        createHash('sha256')
          .update(fs.readFileSync(path.join(folder, room, file)))
          .digest('hex'),
      ),
  );

test('the same seed writes the same bytes, another seed writes others', async () => {
  const [first, second, other] = await Promise.all([
    business(300, 4, 5),
    business(300, 4, 5),
    business(300, 4, 6),
  ]);
  expect(digest(first.folder)).toEqual(digest(second.folder));
  for (const [place, hash] of digest(first.folder).entries())
    expect(digest(other.folder)[place]).not.toBe(hash);
});

test('the contracts accept every event but the malformed ones, which are exactly as many as counted', () => {
  const { summary } = generated;
  expect(Object.values(refused).reduce((sum, n) => sum + n, 0)).toBe(summary.malformed);
  expect(summary.malformed).toBeGreaterThan(0);
  expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(summary.accepted);
});

test('the summary counts what the files hold, by type and by topic', () => {
  expect(Object.fromEntries(Object.entries(counts).sort())).toEqual(generated.summary.byType);
  for (const topic of topics) expect(generated.lines(topic).length).toBe(generated.summary.byTopic[topic]);
});

test('duplicates are as many as counted, told apart from those with other content', () => {
  expect(repeats).toEqual({ same: generated.summary.duplicates, other: generated.summary.conflicts });
  expect(repeats.same).toBeGreaterThan(0);
  expect(repeats.other).toBeGreaterThan(0);
});

test('events lie in the order of their times, apart from those that came late or again', () => {
  const { late, duplicates, conflicts, malformed } = generated.summary;
  let behind = 0;
  for (const topic of topics) {
    let newest = 0;
    for (const line of generated.lines(topic)) {
      const time = /"time":"([^"]+)"/.exec(line)?.[1];
      const at = Date.parse(time ?? '');
      if (at < newest) behind += 1;
      else if (at > newest) newest = at;
    }
  }
  expect(behind).toBeLessThanOrEqual(late + duplicates + conflicts + malformed);
  expect(behind).toBeGreaterThan(late * 0.8);
});

const minor = (text: string) => {
  const [whole = '0', cents = '0'] = text.split('.');
  return BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
};
const shown = (value: bigint, digits: number) => {
  const text = String(value).padStart(digits + 1, '0');
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
};
const netOf = ({ data }: Event) =>
  (data.lines ?? []).reduce(
    (sum, line) => sum + BigInt(line.quantity) * minor(line.unit_price) - minor(line.discount ?? '0'),
    0n,
  );
const dateOf = (time: string) => new Date(Date.parse(time) + 8 * 3600_000).toISOString().slice(0, 10);

test('orders and refunds, added up from the events, are the revenue of the summary to the last digit', () => {
  const rates = new Map<string, bigint>();
  const orders = new Map<string, Event[]>();
  const cancelled = new Set<string>();
  let refunds = 0n;
  for (const event of events) {
    const { type, source, data } = event;
    const key = `${source} ${data.order_id}`;
    if (type === 'exchange_rate.updated')
      rates.set(`${data.currency} ${data.rate_date}`, minor(data.rate ?? ''));
    else if (type === 'purchase.completed') orders.set(key, [...(orders.get(key) ?? []), event]);
    else if (type === 'purchase.cancelled') cancelled.add(key);
  }
  const rate = (currency = '', date: string) => {
    const found = currency === 'CNY' ? 100n : rates.get(`${currency} ${date}`);
    expect(found, `${currency} on ${date}`).toBeDefined();
    return found ?? 0n;
  };
  let revenue = 0n;
  let count = 0;
  for (const [key, versions] of orders) {
    if (cancelled.has(key)) continue;
    const byTime = versions.sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
    const first = byTime[0] as Event;
    const last = byTime[byTime.length - 1] as Event;
    count += 1;
    revenue += netOf(last) * rate(last.data.currency, dateOf(first.time));
  }
  for (const event of events) {
    if (event.type !== 'purchase.refunded') continue;
    const amount = event.data.amount === undefined ? netOf(event) : minor(event.data.amount);
    refunds += amount * rate(event.data.currency, dateOf(event.time));
  }
  expect({ count, amount: shown(revenue, 4) }).toEqual({
    count: generated.summary.orders.count,
    amount: generated.summary.orders.amount,
  });
  expect(shown(refunds, 4)).toBe(generated.summary.refunds.amount);
});

test('a discount never exceeds its line, and the points are those of the amount paid', () => {
  for (const event of events) {
    if (event.type !== 'purchase.completed') continue;
    for (const { quantity, unit_price, discount } of event.data.lines ?? [])
      expect(minor(discount ?? '0')).toBeLessThan(BigInt(quantity) * minor(unit_price));
    if (event.data.points_earned !== undefined && event.data.version === undefined)
      expect(BigInt(event.data.points_earned)).toBeGreaterThan(0n);
  }
});

test('most of what a shop sees is there: every family of events, both languages, several sources and currencies', () => {
  for (const type of [
    'purchase.refunded',
    'purchase.cancelled',
    'cart.updated',
    'email.clicked',
    'ticket.resolved',
  ])
    expect(counts[type], type).toBeGreaterThan(10);
  for (const type of [
    'survey.answered',
    'review.posted',
    'loyalty.tier_changed',
    'coupon.redeemed',
    'call.logged',
  ])
    expect(counts[type], type).toBeGreaterThan(10);
  expect(new Set(events.map(({ source }) => source))).toEqual(
    new Set(['shop.web', 'app', 'pos', 'crm', 'loyalty', 'erp', 'market']),
  );
  const purchases = events.filter(({ type }) => type === 'purchase.completed');
  expect(new Set(purchases.map(({ data }) => data.currency))).toEqual(new Set(['CNY', 'GBP', 'USD']));
  const versions = new Map<string, number>();
  for (const { source, data } of purchases)
    versions.set(`${source} ${data.order_id}`, (versions.get(`${source} ${data.order_id}`) ?? 0) + 1);
  expect([...versions.values()].filter((n) => n === 2).length).toBeGreaterThan(10);
});

test('comments agree with the scores beside them', () => {
  const cross =
    /等了两个星期|破损|太差|一直不回复|拖了很久|不符|贵很多|发错|再也不会|恶劣|被取消|很怪|two weeks|crushed|Poor|Nobody|for ever|Not at all|cheaper|wrong item|not order again|rude|cancelled|stale/;
  const answers = events.filter(({ type, data }) => type === 'survey.answered' && data.comment);
  const share = (list: Event[]) =>
    list.filter(({ data }) => cross.test(data.comment ?? '')).length / list.length;
  const csat = answers.filter(({ data }) => data.survey === 'csat');
  expect(csat.length).toBeGreaterThan(50);
  expect(share(csat.filter(({ data }) => data.score === 1))).toBeGreaterThan(0.8);
  expect(share(csat.filter(({ data }) => data.score === 5))).toBeLessThan(0.15);
});
