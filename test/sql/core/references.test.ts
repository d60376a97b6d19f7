import { afterEach, describe, expect, it } from 'vitest';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const time = '2026-03-02T10:00:00Z';
const mobile = (i: number) => `+86139${String(10_000_000 + 7_919 * i).padStart(8, '0')}`;

const profile = (source: string, ref: string, data: Readonly<Record<string, unknown>>) =>
  event('profile.updated', time, { customer: { customer_ref: ref }, ...data }, { source });

const bought = (source: string, ref: string, order: string) =>
  event(
    'purchase.completed',
    time,
    {
      customer: { customer_ref: ref },
      order_id: order,
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
    },
    { source },
  );

const points = (ref: string, order: string) =>
  event(
    'loyalty.points_earned',
    time,
    { customer: { customer_ref: ref }, points: 10, order_id: order },
    { source: 'loyalty' },
  );

const coupon = (type: 'coupon.issued' | 'coupon.redeemed', source: string, ref: string, code: string) =>
  event(type, time, { customer: { customer_ref: ref }, coupon_code: code }, { source });

/** Customers of a shop whose loyalty accounts, which have the same telephones, got points for what they bought. */
const known = (people: number, phone: (i: number) => string = mobile): CloudEvent[] =>
  Array.from({ length: people }, (_, i) => [
    profile('shop', `S${i}`, { phones: [mobile(i)] }),
    profile('loyalty', `L${i}`, { phones: [phone(i)] }),
    bought('shop', `S${i}`, `ORDER-${i}`),
    points(`L${i}`, `ORDER-${i}`),
  ]).flat();

/** A customer of whom the two know nothing that could be compared. */
const unknown = [
  profile('shop', 'S', { emails: ['someone@example.cn'] }),
  profile('loyalty', 'L', { phones: [mobile(900)] }),
  bought('shop', 'S', 'ORDER-S'),
  points('L', 'ORDER-S'),
];

const build = async (events: readonly CloudEvent[]) => {
  built = await warehouse(events, { select: '+customer_identity +reference_agreement +identity_reviews' });
  return built;
};

const rulesOf = async (refs: readonly string[]) => {
  const found = await (built as Warehouse).rows(
    `select r.customer_ref, i.customer_id, i.rule from customer_identity as i join source_records as r using (record_id)
     where r.customer_ref in (${refs.map((ref) => `'${ref}'`).join(', ')}) order by r.customer_ref`,
  );
  return {
    customers: new Set(found.map(({ customer_id }) => customer_id)).size,
    rules: found.map(({ rule }) => rule),
  };
};

describe('an order that two sources name', () => {
  it('joins records where most such pairs of those sources are known to be one customer', async () => {
    await build([...known(10), ...unknown]);
    expect(await rulesOf(['S', 'L'])).toEqual({ customers: 1, rules: ['order', 'order'] });
    expect(await built?.rows('from reference_agreement')).toEqual([
      {
        kind: 'order',
        left_source: 'loyalty',
        right_source: 'shop',
        pairs: 11n,
        compared_pairs: 10n,
        agreeing_pairs: 10n,
        joins: true,
      },
    ]);
  });

  it('joins nobody where too few pairs can tell', async () => {
    await build([...known(9), ...unknown]);
    expect(await rulesOf(['S', 'L'])).toEqual({ customers: 2, rules: ['own record', 'own record'] });
  });

  it('joins nobody where the two count up numbers on their own', async () => {
    await build([...known(12, (i) => mobile(100 + i)), ...unknown]);
    expect(await rulesOf(['S', 'L'])).toEqual({ customers: 2, rules: ['own record', 'own record'] });
    expect(await built?.rows('select agreeing_pairs, joins from reference_agreement')).toEqual([
      { agreeing_pairs: 0n, joins: false },
    ]);
  });

  it('joins nobody where two shops sold something under its number', async () => {
    await build([
      ...known(12),
      ...unknown,
      profile('market', 'M', { phones: [mobile(901)] }),
      bought('market', 'M', 'ORDER-S'),
    ]);
    expect((await rulesOf(['S', 'L', 'M'])).customers).toBe(3);
  });

  it('joins nobody where several records of a source name it', async () => {
    await build([
      ...known(12),
      ...unknown,
      profile('loyalty', 'L_OTHER', { phones: [mobile(902)] }),
      points('L_OTHER', 'ORDER-S'),
    ]);
    expect((await rulesOf(['S', 'L', 'L_OTHER'])).customers).toBe(3);
  });

  it('does not join a couple who use one card, and lists them for a steward', async () => {
    const names = [
      '王伟',
      '李娜',
      '张敏',
      '刘静',
      '陈磊',
      '杨洋',
      '赵强',
      '黄丽',
      '周杰',
      '吴涛',
      '徐明',
      '孙艳',
      '马超',
    ];
    const crowd = Array.from({ length: 130 }, (_, i) => ({
      name: names[i % names.length],
      birth_date: `${1950 + (i % 50)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 27)).padStart(2, '0')}`,
      emails: [`mail${i}@example.cn`],
    })).flatMap((person, i) => [
      profile('crm', `C${i}`, person),
      ...(i % 2 ? [profile('app', `A${i}`, person)] : []),
    ]);
    await build([
      ...crowd,
      ...known(12),
      profile('shop', 'WIFE', {
        name: '李娜',
        gender: '女',
        birth_date: '1983-05-17',
        emails: ['li.na@example.cn'],
      }),
      profile('loyalty', 'HUSBAND', {
        name: '王伟',
        gender: '男',
        birth_date: '1981-11-02',
        phones: [mobile(903)],
      }),
      bought('shop', 'WIFE', 'ORDER-W'),
      points('HUSBAND', 'ORDER-W'),
    ]);
    expect((await rulesOf(['WIFE', 'HUSBAND'])).customers).toBe(2);
    expect(await built?.rows("select reason from identity_reviews where shared_kinds = 'reference'")).toEqual(
      [{ reason: 'shared_given_names' }],
    );
  });
});

describe('a coupon', () => {
  const used = (people: number) =>
    known(people).concat(
      Array.from({ length: people }, (_, i) => [
        coupon('coupon.issued', 'shop', `S${i}`, `CODE-${i}`),
        coupon('coupon.redeemed', 'loyalty', `L${i}`, `CODE-${i}`),
      ]).flat(),
    );
  const strangers = [
    profile('shop', 'S', { emails: ['someone@example.cn'] }),
    profile('loyalty', 'L', { phones: [mobile(900)] }),
    coupon('coupon.issued', 'shop', 'S', 'MINE'),
    coupon('coupon.redeemed', 'loyalty', 'L', 'MINE'),
  ];

  it('joins whom it was issued to and who redeemed it elsewhere', async () => {
    await build([...used(10), ...strangers]);
    expect(await rulesOf(['S', 'L'])).toEqual({ customers: 1, rules: ['coupon', 'coupon'] });
  });

  it('joins nobody where it is public', async () => {
    await build([
      ...used(10),
      ...strangers,
      profile('shop', 'S_OTHER', { emails: ['other@example.cn'] }),
      coupon('coupon.issued', 'shop', 'S_OTHER', 'MINE'),
    ]);
    expect((await rulesOf(['S', 'L', 'S_OTHER'])).customers).toBe(3);
  });
});
