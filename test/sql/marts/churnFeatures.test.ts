import { afterAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { event, warehouse } from '../../support/warehouse.ts';
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
        insert into tickets values ('t1', 'a', timestamp '${day(309)} 10:00:00', null), ('t2', 'a', timestamp '${day(312)} 10:00:00', null),
          ('t3', 'b', timestamp '${day(300)} 10:00:00', timestamp '${day(305)} 10:00:00'), ('t4', 'b', timestamp '${day(301)} 10:00:00', timestamp '${day(311)} 10:00:00');
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
      unsettled_90: 1,
      satisfaction: 2,
    });
    expect(a?.mean_interval_days).toBeCloseTo(290 / 3, 9);
    expect(a?.interval_deviation_days).toBeCloseTo(36.82, 2);
    expect(b).toMatchObject({ is_churned: false, orders: 1, mean_interval_days: null, satisfaction: null });
    // of its two tickets one was resolved by then
    expect(b).toMatchObject({ complaints_90: 2, unsettled_90: 1 });
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

  test('are those of a build on that day, whatever was cancelled, corrected or given back since', async () => {
    const buy = (who: string, order: string, at: number, price: string, data: Record<string, unknown> = {}) =>
      event('purchase.completed', `${day(at)}T10:00:00Z`, {
        customer: { customer_ref: who },
        order_id: order,
        currency: 'CNY',
        lines: [{ sku: 'A', quantity: 2, unit_price: price, discount: '1' }],
        ...data,
      });
    const cancel = (order: string, at: number) =>
      event('purchase.cancelled', `${day(at)}T12:00:00Z`, { order_id: order });
    const refund = (order: string, at: number) =>
      event('purchase.refunded', `${day(at)}T12:00:00Z`, {
        refund_id: `of ${order}`,
        order_id: order,
        currency: 'CNY',
        amount: '2',
      });
    const events = [
      buy('a', 'kept', 10, '10'),
      buy('a', 'cancelled since', 300, '20'),
      cancel('cancelled since', 320),
      buy('a', 'cancelled before', 290, '40'),
      cancel('cancelled before', 300),
      buy('b', 'corrected since', 20, '10'),
      buy('b', 'corrected since', 330, '90'),
      buy('b', 'corrected before and since', 100, '10', { version: 1 }),
      buy('b', 'corrected before and since', 120, '15', { version: 3 }),
      buy('b', 'corrected before and since', 130, '70', { version: 2 }),
      buy('b', 'corrected before and since', 350, '80', { version: 4 }),
      // another customer's since
      buy('c', 'moved', 200, '10'),
      buy('d', 'moved', 340, '10'),
      buy('c', 'given back', 250, '10'),
      refund('given back', 305),
      buy('d', 'given back since', 306, '10'),
      refund('given back since', 330),
      // the only order of somebody
      buy('e', 'alone', 280, '10'),
      cancel('alone', 312),
      cancel('never', 200),
      buy('e', 'never', 201, '10'),
    ];
    const features = async (builtOn: string, ago: number) => {
      const built = await warehouse(events, {
        asOf: builtOn,
        select: '+churn_features',
        config: { models: { churn: { horizonDays: 90 } } },
      });
      try {
        return await built.rows(
          `select r.first_ref, f.* exclude (customer_id, horizons_ago, is_churned) from churn_features as f
           join (select customer_id, min(record_key) as first_ref from customer_identity group by customer_id) as r using (customer_id)
           where horizons_ago = ${ago} order by first_ref`,
        );
      } finally {
        built.close();
      }
    };
    const then = await features(cutOff, 0);
    expect(then).toMatchObject([
      { first_ref: 'shop.web ref:a', orders: 2, recency_days: 10 },
      { first_ref: 'shop.web ref:b', orders: 2, mean_order: 24 },
      { first_ref: 'shop.web ref:c', orders: 2 },
      { first_ref: 'shop.web ref:d', orders: 1 },
      { first_ref: 'shop.web ref:e', orders: 1 },
    ]);
    expect(await features(asOf, 1)).toEqual(then);
  });

  test('without orders are none, and nothing earlier is looked at where nobody had bought by then', async () => {
    const none = await make({ asOf, customers: ['a'] });
    expect(await none.rows('from churn_features')).toEqual([]);
    const short = await make({ asOf, orders: [{ customer: 'a', date: day(311) }] });
    expect(await short.rows('select customer_id, horizons_ago from churn_features')).toEqual([
      { customer_id: 'a', horizons_ago: 0 },
    ]);
  });

  test.each([
    [310, [0, 1]],
    [131, [0, 1]],
    [130, [0, 1, 2]],
    [41, [0, 1, 2]],
    [40, [0, 1, 2, 3]],
  ])('of a business since day %i are looked at %j horizons ago', async (since, expected) => {
    const { rows } = await make({ asOf, orders: [{ customer: 'a', date: day(since) }] });
    const found = await rows<{ ago: number }>('select horizons_ago as ago from churn_cut_offs order by ago');
    expect(found.map(({ ago }) => ago)).toEqual(expected);
  });
});
