import { afterEach, describe, expect, it } from 'vitest';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const profile = (ref: string, time: string, data: Record<string, unknown>, source = 'crm') =>
  event('profile.updated', time, { customer: { customer_ref: ref, loyalty_id: 'L1' }, ...data }, { source });
const correction = (time: string, field: string, value: string) =>
  event(
    'field.corrected',
    time,
    { customer: { customer_ref: 'A' }, field, value, reason: 'called' },
    { source: 'crm' },
  );

const history = async (events: readonly CloudEvent[], columns: string) => {
  built = await warehouse(events, { select: '+customer_history' });
  expect(built.report.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  return built.rows(
    `select strftime(valid_from_at, '%Y-%m-%d') as since, strftime(valid_to_at, '%Y-%m-%d') as until, ${columns}
     from customer_history order by valid_from_at`,
  );
};

describe('customer_history', () => {
  it('tells what held when, over all records of the customer, in whatever order it landed', async () => {
    const found = await history(
      [
        profile('B', '2026-03-01T00:00:00Z', { phones: ['13900139000'] }, 'pos'),
        profile('A', '2026-01-01T00:00:00Z', {
          name: '李伟',
          phones: ['13800138000'],
          account_owner: 'Chen',
        }),
        profile('A', '2026-02-01T00:00:00Z', { account_owner: 'Wang' }),
      ],
      'full_name, phone, account_owner, is_current',
    );
    expect(found).toEqual([
      {
        since: '2026-01-01',
        until: '2026-02-01',
        full_name: '李伟',
        phone: '13800138000',
        account_owner: 'Chen',
        is_current: false,
      },
      {
        since: '2026-02-01',
        until: '2026-03-01',
        full_name: '李伟',
        phone: '13800138000',
        account_owner: 'Wang',
        is_current: false,
      },
      {
        since: '2026-03-01',
        until: null,
        full_name: '李伟',
        phone: '13900139000',
        account_owner: 'Wang',
        is_current: true,
      },
    ]);
  });

  it('changes addresses as a whole, and has no interval where nothing changed', async () => {
    const found = await history(
      [
        profile('A', '2026-01-01T00:00:00Z', { address: { city: '厦门市', street: '环岛路1号' } }),
        profile('A', '2026-02-01T00:00:00Z', { address: { city: '厦门市', street: '环岛路1号' } }),
        profile('A', '2026-03-01T00:00:00Z', { address: { city: '泉州市' } }),
      ],
      'city, street',
    );
    expect(found).toEqual([
      { since: '2026-01-01', until: '2026-03-01', city: '厦门市', street: '环岛路1号' },
      { since: '2026-03-01', until: null, city: '泉州市', street: null },
    ]);
  });

  it('lets a correction hold against every later word of a source', async () => {
    const found = await history(
      [
        profile('A', '2026-01-01T00:00:00Z', { name: 'Li Wei' }),
        correction('2026-02-01T00:00:00Z', 'full_name', '李玮'),
        profile('A', '2026-03-01T00:00:00Z', { name: 'Li Wei Wei' }),
      ],
      'full_name',
    );
    expect(found).toEqual([
      { since: '2026-01-01', until: '2026-02-01', full_name: 'Li Wei' },
      { since: '2026-02-01', until: null, full_name: '李玮' },
    ]);
  });
});
