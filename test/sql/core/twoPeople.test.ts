import { afterEach, describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import { copiedOnce } from '../../support/crowd.ts';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const profile = (
  source: string,
  customer_ref: string,
  { card, at = '2026-03-02', ...data }: Readonly<Record<string, unknown>>,
) =>
  event(
    'profile.updated',
    `${at}T10:00:00Z`,
    { customer: { customer_ref, ...(card ? { loyalty_id: card } : {}) }, ...data },
    { source },
  );

const build = async (events: readonly CloudEvent[]) => {
  built = await warehouse(events, { select: '+customer_identity +identity_reviews' });
};

const customersOf = async (...refs: string[]) =>
  (
    (await built?.rows(
      `select i.customer_id from customer_identity as i join source_records as r using (record_id)
       where r.customer_ref in (${refs.map((ref) => `'${ref}'`).join(', ')})`,
    )) ?? []
  ).map(({ customer_id }) => customer_id);

const reasonOf = async (left: string, right: string) => {
  const [found] =
    (await built?.rows(
      `select concat_ws(' ', reason, shared_kinds) as reason from identity_reviews
       join source_records as l on l.record_id = left_record_id join source_records as r on r.record_id = right_record_id
       where l.customer_ref = '${left}' and r.customer_ref = '${right}'`,
    )) ?? [];
  return found?.reason;
};

describe('of few records, too few to learn from', () => {
  const phones = ['13500135001'];

  it('two names on one telephone are two people, and listed', async () => {
    await build([
      profile('crm', 'JOHN', { name: 'John Smith', phones }),
      profile('web', 'MARY', { name: 'Mary Jones', phones }),
      profile('crm', 'TAN', { name: '谭志强', phones: ['13500135002'] }),
      profile('web', 'WEI', { name: '韦丽华', phones: ['13500135002'] }),
    ]);
    expect(new Set(await customersOf('JOHN', 'MARY', 'TAN', 'WEI')).size).toBe(4);
    expect(await reasonOf('JOHN', 'MARY')).toBe('shared_given_names phone');
    expect(await reasonOf('TAN', 'WEI')).toBe('shared_given_names phone');
  });

  it('two names on one e-mail address are two people where neither name agrees', async () => {
    const emails = ['family@example.com'];
    await build([
      profile('crm', 'JOHN', { name: 'John Smith', emails }),
      profile('web', 'MARY', { name: 'Mary Jones', emails }),
      profile('crm', 'ANNA', { name: 'Anna Miller', emails: ['anna@example.com'] }),
      profile('web', 'ANNA2', { name: 'Anna Cooper', emails: ['anna@example.com'] }),
    ]);
    expect(new Set(await customersOf('JOHN', 'MARY')).size).toBe(2);
    expect(new Set(await customersOf('ANNA', 'ANNA2')).size).toBe(1);
  });

  it('two given names on one e-mail address are one person, on one telephone as well too', async () => {
    const [emails, telephone] = [['holt@example.com'], ['13500135003']];
    await build([
      profile('crm', 'PAULA', { name: 'Paula Holt', emails, phones: telephone }),
      profile('web', 'KURT', { name: 'Kurt Holt', emails, phones: telephone }),
      profile('crm', 'DORA', { name: 'Dora Stanton', phones }),
      profile('web', 'GUS', { name: 'Gus Stanton', phones }),
    ]);
    expect(new Set(await customersOf('PAULA', 'KURT')).size).toBe(1);
    expect(new Set(await customersOf('DORA', 'GUS')).size).toBe(2);
  });

  it('a telephone that was given up before the other record was known by it joins only who are called alike', async () => {
    const now = { at: '2026-02-01', phones: ['13500135009'] };
    await build([
      profile('crm', 'VERA', { name: 'Vera Wold', at: '2026-01-01', phones }),
      profile('crm', 'VERA', now),
      profile('web', 'STRANGER', { gender: 'female', at: '2026-03-01', phones }),
      profile('app', 'VERA2', { name: 'Vera Wold', at: '2026-03-01', phones }),
      profile('pos', 'EARLIER', { gender: 'female', at: '2026-01-10', phones: ['13500135004'] }),
      profile('crm', 'WALT', { name: 'Walt Xeno', at: '2026-01-01', phones: ['13500135004'] }),
      profile('crm', 'WALT', { ...now, phones: ['13500135005'] }),
    ]);
    expect(new Set(await customersOf('VERA', 'VERA2')).size).toBe(1);
    expect(new Set(await customersOf('WALT', 'EARLIER')).size).toBe(1);
    expect(await reasonOf('VERA', 'STRANGER')).toBe('shared_given_up phone');
  });

  it('a fixed line of people of several names in one company is the office’s, and tells who has its name alone', async () => {
    const office = (ref: string, name: string | undefined, company = 'Alpen Technik GmbH') =>
      profile(ref.endsWith('2') ? 'erp' : 'crm', ref, {
        ...(name ? { name } : {}),
        company,
        phones: ['+49 30 2813940'],
      });
    await build([
      office('WEBER', 'Hans Weber'),
      office('KOCH', 'Anna Koch'),
      office('KOCH2', 'Frau Koch', 'ALPEN TECHNIK GmbH'),
      office('NOBODY2', undefined),
    ]);
    expect(new Set(await customersOf('WEBER', 'KOCH', 'NOBODY2')).size).toBe(3);
    expect(new Set(await customersOf('KOCH', 'KOCH2')).size).toBe(1);
    expect(await built?.rows('from identity_reviews')).toEqual([]);
  });

  it('two family names on one telephone are two people where no given name is known', async () => {
    await build([
      profile('crm', 'WEBER', { name: 'Hans Weber', phones }),
      profile('erp', 'KOCH', { name: 'Herr Koch', phones }),
      profile('crm', 'ANNA', { name: 'Anna Miller', phones: ['13500135006'] }),
      profile('web', 'ANNA2', { name: 'Anna Cooper', phones: ['13500135006'] }),
    ]);
    expect(new Set(await customersOf('ANNA', 'ANNA2')).size).toBe(1);
    expect(new Set(await customersOf('WEBER', 'KOCH')).size).toBe(2);
  });

  it('names in two scripts, and a given name alone, are no two names', async () => {
    const same = (n: number, one: string, other: string, kind: 'emails' | 'phones') => {
      const shared = { [kind]: [kind === 'emails' ? `x${n}@example.com` : `1390013900${n}`] };
      return [
        profile('crm', `A${n}`, { name: one, ...shared }),
        profile('web', `B${n}`, { name: other, ...shared }),
      ];
    };
    const pairs = [
      ['Taro Yamada', '山田太郎', 'emails'],
      ['Ivan Petrov', 'Иван Петров', 'emails'],
      ['Chan Tai Man', '陳大文', 'phones'],
      ['Omar Hassan', 'عمر حسن', 'phones'],
      ['王兰佳', '兰佳', 'phones'],
      ['赵轩', '轩', 'phones'],
      ['Wang Wei', '李娜', 'phones'],
    ] as const;
    await build(pairs.flatMap(([one, other, kind], n) => same(n, one, other, kind)));
    for (const [n, [one]] of pairs.entries())
      expect([one, new Set(await customersOf(`A${n}`, `B${n}`)).size]).toEqual([
        one,
        one === 'Wang Wei' ? 2 : 1,
      ]);
  });

  it('father and son of one name, on one telephone, are two people', async () => {
    await build([
      profile('crm', 'FATHER', { name: '陈建国', birth_date: '1955-04-17', phones }),
      profile('web', 'SON', { name: '陈建国', birth_date: '1984-11-03', phones }),
    ]);
    expect(new Set(await customersOf('FATHER', 'SON')).size).toBe(2);
    expect(await reasonOf('FATHER', 'SON')).toBe('shared_born_apart phone');
  });

  it('one name, or none, on one telephone is one person', async () => {
    await build([
      profile('crm', 'LI', { name: '李四', phones }),
      profile('web', 'LI2', { name: '李 四', phones }),
      profile('pos', 'TILL', { phones }),
    ]);
    expect(new Set(await customersOf('LI', 'LI2', 'TILL')).size).toBe(1);
  });
});

describe('of records that a model is fitted to', () => {
  const crowd = copiedOnce(300, 'western').map((row, i) =>
    profile(i % 2 === 0 ? 'crm' : 'web', `P${i}`, {
      name: `${row.given_name} ${row.family_name}`,
      ...(/^\d{4}-\d\d-\d\d$/.test(row.birth_date ?? '') ? { birth_date: row.birth_date } : {}),
      ...(row.email ? { emails: [row.email] } : {}),
      address: {
        ...(row.street ? { street: `${row.house_number} ${row.street}` } : {}),
        ...(row.city ? { city: row.city } : {}),
      },
    }),
  );

  it('a loyalty id is doubted as a telephone is, and twins and namesakes of a home are listed', async () => {
    const home = (street: string) => ({ address: { street, city: 'Elmbury' } });
    await build([
      ...crowd,
      profile('crm', 'CARD1', { name: 'Walter Oakheart', birth_date: '1951-09-12', card: '000111' }),
      profile('web', 'CARD2', { name: 'Rosalind Quince', birth_date: '1988-02-27', card: '000111' }),
      profile('crm', 'SAME1', { name: 'Edgar Whitlock', birth_date: '1955-03-02', card: '000112' }),
      profile('web', 'SAME2', { name: 'Edgar Whitlock', card: '000112' }),
      profile('crm', 'LUCY', {
        name: 'Lucy Brandywine',
        birth_date: '1992-06-17',
        ...home('4 Mallow Court'),
      }),
      profile('web', 'HELEN', {
        name: 'Helen Brandywine',
        birth_date: '1992-06-17',
        ...home('4 Mallow Court'),
      }),
      profile('crm', 'FATHER', {
        name: 'Clive Ambrose',
        birth_date: '1951-08-23',
        ...home('3 Tannery Yard'),
      }),
      profile('web', 'SON', { name: 'Clive Ambrose', birth_date: '1984-11-03', ...home('3 Tannery Yard') }),
    ]);
    expect(new Set(await customersOf('CARD1', 'CARD2')).size).toBe(2);
    expect(await reasonOf('CARD1', 'CARD2')).toMatch(/^shared_\w+ loyalty_id$/);
    expect(new Set(await customersOf('SAME1', 'SAME2')).size).toBe(1);
    // alike enough to be one person by what is known of them
    expect(new Set(await customersOf('LUCY', 'HELEN')).size).toBe(1);
    expect(await reasonOf('LUCY', 'HELEN')).toBe('born_one_day');
    expect(new Set(await customersOf('FATHER', 'SON')).size).toBe(1);
    expect(await reasonOf('FATHER', 'SON')).toBe('born_apart');
  });
});

describe('where nobody has an e-mail address', () => {
  const crowd = [
    ...people({
      seed: 11,
      records: 150,
      mostCopies: 1,
      copyRate: 0,
      typoRate: 0,
      missingRate: 0,
      swapRate: 0,
      changeRate: 0,
      householdRate: 0,
      style: 'western',
    }),
  ].map(({ given_name, family_name }, i) => ({
    name: `${given_name} ${family_name}`,
    phones: [`138${String(10_000_000 + 7_919 * i)}`],
    card: `VIP${i}`,
  }));
  const till = (card: string, i: number) =>
    event(
      'purchase.completed',
      '2026-03-05T10:00:00Z',
      {
        customer: { loyalty_id: card },
        order_id: `T${i}`,
        currency: 'CNY',
        lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
      },
      { source: 'pos' },
    );

  it('an equal loyalty id joins a till that knows nothing else, and parts who has another name', async () => {
    const [first] = crowd;
    await build([
      ...crowd.flatMap((person, i) => [profile('crm', `C${i}`, person), till(person.card, i)]),
      profile('app', 'SPOUSE', { name: 'Quentin Abernathy', gender: 'male', card: first?.card }),
    ]);
    const [counted] =
      (await built?.rows(
        `select count(distinct customer_id) as customers, count(*) filter (where rule = 'loyalty_id') as by_card
         from customer_identity`,
      )) ?? [];
    expect(counted).toEqual({ customers: 151n, by_card: 300n });
    expect(await reasonOf('C0', 'SPOUSE')).toBe('shared_given_names loyalty_id');
    expect(await built?.rows('select reason from identity_reviews')).toHaveLength(1);
  });
});
