import { afterEach, describe, expect, it } from 'vitest';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const customer = { customer_ref: 'A' };

describe('refunds', () => {
  const order = (id: string, time: string, about: Record<string, string> | undefined = customer) =>
    event('purchase.completed', time, {
      customer: about,
      order_id: id,
      channel: 'web',
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 2, unit_price: '50' }],
    });
  const refund = (id: string, time: string, data: Record<string, unknown>) =>
    event('purchase.refunded', time, { refund_id: id, currency: 'CNY', ...data });

  it('count whether their order came before, after or never, by lines or by amount; nothing where it was cancelled', async () => {
    built = await warehouse(
      [
        refund('R1', '2026-03-05T10:00:00+08:00', {
          order_id: 'SO-1',
          lines: [{ sku: 'A', quantity: 1, unit_price: '50', discount: '2.5' }],
        }),
        order('SO-1', '2026-03-02T10:00:00+08:00'),
        order('SO-2', '2026-03-02T10:00:00+08:00'),
        refund('R2', '2026-03-06T10:00:00+08:00', { order_id: 'SO-2', amount: '100' }),
        event('purchase.cancelled', '2026-03-07T10:00:00+08:00', { order_id: 'SO-2' }),
        refund('R3', '2026-03-06T10:00:00+08:00', { amount: '7.25', customer }),
        refund('R4', '2026-03-06T10:00:00+08:00', { order_id: 'SO-9', amount: '1' }),
        refund('R3', '2026-03-08T10:00:00+08:00', { amount: '7.50', customer }),
        refund('R5', '2026-07-01T00:00:00+08:00', { amount: '9', customer }),
      ],
      { select: '+refunds +orders' },
    );
    expect(
      await built.rows(
        'select refund_id, order_key, customer_id, cast(amount as varchar) as amount, cast(refund_date as varchar) as day from refunds order by refund_id',
      ),
    ).toEqual([
      {
        refund_id: 'R1',
        order_key: 'shop.web SO-1',
        customer_id: 'c2',
        amount: '47.5000',
        day: '2026-03-05',
      },
      { refund_id: 'R2', order_key: null, customer_id: null, amount: '0.0000', day: '2026-03-06' },
      { refund_id: 'R3', order_key: null, customer_id: 'c2', amount: '7.5000', day: '2026-03-06' },
      { refund_id: 'R4', order_key: null, customer_id: null, amount: '1.0000', day: '2026-03-06' },
    ]);
  });

  it('of a cancelled order leave its days at nothing, in whatever order shop and cashier say so', async () => {
    built = await warehouse(
      [
        order('SO-1', '2026-03-02T10:00:00+08:00'),
        event('purchase.cancelled', '2026-03-03T10:00:00+08:00', { order_id: 'SO-1' }),
        refund('R1', '2026-03-03T10:00:00+08:00', { order_id: 'SO-1', amount: '100' }),
        order('SO-2', '2026-03-04T10:00:00+08:00'),
        refund('R2', '2026-03-05T10:00:00+08:00', { order_id: 'SO-2', amount: '40' }),
        event('purchase.cancelled', '2026-03-06T10:00:00+08:00', { order_id: 'SO-2' }),
        // cancelled after the as-of date: the order still stands, and so does what was given back
        order('SO-3', '2026-03-07T10:00:00+08:00'),
        refund('R3', '2026-03-08T10:00:00+08:00', { order_id: 'SO-3', amount: '60' }),
        event('purchase.cancelled', '2026-07-01T10:00:00+08:00', { order_id: 'SO-3' }),
      ],
      { select: '+daily_revenue' },
    );
    expect(
      await built.rows(
        `select refund_id, is_order_cancelled as cancelled, cast(amount as double) as amount,
           cast(amount_original as double) as said from refunds order by refund_id`,
      ),
    ).toEqual([
      { refund_id: 'R1', cancelled: true, amount: 0, said: 100 },
      { refund_id: 'R2', cancelled: true, amount: 0, said: 40 },
      { refund_id: 'R3', cancelled: false, amount: 60, said: 60 },
    ]);
    expect(
      await built.rows(
        `select cast(revenue_date as varchar) as day, cast(net_revenue as double) as net from daily_revenue
         where net_revenue <> 0 order by 1`,
      ),
    ).toEqual([
      { day: '2026-03-07', net: 100 },
      { day: '2026-03-08', net: -60 },
    ]);
  });
});

describe('tickets', () => {
  it('are opened, answered, resolved, reopened and resolved again', async () => {
    const step = (kind: string, time: string, data: Record<string, unknown> = {}) =>
      event(`ticket.${kind}`, time, { customer, ticket_id: 'T1', ...data }, { source: 'desk' });
    built = await warehouse(
      [
        step('resolved', '2026-03-03T10:00:00Z', { first_response_at: '2026-03-02T12:00:00Z' }),
        step('opened', '2026-03-02T10:00:00Z', { category: 'delivery', priority: 'high', channel: 'phone' }),
        step('updated', '2026-03-04T10:00:00Z', { status: 'reopened', category: 'quality' }),
        step('resolved', '2026-03-05T10:00:00Z'),
        event('ticket.opened', '2026-03-05T10:00:00Z', { customer, ticket_id: 'T2' }, { source: 'desk' }),
      ],
      { select: '+tickets' },
    );
    expect(
      await built.rows(
        `select ticket_id, cast(opened_at as varchar) as opened, cast(first_response_at as varchar) as answered,
           cast(resolved_at as varchar) as resolved, reopened_count, category, priority, channel, status
         from tickets order by ticket_id`,
      ),
    ).toEqual([
      {
        ticket_id: 'T1',
        opened: '2026-03-02 10:00:00',
        answered: '2026-03-02 12:00:00',
        resolved: '2026-03-05 10:00:00',
        reopened_count: 1,
        category: 'quality',
        priority: 'high',
        channel: 'phone',
        status: 'resolved',
      },
      {
        ticket_id: 'T2',
        opened: '2026-03-05 10:00:00',
        answered: null,
        resolved: null,
        reopened_count: 0,
        category: null,
        priority: null,
        channel: null,
        status: 'open',
      },
    ]);
  });
});

describe('the resolution of a ticket', () => {
  type Step = readonly [kind: string, time: string, status?: string];
  const of = (ticket: string, steps: readonly Step[]) =>
    steps.map(([kind, time, status]) =>
      event(`ticket.${kind}`, `2026-${time}T10:00:00Z`, {
        customer,
        ticket_id: ticket,
        ...(status ? { status } : {}),
      }),
    );

  it('is the last one since it was last opened, else its closing since, in whatever order they arrive', async () => {
    built = await warehouse(
      [
        ...of('closed again', [
          ['updated', '02-01', 'closed'],
          ['updated', '01-05', 'reopened'],
          ['resolved', '01-02'],
          ['opened', '01-01'],
        ]),
        ...of('resolved twice', [
          ['opened', '01-01'],
          ['resolved', '01-04'],
          ['updated', '01-06', 'closed'],
          ['resolved', '01-03'],
        ]),
        ...of('reopened', [
          ['opened', '01-01'],
          ['resolved', '01-02'],
          ['updated', '01-02', 'pending'],
          ['updated', '01-03'],
        ]),
        ...of('answered', [
          ['opened', '01-01'],
          ['resolved', '01-02'],
          ['updated', '01-03', 'answered'],
        ]),
        ...of('answered and closed', [
          ['opened', '01-01'],
          ['resolved', '01-02'],
          ['updated', '01-03', 'answered'],
          ['updated', '02-01', 'closed'],
        ]),
        // a source that gives days only: nothing is resolved before it is opened
        ...of('of one day', [
          ['resolved', '01-02'],
          ['opened', '01-02'],
        ]),
      ],
      { select: '+tickets' },
    );
    expect(built.report.checks.find(({ name }) => name === 'tickets_status')?.status).toBe('pass');
    expect(
      await built.rows(
        'select ticket_id, cast(cast(resolved_at as date) as varchar) as resolved, reopened_count, status from tickets order by ticket_id',
      ),
    ).toEqual([
      { ticket_id: 'answered', resolved: null, reopened_count: 0, status: 'answered' },
      { ticket_id: 'answered and closed', resolved: '2026-01-02', reopened_count: 0, status: 'closed' },
      { ticket_id: 'closed again', resolved: '2026-02-01', reopened_count: 1, status: 'closed' },
      { ticket_id: 'of one day', resolved: '2026-01-02', reopened_count: 0, status: 'resolved' },
      { ticket_id: 'reopened', resolved: null, reopened_count: 1, status: 'pending' },
      { ticket_id: 'resolved twice', resolved: '2026-01-04', reopened_count: 0, status: 'closed' },
    ]);
  });
});

describe('coupons', () => {
  const bought = (order: string, time: string, coupon: string) =>
    event('purchase.completed', time, {
      customer,
      order_id: order,
      currency: 'CNY',
      coupon_code: coupon,
      lines: [{ sku: 'A', quantity: 1, unit_price: '1' }],
    });
  const redeemed = (time: string, coupon: string, order?: string) =>
    event('coupon.redeemed', time, { customer, coupon_code: coupon, ...(order ? { order_id: order } : {}) });

  it('are those issued, redeemed or on an order, with the order of the first redemption that names one', async () => {
    built = await warehouse(
      [
        event('coupon.issued', '2026-01-01T00:00:00Z', { customer, coupon_code: 'KEPT' }),
        bought('C', '2026-03-01T00:00:00Z', 'PUBLIC10'),
        bought('D', '2026-03-02T00:00:00Z', 'PUBLIC10'),
        redeemed('2026-01-01T00:00:00Z', 'SPRING', 'A'),
        bought('B', '2026-02-01T00:00:00Z', 'SPRING'),
        redeemed('2026-02-02T00:00:00Z', 'SUMMER', 'F'),
        bought('E', '2026-02-01T00:00:00Z', 'SUMMER'),
        redeemed('2026-02-01T00:00:00Z', 'AUTUMN'),
        bought('G', '2026-02-01T00:00:01Z', 'AUTUMN'),
      ],
      { select: '+coupons' },
    );
    expect(
      await built.rows(
        `select coupon_code, order_id, cast(cast(redeemed_at as date) as varchar) as redeemed,
           cast(cast(issued_at as date) as varchar) as issued from coupons order by coupon_code`,
      ),
    ).toEqual([
      { coupon_code: 'AUTUMN', order_id: 'G', redeemed: '2026-02-01', issued: null },
      { coupon_code: 'KEPT', order_id: null, redeemed: null, issued: '2026-01-01' },
      { coupon_code: 'PUBLIC10', order_id: 'C', redeemed: '2026-03-01', issued: null },
      { coupon_code: 'SPRING', order_id: 'A', redeemed: '2026-01-01', issued: null },
      { coupon_code: 'SUMMER', order_id: 'E', redeemed: '2026-02-01', issued: null },
    ]);
  });
});

describe('loyalty, coupons, surveys and interactions', () => {
  it('carry the balance, the redemption, the score and the channel of the event', async () => {
    const loyalty = (kind: string, time: string, points: number) =>
      event(`loyalty.points_${kind}`, time, { customer, points });
    built = await warehouse(
      [
        loyalty('redeemed', '2026-03-03T00:00:00Z', 30),
        loyalty('earned', '2026-03-02T00:00:00Z', 100),
        loyalty('earned', '2026-03-04T00:00:00Z', 5),
        event('coupon.issued', '2026-03-01T00:00:00Z', {
          customer,
          coupon_code: 'S10',
          campaign_id: 'spring',
        }),
        event('purchase.completed', '2026-03-05T00:00:00Z', {
          customer,
          order_id: 'SO-1',
          currency: 'CNY',
          coupon_code: 'S10',
          lines: [{ sku: 'A', quantity: 1, unit_price: '1' }],
        }),
        event('survey.answered', '2026-03-06T00:00:00Z', {
          customer,
          survey: 'nps',
          score: 9,
          comment: '很好',
        }),
        event('page.viewed', '2026-03-07T17:00:00Z', { url: '/tea' }),
      ],
      { select: '+loyalty_ledger +coupons +survey_answers +interactions +orders' },
    );
    expect(
      await built.rows(
        'select movement, cast(points as varchar) as points, cast(balance as varchar) as balance from loyalty_ledger order by moved_at',
      ),
    ).toEqual([
      { movement: 'earned', points: '100.0000', balance: '100.0000' },
      { movement: 'redeemed', points: '-30.0000', balance: '70.0000' },
      { movement: 'earned', points: '5.0000', balance: '75.0000' },
    ]);
    expect(
      await built.rows(
        'select coupon_code, order_id, campaign_id, cast(redeemed_at as varchar) as redeemed from coupons',
      ),
    ).toEqual([
      { coupon_code: 'S10', order_id: 'SO-1', campaign_id: 'spring', redeemed: '2026-03-05 00:00:00' },
    ]);
    expect(await built.rows('select survey, score, comment, customer_id from survey_answers')).toEqual([
      { survey: 'nps', score: 9, comment: '很好', customer_id: 'c1' },
    ]);
    expect(
      await built.rows(
        "select customer_id, channel, direction, cast(interaction_date as varchar) as day from interactions where type = 'page.viewed'",
      ),
    ).toEqual([{ customer_id: null, channel: 'web', direction: 'inbound', day: '2026-03-08' }]);
  });
});
