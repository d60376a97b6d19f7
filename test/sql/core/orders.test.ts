import { afterEach, describe, expect, it } from 'vitest';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const line = (sku: string, quantity: number, price: string, discount?: string) => ({
  sku,
  name: sku,
  category: 'tea',
  quantity,
  unit_price: price,
  ...(discount ? { discount } : {}),
});

const purchase = (
  order: string,
  time: string,
  data: Record<string, unknown> = {},
  envelope: { source?: string; id?: string } = {},
) =>
  event(
    'purchase.completed',
    time,
    {
      customer: { customer_ref: 'C1' },
      order_id: order,
      channel: 'web',
      currency: 'CNY',
      lines: [line('TEA-01', 2, '128.00', '20.00')],
      ...data,
    },
    envelope,
  );

const cancellation = (order: string, time: string) => event('purchase.cancelled', time, { order_id: order });

const rate = (currency: string, date: string, value: string) =>
  event('exchange_rate.updated', `${date}T00:00:00Z`, {
    currency,
    to_currency: 'CNY',
    rate_date: date,
    rate: value,
  });

/** How much of another currency one unit of the reporting currency is worth. */
const rateOut = (currency: string, date: string, value: string) =>
  event('exchange_rate.updated', `${date}T00:00:00Z`, {
    currency: 'CNY',
    to_currency: currency,
    rate_date: date,
    rate: value,
  });

const orders = async (events: readonly CloudEvent[], columns: string, options = {}) => {
  built = await warehouse(events, { select: '+orders', ...options });
  return built.rows(`select ${columns} from orders order by order_key`);
};

describe('orders', () => {
  it('adds quantity × price − discount over the lines', async () => {
    const found = await orders(
      [
        purchase('SO-1', '2026-03-02T10:15:00+08:00', {
          lines: [line('A', 2, '128.00', '20.00'), line('B', 3, '0.3333')],
        }),
      ],
      'order_key, cast(gross_amount as varchar) as gross, cast(discount_amount as varchar) as discount, cast(net_amount as varchar) as net, line_count, cast(quantity as varchar) as quantity',
    );
    expect(found).toEqual([
      {
        order_key: 'shop.web SO-1',
        gross: '256.9999',
        discount: '20.0000',
        net: '236.9999',
        line_count: 2,
        quantity: '5.0000',
      },
    ]);
  });

  it('takes the latest version of a corrected order and keeps the time it was first placed', async () => {
    const found = await orders(
      [
        purchase('SO-1', '2026-03-03T09:00:00+08:00', { lines: [line('A', 1, '50')] }),
        purchase('SO-1', '2026-03-02T10:15:00+08:00', { lines: [line('A', 1, '99')] }),
      ],
      'cast(net_amount as varchar) as net, versions, cast(ordered_at as varchar) as ordered_at, cast(order_date as varchar) as order_date',
    );
    expect(found).toEqual([
      { net: '50.0000', versions: 2, ordered_at: '2026-03-02 02:15:00', order_date: '2026-03-02' },
    ]);
  });

  it('lets the highest version win over the latest time', async () => {
    const found = await orders(
      [
        purchase('SO-1', '2026-03-02T10:00:00Z', { version: 2, lines: [line('A', 1, '70')] }),
        purchase('SO-1', '2026-03-03T10:00:00Z', { version: 1, lines: [line('A', 1, '60')] }),
        purchase('SO-1', '2026-03-04T10:00:00Z', { lines: [line('A', 1, '50')] }),
      ],
      'cast(net_amount as varchar) as net, versions',
    );
    expect(found).toEqual([{ net: '70.0000', versions: 3 }]);
  });

  it('has no cancelled order, even where the cancellation landed first', async () => {
    const found = await orders(
      [
        cancellation('SO-1', '2026-03-02T12:00:00Z'),
        purchase('SO-1', '2026-03-02T10:00:00Z'),
        purchase('SO-2', '2026-03-02T10:00:00Z'),
        cancellation('SO-2', '2026-03-05T10:00:00Z'),
        purchase('SO-3', '2026-03-02T10:00:00Z'),
      ],
      'order_id',
    );
    expect(found).toEqual([{ order_id: 'SO-3' }]);
  });

  it('keeps orders of the same number from two sources apart', async () => {
    const found = await orders(
      [
        purchase('1', '2026-03-02T10:00:00Z', {}, { source: 'pos' }),
        purchase('1', '2026-03-02T10:00:00Z', {}, { source: 'shop.web' }),
        cancellation('1', '2026-03-03T10:00:00Z'),
      ],
      'order_key',
    );
    expect(found).toEqual([{ order_key: 'pos 1' }]);
  });

  it('counts an event that arrives twice once', async () => {
    const twice = purchase('SO-1', '2026-03-02T10:00:00Z', {}, { id: 'same' });
    const found = await orders([twice, twice], 'order_key, versions');
    expect(found).toEqual([{ order_key: 'shop.web SO-1', versions: 1 }]);
  });

  it('counts an anonymous order without a customer or a place in a sequence', async () => {
    const found = await orders(
      [purchase('SO-1', '2026-03-02T10:00:00Z', { customer: undefined })],
      'customer_id, customer_order_number, is_first_order, cast(net_amount as varchar) as net',
    );
    expect(found).toEqual([
      { customer_id: null, customer_order_number: null, is_first_order: null, net: '236.0000' },
    ]);
  });

  it('numbers the orders of a customer and counts the days between, over a leap day', async () => {
    const found = await orders(
      [
        purchase('SO-2', '2024-03-01T12:00:00+08:00'),
        purchase('SO-1', '2024-02-28T12:00:00+08:00'),
        purchase('SO-3', '2024-03-01T13:00:00+08:00'),
      ],
      'order_id, customer_order_number as number, is_first_order as first, days_since_previous_order as days',
    );
    expect(found).toEqual([
      { order_id: 'SO-1', number: 1, first: true, days: null },
      { order_id: 'SO-2', number: 2, first: false, days: 2 },
      { order_id: 'SO-3', number: 3, first: false, days: 0 },
    ]);
  });

  it('ignores orders and corrections after the as-of date', async () => {
    const found = await orders(
      [
        purchase('SO-1', '2026-03-31T23:59:59+08:00', { lines: [line('A', 1, '10')] }),
        purchase('SO-1', '2026-04-01T00:00:00+08:00', { lines: [line('A', 1, '99')] }),
        purchase('SO-2', '2026-04-01T00:00:00+08:00'),
        cancellation('SO-1', '2026-04-02T00:00:00+08:00'),
      ],
      'order_id, cast(net_amount as varchar) as net',
      { asOf: '2026-03-31' },
    );
    expect(found).toEqual([{ order_id: 'SO-1', net: '10.0000' }]);
  });
});

describe('the versions of corrected and cancelled orders', () => {
  it('count each from its own time until one wins over it or a cancellation', async () => {
    built = await warehouse(
      [
        purchase('once', '2026-03-02T10:00:00Z'),
        purchase('corrected', '2026-03-02T10:00:00Z', { lines: [line('A', 3, '9.99', '1.5')] }),
        purchase('corrected', '2026-03-01T10:00:00Z', { lines: [line('A', 1, '7'), line('B', 1, '1')] }),
        purchase('outranked', '2026-03-01T10:00:00Z', { version: 2 }),
        purchase('outranked', '2026-03-02T10:00:00Z', { version: 1 }),
        purchase('outranked', '2026-03-03T10:00:00Z', { version: 3 }),
        purchase('cancelled', '2026-03-01T10:00:00Z'),
        cancellation('cancelled', '2026-03-04T10:00:00Z'),
        cancellation('cancelled', '2026-03-03T10:00:00Z'),
        purchase('cancelled', '2026-03-05T10:00:00Z'),
        purchase('later', '2026-03-01T10:00:00Z'),
        cancellation('later', '2026-07-01T10:00:00Z'),
      ],
      { select: '+orders' },
    );
    expect(
      await built.rows(
        `select order_key, strftime(from_at, '%m-%d') as since, strftime(to_at, '%m-%d') as until, strftime(order_date, '%m-%d') as day,
           cast(net_amount as varchar) as net
         from order_versions order by landed_seq`,
      ),
    ).toEqual([
      { order_key: 'shop.web corrected', since: '03-02', until: null, day: '03-01', net: '28.4700' },
      { order_key: 'shop.web corrected', since: '03-01', until: '03-02', day: '03-01', net: '8.0000' },
      { order_key: 'shop.web outranked', since: '03-01', until: '03-03', day: '03-01', net: '236.0000' },
      { order_key: 'shop.web outranked', since: null, until: null, day: '03-01', net: '236.0000' },
      { order_key: 'shop.web outranked', since: '03-03', until: null, day: '03-01', net: '236.0000' },
      { order_key: 'shop.web cancelled', since: '03-01', until: '03-03', day: '03-01', net: '236.0000' },
      { order_key: 'shop.web cancelled', since: null, until: null, day: '03-01', net: '236.0000' },
    ]);
    expect(
      await built.rows(
        `select o.order_key from orders as o join order_versions as v on v.landed_seq = o.version_landed_seq
         where (o.versions, o.ordered_at, o.order_date, o.net_amount, o.customer_id)
           is distinct from (v.versions, v.ordered_at, v.order_date, v.net_amount, v.customer_id)`,
      ),
    ).toEqual([]);
    expect(await built.rows('select order_id from orders order by order_id')).toEqual([
      { order_id: 'corrected' },
      { order_id: 'later' },
      { order_id: 'once' },
      { order_id: 'outranked' },
    ]);
  });
});

describe('order dates', () => {
  const berlin = { config: { business: { timeZone: 'Europe/Berlin', reportingCurrency: 'CNY' } } };
  it('follow the business time zone through both changes of the clock', async () => {
    const found = await orders(
      [
        purchase('A1', '2026-03-28T22:59:59Z'),
        purchase('A2', '2026-03-28T23:00:00Z'),
        purchase('A3', '2026-03-29T21:59:59Z'),
        purchase('A4', '2026-03-29T22:00:00Z'),
        purchase('B1', '2025-10-25T21:59:59Z'),
        purchase('B2', '2025-10-25T22:00:00Z'),
        purchase('B3', '2025-10-26T22:59:59Z'),
        purchase('B4', '2025-10-26T23:00:00Z'),
      ],
      'order_id, cast(order_date as varchar) as day',
      berlin,
    );
    expect(Object.fromEntries(found.map((row) => [row.order_id, row.day]))).toEqual({
      A1: '2026-03-28',
      A2: '2026-03-29',
      A3: '2026-03-29',
      A4: '2026-03-30',
      B1: '2025-10-25',
      B2: '2025-10-26',
      B3: '2025-10-26',
      B4: '2025-10-27',
    });
  });
});

describe('amounts in the reporting currency', () => {
  const dollars = (order: string, time: string, lines = [line('A', 1, '10.00')]) =>
    purchase(order, time, { currency: 'USD', lines });

  it('use the rate of the day, or the last one before it', async () => {
    const found = await orders(
      [
        rate('USD', '2026-03-02', '7.10'),
        rate('USD', '2026-03-04', '7.20'),
        dollars('SO-1', '2026-03-02T12:00:00+08:00'),
        dollars('SO-2', '2026-03-03T12:00:00+08:00'),
        dollars('SO-3', '2026-03-04T12:00:00+08:00'),
        purchase('SO-4', '2026-03-04T12:00:00+08:00'),
      ],
      'order_id, cast(net_amount as varchar) as net, cast(net_amount_original as varchar) as original, currency',
    );
    expect(found).toEqual([
      { order_id: 'SO-1', net: '71.0000', original: '10.0000', currency: 'USD' },
      { order_id: 'SO-2', net: '71.0000', original: '10.0000', currency: 'USD' },
      { order_id: 'SO-3', net: '72.0000', original: '10.0000', currency: 'USD' },
      { order_id: 'SO-4', net: '236.0000', original: '236.0000', currency: 'CNY' },
    ]);
  });

  it('round line by line, so that lines add up to their order', async () => {
    await orders(
      [
        rate('USD', '2026-03-02', '7.12345678'),
        dollars('SO-1', '2026-03-02T12:00:00+08:00', [
          line('A', 1, '0.0001'),
          line('B', 1, '0.0001'),
          line('C', 3, '9.9999', '0.0003'),
        ]),
      ],
      'order_id',
    );
    // 0.0001 × 7.12345678 = 0.0007 twice; 29.9997 × 7.12345678 = 213.7015664 → 213.7016; 0.0003 × … = 0.0021
    expect(await built?.rows('select cast(net_amount as varchar) as net from orders')).toEqual([
      { net: '213.7009' },
    ]);
    expect(
      await built?.rows('select cast(net_amount as varchar) as net from order_lines order by line_number'),
    ).toEqual([{ net: '0.0007' }, { net: '0.0007' }, { net: '213.6995' }]);
  });

  it('are inverted where a day has only the rate out of the reporting currency, and given ones win', async () => {
    built = await warehouse(
      [
        rateOut('USD', '2026-03-02', '0.125'),
        rate('USD', '2026-03-04', '7.10'),
        rateOut('USD', '2026-03-04', '0.2'),
        rateOut('USD', '2026-03-04', '0.25'),
        rateOut('VND', '2026-03-02', '3000'),
        rateOut('JPY', '2026-03-02', '999999999'),
      ],
      { select: '+exchange_rates' },
    );
    expect(
      await built.rows(
        'select currency, cast(observed_date as varchar) as day, cast(any_value(rate) as double) as rate, count(*) as days from exchange_rates group by all order by all',
      ),
    ).toEqual([
      { currency: 'JPY', day: '2026-03-02', rate: expect.closeTo(1 / 999999999, 17), days: 8n },
      { currency: 'USD', day: '2026-03-02', rate: 8, days: 2n },
      { currency: 'USD', day: '2026-03-04', rate: 7.1, days: 8n },
      { currency: 'VND', day: '2026-03-02', rate: expect.closeTo(1 / 3000, 13), days: 8n },
    ]);
  });

  it('go through a third currency where both have a rate into it on that day, and only there', async () => {
    const into = (currency: string, third: string, day: string, value: string) =>
      event('exchange_rate.updated', `${day}T00:00:00+08:00`, {
        ...{ currency, to_currency: third, rate: value, rate_date: day },
      });
    built = await warehouse(
      [
        into('CNY', 'USD', '2026-03-02', '0.125'),
        into('GBP', 'USD', '2026-03-02', '1.25'),
        into('CNY', 'EUR', '2026-03-02', '0.1'),
        into('GBP', 'EUR', '2026-03-02', '1.2'),
        into('JPY', 'USD', '2026-03-03', '0.0066'),
        rate('SEK', '2026-03-02', '0.75'),
        into('SEK', 'EUR', '2026-03-02', '0.09'),
        into('KWD', 'EUR', '2026-03-02', '999999999'),
        into('KWD', 'USD', '2026-03-02', '999999999'),
      ],
      { select: '+exchange_rates' },
    );
    expect(
      await built.rows(
        'select currency, cast(observed_date as varchar) as day, cast(any_value(rate) as double) as rate from exchange_rates group by all order by all',
      ),
    ).toEqual([
      { currency: 'EUR', day: '2026-03-02', rate: 10 },
      { currency: 'GBP', day: '2026-03-02', rate: 12 },
      { currency: 'SEK', day: '2026-03-02', rate: 0.75 },
      { currency: 'USD', day: '2026-03-02', rate: 8 },
    ]);
  });

  it.each([
    ['inverted', rateOut('IRR', '2026-03-02', '600000')],
    ['as given', rate('IRR', '2026-03-02', '0.000001666666667')],
  ])('keep the digits of a currency of little worth, %s', async (_, told) => {
    const rials = { currency: 'IRR', lines: [line('A', 1, '600000000')] };
    const found = await orders(
      [told, purchase('SO-1', '2026-03-02T12:00:00+08:00', rials)],
      'cast(net_amount as varchar) as net',
    );
    expect(found).toEqual([{ net: '1000.0000' }]);
  });

  it('use the rates that were given by the as-of date: a later correction leaves what was told as it was', async () => {
    const corrected = event('exchange_rate.updated', '2026-04-02T00:00:00Z', {
      currency: 'USD',
      to_currency: 'CNY',
      rate_date: '2026-03-02',
      rate: '3.50',
    });
    const net = async (asOf: string) =>
      (
        await orders(
          [rate('USD', '2026-03-02', '7.10'), corrected, dollars('SO-1', '2026-03-02T12:00:00+08:00')],
          'cast(net_amount as varchar) as net',
          { asOf },
        )
      )[0]?.net;
    expect(await net('2026-03-31')).toBe('71.0000');
    built?.close();
    expect(await net('2026-04-02')).toBe('35.0000');
  });

  it('inverted, convert orders and refunds', async () => {
    built = await warehouse(
      [rateOut('USD', '2026-03-02', '0.125'), dollars('SO-1', '2026-03-03T12:00:00+08:00')],
      {
        select: '+orders +refunds',
      },
    );
    expect(await built.rows('select cast(net_amount as varchar) as net from orders')).toEqual([
      { net: '80.0000' },
    ]);
    expect(built.report.checks.find(({ name }) => name === 'exchange_rate_missing')?.status).toBe('pass');
  });

  it('are missing where the last rate is too old, and a check names the currency and the day', async () => {
    built = await warehouse(
      [
        rate('USD', '2026-03-02', '7.10'),
        dollars('SO-1', '2026-03-09T12:00:00+08:00'),
        dollars('SO-2', '2026-03-10T12:00:00+08:00'),
      ],
      { select: '+orders +refunds' },
    );
    expect(
      await built.rows('select order_id, cast(net_amount as varchar) as net from orders order by order_id'),
    ).toEqual([
      { order_id: 'SO-1', net: '71.0000' },
      { order_id: 'SO-2', net: null },
    ]);
    const check = built.report.checks.find(({ name }) => name === 'exchange_rate_missing');
    expect(check?.status).toBe('error');
    expect(check?.sample).toMatchObject([{ currency: 'USD', orders_and_refunds: 1n }]);
  });
});

it('the as-of date ends where the next day begins, also where the clock goes back over midnight', async () => {
  const order = (orderId: string, at: string) =>
    event('purchase.completed', at, {
      ...{ customer: { customer_ref: 'a' }, order_id: orderId, currency: 'CNY' },
      lines: [{ sku: 'A', quantity: 1, unit_price: '1' }],
    });
  built = await warehouse([order('SO-1', '2024-11-03T03:59:59Z'), order('SO-2', '2024-11-03T04:00:00Z')], {
    ...{ asOf: '2024-11-02', select: '+orders' },
    config: { business: { timeZone: 'America/Havana', reportingCurrency: 'CNY' } },
  });
  expect(
    await built.rows('select order_id, cast(order_date as varchar) as date from orders order by order_id'),
  ).toEqual([{ order_id: 'SO-1', date: '2024-11-02' }]);
});
