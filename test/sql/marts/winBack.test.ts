import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rfmSegmentNames } from '../../../models/index.ts';
import { type Engine, openEngine, rows } from '../../../warehouse/index.ts';

interface Person {
  readonly warns?: readonly ('complaint' | 'email' | 'basket' | 'interval')[];
  readonly tier?: string;
  readonly orders?: number;
  readonly rfm?: string;
  readonly segment?: number;
  readonly isWorthwhile?: boolean;
  readonly band?: string;
  readonly silence?: number;
  /** channels with marketing_consent and may_be_called; default never asked */
  readonly consent?: readonly [channels: string | null, consent: string, mayBeCalled: boolean];
}

let engine: Engine;
let leftOut: (people: readonly Person[]) => Promise<Readonly<Record<string, string>>>;
let list: (people: readonly Person[]) => Promise<readonly (readonly [string, string, string])[]>;

beforeAll(async () => {
  engine = await openEngine();
  const connection = await engine.connect();
  const file = (name: string) =>
    fs.readFileSync(path.resolve(import.meta.dirname, '../../../sql', name), 'utf8');
  const sql = file('marts/win_back.sql');
  // segment 2 brings 30 a customer where all bring 12
  await connection.run(`create table segment_profiles as
    select * from (values (1, 80, 600::decimal(18, 4)), (2, 20, 600), (3, 0, 0)) as v (segment, customers, revenue_12m)`);
  await connection.run('create table churn_settings as select 30 as least_silence_days');
  list = async (people) => {
    const warned = ({ warns = [] }: Person, sign: NonNullable<Person['warns']>[number]) =>
      warns.includes(sign);
    const churn = people.map(
      (one, i) =>
        `('c${i}', 0.8, '${one.band ?? 'high'}', ${100 - i}, ${one.isWorthwhile === false ? -5 : 5}, null, null, null, ${warned(one, 'complaint')}, ${warned(one, 'email')}, ${warned(one, 'basket')}, ${warned(one, 'interval')}, ${one.isWorthwhile ?? true})`,
    );
    const wide = people.map(
      ({ tier = 'silver', orders = 4, rfm = 'At Risk', segment = 1, silence = 40, consent }, i) => {
        const [channels, decided, mayBeCalled] = consent ?? [null, 'not_asked', false];
        return `('c${i}', '${tier}', ${orders}, '${rfm.replace("'", "''")}', ${segment}, 'Name', '名', 'S1', date '2026-03-04', ${silence},
          ${channels ? `'${channels}'` : 'null::varchar'}, '${decided}', ${mayBeCalled})`;
      },
    );
    await connection.run(`create or replace table customer_churn as select * from (values ${churn.join(', ')})
      as v (customer_id, churn_probability, churn_band, value_at_risk, offer_gain, reason_1, reason_2, reason_3, warns_complaint, warns_email, warns_basket, warns_interval, is_offer_worthwhile)`);
    await connection.run(`create or replace table customer_360 as select * from (values ${wide.join(', ')})
      as v (customer_id, tier, orders, rfm_segment, segment, segment_name, segment_name_zh, next_sku, last_order_date, recency_days, consented_channels, marketing_consent, may_be_called)`);
    const found = await rows<{ customer_id: string; action: string; decided_by: string }>(
      connection,
      `select customer_id, action, decided_by from (${sql}\n) order by place`,
    );
    return found.map((row) => [row.customer_id, row.action, row.decided_by] as const);
  };
  leftOut = async (people) => {
    await list(people);
    await connection.run(`create or replace table win_back as ${sql}`);
    await connection.run(
      `create or replace table win_back_left_out as ${file('marts/win_back_left_out.sql')}`,
    );
    expect(await rows(connection, file('checks/win_back_left_out_reasons.sql'))).toEqual([]);
    const found = await rows<{ customer_id: string; why: string }>(connection, 'from win_back_left_out');
    return Object.fromEntries(found.map(({ customer_id, why }) => [customer_id, why]));
  };
});

afterAll(() => engine.close());

it('takes the first rule that holds: what the person shows, what they are worth, what kind of customer they are', async () => {
  const all = ['complaint', 'email', 'basket', 'interval'] as const;
  const gold = { tier: 'gold', segment: 2, orders: 1, rfm: 'Loyal' };
  const people: readonly (Person & { is: readonly [string, string] })[] = [
    { ...gold, warns: all, is: ['settle_complaint', 'complaint'] },
    { ...gold, warns: ['email', 'basket', 'interval'], is: ['personal_call', 'tier'] },
    { segment: 2, orders: 1, warns: ['email', 'basket', 'interval'], is: ['personal_call', 'segment'] },
    { orders: 1, rfm: 'Lost', warns: ['email', 'basket', 'interval'], is: ['other_channel', 'email'] },
    { orders: 1, rfm: 'Lost', warns: ['basket', 'interval'], is: ['rebuild_basket', 'basket'] },
    { orders: 1, rfm: 'Lost', warns: ['interval'], is: ['second_order', 'orders'] },
    { rfm: 'Lost', warns: ['interval'], is: ['last_offer', 'rfm_segment'] },
    { rfm: 'At Risk', warns: ['interval'], is: ['remind', 'rhythm'] },
    { rfm: 'About To Sleep', is: ['offer', 'none'] },
  ];
  expect(await list(people)).toEqual(people.map(({ is }, i) => [`c${i}`, ...is]));
});

it('has an action for every RFM segment', async () => {
  const found = await list(rfmSegmentNames.map((rfm) => ({ rfm })));
  const actions = Object.fromEntries(found.map(([, action], i) => [rfmSegmentNames[i], action]));
  expect(actions).toEqual({
    Champions: 'thank',
    Loyal: 'thank',
    'Potential Loyalist': 'recommend',
    'New Customers': 'recommend',
    Promising: 'recommend',
    'Need Attention': 'recommend',
    'About To Sleep': 'offer',
    'At Risk': 'offer',
    "Can't Lose Them": 'personal_call',
    Hibernating: 'last_offer',
    Lost: 'last_offer',
  });
});

it('leaves alone who has just bought, unless they complained', async () => {
  const found = await list([{ silence: 29 }, { silence: 30 }, { silence: 0, warns: ['complaint'] }]);
  expect(found.map(([customer]) => customer)).toEqual(['c1', 'c2']);
});

it('has nobody whom no offer is worth, or whose chance is low', async () => {
  expect(await list([{ isWorthwhile: false }, { band: 'low' }, { band: 'medium' }])).toEqual([
    ['c2', 'offer', 'none'],
  ]);
});

it('has nobody who refused marketing, unless they complained: an answer is no marketing', async () => {
  const refused = [null, 'refused', false] as const;
  const found = await list([{ consent: refused }, { consent: refused, warns: ['complaint'] }, {}]);
  expect(found).toEqual([
    ['c1', 'settle_complaint', 'complaint'],
    ['c2', 'offer', 'none'],
  ]);
});

it('calls in person only whom marketing may reach by phone, or who is still to be asked', async () => {
  const gold = { tier: 'gold' };
  const found = await list([
    { ...gold, consent: ['email, sms', 'granted', false] },
    { ...gold, consent: ['email, phone', 'granted', true] },
    { ...gold, consent: ['all', 'granted', true] },
    gold,
    { rfm: "Can't Lose Them", consent: ['email', 'granted', false] },
    // who reads no e-mails is reached otherwise, where that is allowed
    { warns: ['email'], consent: ['email', 'granted', false] },
    { warns: ['email'], consent: ['email, sms', 'granted', false] },
  ]);
  expect(found.map(([, action]) => action)).toEqual([
    'personal_message',
    'personal_call',
    'personal_call',
    'personal_call',
    'personal_message',
    'offer',
    'other_channel',
  ]);
});

it('says of everybody whom an offer is worth and who is not on the list why that is', async () => {
  const refused = [null, 'refused', false] as const;
  expect(
    await leftOut([
      {},
      { isWorthwhile: false, band: 'low' },
      { band: 'low', silence: 3, consent: refused, warns: ['complaint'] },
      { silence: 29, consent: refused },
      { silence: 30, consent: refused },
      { silence: 3, consent: refused, warns: ['complaint'] },
    ]),
  ).toEqual({ c2: 'low', c3: 'recent', c4: 'refused' });
});
