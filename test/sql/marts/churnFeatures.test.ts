import { afterAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { type Marts, makeMarts, type Order, type Refund } from './coreTables.ts';

const opened: Marts[] = [];
afterAll(() => {
  for (const marts of opened) marts.close();
});
const make = async (core: Parameters<typeof makeMarts>[0]) => {
  const marts = await makeMarts({ ...core, only: ['churn_cut_offs', 'churn_features'] });
  opened.push(marts);
  return marts;
};

const day = (number: number) =>
  new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
const asOf = day(400);
const cutOff = day(310);

describe('features at a cut-off', () => {
  test('are those of a customer counted by hand', async () => {
    const marts = await make({
      asOf,
      orders: [
        { customer: 'a', date: day(10), amount: 10 },
        { customer: 'a', date: day(110), amount: 20 },
        { customer: 'a', date: day(110), amount: 10 },
        { customer: 'a', date: day(250), amount: 50 },
        { customer: 'a', date: day(300), amount: 10 },
        { customer: 'b', date: day(0), amount: 5 },
        { customer: 'b', date: day(311), amount: 5 },
        { customer: 'late', date: day(330), amount: 5 },
      ],
      refunds: [{ customer: 'a', date: day(260), amount: 3 }],
      more: `insert into interactions values
        (1, timestamp '${day(305)} 10:00:00', date '${day(305)}', 'email.sent', 'a', 'email'),
        (2, timestamp '${day(305)} 11:00:00', date '${day(305)}', 'email.opened', 'a', 'email'),
        (3, timestamp '${day(200)} 11:00:00', date '${day(200)}', 'email.clicked', 'a', 'email'),
        (4, timestamp '${day(311)} 11:00:00', date '${day(311)}', 'complaint.filed', 'a', 'phone');
        insert into tickets values ('t1', 'a', timestamp '${day(309)} 10:00:00', null), ('t2', 'a', timestamp '${day(312)} 10:00:00', null);
        insert into survey_answers values (5, 'a', timestamp '${day(100)}', 'csat', 5), (6, 'a', timestamp '${day(308)}', 'csat', 2),
          (7, 'a', timestamp '${day(320)}', 'csat', 4)`,
    });
    const [a, b, ...none] = await marts.rows(
      `select * replace (cast(cut_off_date as varchar) as cut_off_date, cast(net_revenue as double) as net_revenue,
        cast(amount_90 as double) as amount_90, cast(net_revenue_365 as double) as net_revenue_365, cast(refunds_365 as double) as refunds_365)
      from churn_features where horizons_ago = 1 order by customer_id`,
    );
    expect(none).toEqual([]);
    expect(a).toMatchObject({
      cut_off_date: cutOff,
      is_churned: true,
      recency_days: 10,
      tenure_days: 300,
      orders: 4,
      orders_30: 1,
      orders_90: 2,
      orders_180: 2,
      orders_365: 4,
      last_interval_days: 50,
      net_revenue: 97,
      amount_90: 60,
      net_revenue_365: 97,
      refunds_365: 3,
      mean_order: 25,
      late_order: 30,
      contacts_90: 1,
      contacts_before: 1,
      emails_sent_90: 1,
      emails_read_90: 1,
      emails_read_before: 1,
      complaints_90: 1,
      complaints: 1,
      satisfaction: 2,
    });
    expect(a?.mean_interval_days).toBeCloseTo(290 / 3, 9);
    expect(a?.interval_deviation_days).toBeCloseTo(36.82, 2);
    expect(b).toMatchObject({ is_churned: false, orders: 1, mean_interval_days: null, satisfaction: null });
    expect(await marts.rows('select distinct is_churned from churn_features where horizons_ago = 0')).toEqual(
      [{ is_churned: null }],
    );
  });

  test('know nothing of what comes after: a shuffled future leaves every one as it was, and labels alone change', async () => {
    const random = seededRandom(4);
    const people = Array.from({ length: 60 }, (_, i) => `c${i}`);
    const dates = (n: number) => Array.from({ length: n }, () => Math.floor(random() * 400));
    const orders = people.flatMap((customer) =>
      dates(1 + Math.floor(random() * 6)).map((at) => ({
        customer,
        at,
        amount: Math.round(random() * 90) + 1,
      })),
    );
    const contacts = people.flatMap((customer) => dates(5).map((at) => ({ customer, at })));
    // after the cut-off, customers change places
    const swap = (customer: string, at: number) =>
      at > 310 ? `c${(Number(customer.slice(1)) * 7 + 3) % 60}` : customer;
    const business = (move: (customer: string, at: number) => string) => ({
      asOf,
      orders: orders.map(
        ({ customer, at, amount }): Order => ({ customer: move(customer, at), date: day(at), amount }),
      ),
      refunds: orders
        .filter((_, i) => i % 9 === 0)
        .map(
          ({ customer, at }): Refund => ({ customer: move(customer, at + 3), date: day(at + 3), amount: 1 }),
        ),
      more: contacts
        .map(({ customer, at }, i) => {
          const [who, when] = [move(customer, at), `timestamp '${day(at)} 12:00:00'`];
          const type = ['email.sent', 'email.opened', 'complaint.filed'][i % 3];
          return `insert into interactions values (${i}, ${when}, date '${day(at)}', '${type}', '${who}', 'email');
            insert into tickets values ('t${i}', '${who}', ${when}, null);
            insert into survey_answers values (${i}, '${who}', ${when}, 'csat', ${1 + (i % 5)});`;
        })
        .join('\n'),
    });
    const [real, shuffled] = [await make(business((customer) => customer)), await make(business(swap))];
    const features = 'select * exclude (is_churned) from churn_features where horizons_ago > 0 order by all';
    const labels = 'select customer_id, is_churned from churn_features where horizons_ago = 1 order by all';
    expect((await real.rows(features)).length).toBeGreaterThan(100);
    expect(await shuffled.rows(features)).toEqual(await real.rows(features));
    expect(await shuffled.rows(labels)).not.toEqual(await real.rows(labels));
  });

  test('without orders are none, and without a horizon of history there is no earlier cut-off', async () => {
    const none = await make({ asOf, customers: ['a'] });
    expect(await none.rows('from churn_features')).toEqual([]);
    const short = await make({ asOf, orders: [{ customer: 'a', date: day(300) }] });
    expect(await short.rows('select customer_id, horizons_ago from churn_features')).toEqual([
      { customer_id: 'a', horizons_ago: 0 },
    ]);
  });
});
