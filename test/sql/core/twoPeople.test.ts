import { afterEach, describe, expect, it } from 'vitest';
import { people } from '../../../bench/people.ts';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const profile = (
  source: string,
  customer_ref: string,
  { card, ...data }: Readonly<Record<string, unknown>>,
) =>
  event(
    'profile.updated',
    '2026-03-02T10:00:00Z',
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
    expect(await reasonOf('JOHN', 'MARY')).toBe('shared_refuted phone');
    expect(await reasonOf('TAN', 'WEI')).toBe('shared_refuted phone');
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
  const crowd = [
    ...people({
      seed: 5,
      records: 300,
      mostCopies: 2,
      copyRate: 0.5,
      typoRate: 0.08,
      missingRate: 0.05,
      swapRate: 0,
      changeRate: 0.02,
      householdRate: 0,
      style: 'western',
    }),
  ].map((row, i) =>
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
