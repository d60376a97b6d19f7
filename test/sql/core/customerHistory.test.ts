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
        phone: '+8613800138000',
        account_owner: 'Chen',
        is_current: false,
      },
      {
        since: '2026-02-01',
        until: '2026-03-01',
        full_name: '李伟',
        phone: '+8613800138000',
        account_owner: 'Wang',
        is_current: false,
      },
      {
        since: '2026-03-01',
        until: null,
        full_name: '李伟',
        phone: '+8613900139000',
        account_owner: 'Wang',
        is_current: true,
      },
    ]);
  });

  it('reads a number of then by the country that the address of then said', async () => {
    const phones = (phone: string, street: string) => ({
      name: 'Rebecca Hill',
      phones: [phone],
      address: { street },
    });
    const found = await history(
      [
        profile(
          'A',
          '2026-01-01T00:00:00Z',
          phones('07950 920510', '10 Park Row, Leeds, LS1 2AT, United Kingdom'),
        ),
        profile(
          'A',
          '2026-02-01T00:00:00Z',
          phones('(212) 736-3100', '350 5th Ave Apt 4B, New York, NY 10118, USA'),
        ),
        profile('A', '2026-03-01T00:00:00Z', phones('0755-8266 8888', '广东省深圳市南山区科技南路16号')),
      ],
      'phone, country',
    );
    expect(found).toEqual([
      { since: '2026-01-01', until: '2026-02-01', phone: '+447950920510', country: 'GB' },
      { since: '2026-02-01', until: '2026-03-01', phone: '+12127363100', country: 'US' },
      { since: '2026-03-01', until: null, phone: '+8675582668888', country: 'CN' },
    ]);
  });

  it('changes addresses as a whole, and has no interval where nothing changed', async () => {
    const found = await history(
      [
        profile('A', '2026-01-01T00:00:00Z', { address: { city: '厦门市', street: '环岛路1号' } }),
        profile('A', '2026-02-01T00:00:00Z', { address: { city: '厦门市', street: '环岛路1号' } }),
        profile('A', '2026-03-01T00:00:00Z', { address: { city: '泉州市', street: '东街2号' } }),
      ],
      'city, street',
    );
    expect(found).toEqual([
      { since: '2026-01-01', until: '2026-03-01', city: '厦门市', street: '环岛路1号' },
      { since: '2026-03-01', until: null, city: '泉州市', street: '东街2号' },
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

  it('says of now what customers says: standardised, by survivorship, corrections of every field, deletions', async () => {
    const found = await history(
      [
        profile('A', '2026-01-01T00:00:00Z', {
          name: '王小明',
          phones: ['138 0013 8000'],
          company: '旧公司',
        }),
        profile('A', '2026-02-01T00:00:00Z', { phones: ['１３９ 0013 9000'] }),
        profile('B', '2026-03-01T00:00:00Z', { name: '王小明/李四', emails: ['Wang@Example.CN'] }, 'pos'),
        correction('2026-04-01T00:00:00Z', 'company', '新公司'),
        correction('2026-04-01T00:00:00Z', 'city', '厦门'),
        correction('2026-05-01T00:00:00Z', 'phone', ''),
        event(
          'profile.deleted_at_source',
          '2026-06-01T00:00:00Z',
          { customer: { customer_ref: 'B', loyalty_id: 'L1' } },
          { source: 'pos' },
        ),
        event('purchase.completed', '2026-06-02T00:00:00Z', {
          customer: { email: 'Other@Example.CN' },
          order_id: '1',
          currency: 'CNY',
          lines: [{ sku: 'A', quantity: 1, unit_price: '1.00' }],
        }),
      ],
      'full_name, email, phone, company, city',
    );
    const known = {
      full_name: '王小明',
      email: null,
      phone: '+8613800138000',
      company: '旧公司',
      city: null,
    };
    const now = { ...known, phone: null, company: '新公司', city: '厦门市' };
    expect(found).toEqual([
      { since: '2026-01-01', until: '2026-02-01', ...known },
      { since: '2026-02-01', until: '2026-03-01', ...known, phone: '+8613900139000' },
      {
        since: '2026-03-01',
        until: '2026-04-01',
        ...known,
        phone: '+8613900139000',
        email: 'wang@example.cn',
      },
      {
        since: '2026-04-01',
        until: '2026-05-01',
        ...now,
        phone: '+8613900139000',
        email: 'wang@example.cn',
      },
      { since: '2026-05-01', until: '2026-06-01', ...now, email: 'wang@example.cn' },
      { since: '2026-06-01', until: null, ...now },
      {
        since: '2026-06-02',
        until: null,
        full_name: null,
        email: 'other@example.cn',
        phone: null,
        company: null,
        city: null,
      },
    ]);
  });

  it('says nothing of a customer while the source holds none, whether a record comes back or not', async () => {
    const gone = (time: string) =>
      event('profile.deleted_at_source', time, { customer: { customer_ref: 'A' } }, { source: 'crm' });
    const first = profile('A', '2026-01-01T00:00:00Z', { name: '赵云', phones: ['13700137001'] });
    const deleted = [
      { since: '2026-01-01', until: '2026-02-01', full_name: '赵云', phone: '+8613700137001' },
      { since: '2026-02-01', until: null, full_name: null, phone: null },
    ];
    expect(
      // told twice that it is gone
      await history([gone('2026-02-08T00:00:00Z'), first, gone('2026-02-01T00:00:00Z')], 'full_name, phone'),
    ).toEqual(deleted);
    built?.close();
    expect(
      await history(
        [
          first,
          gone('2026-02-01T00:00:00Z'),
          profile('A', '2026-03-01T00:00:00Z', { phones: ['13700137002'] }),
          gone('2026-04-01T00:00:00Z'),
          profile('A', '2026-05-01T00:00:00Z', { phones: ['13700137003'] }),
        ],
        'full_name, phone',
      ),
    ).toEqual([
      deleted[0],
      { ...deleted[1], until: '2026-03-01' },
      { since: '2026-03-01', until: '2026-04-01', full_name: '赵云', phone: '+8613700137002' },
      { since: '2026-04-01', until: '2026-05-01', full_name: null, phone: null },
      { since: '2026-05-01', until: null, full_name: '赵云', phone: '+8613700137003' },
    ]);
  });

  it('has no name and no address that nobody ever gave', async () => {
    const at = (month: number, data: Record<string, unknown>) =>
      profile('A', `2026-0${month}-01T00:00:00Z`, data);
    const found = await history(
      [
        at(1, {
          name: '王丽',
          given_name: '丽',
          family_name: '王',
          address: { province: '福建', city: '厦门', district: '思明', street: '中山路1号' },
        }),
        at(2, { name: '李娜' }),
        at(3, { address: { province: '广东', city: '深圳' } }),
        at(4, { address: { street: '科技南路16号' } }),
      ],
      'full_name, province, city, district, street',
    );
    const home = {
      full_name: '李娜',
      province: '福建省',
      city: '厦门市',
      district: '思明区',
      street: '中山路1号',
    };
    const away = { ...home, province: '广东省', city: '深圳市', district: null, street: null };
    expect(found).toEqual([
      { since: '2026-01-01', until: '2026-02-01', ...home, full_name: '王丽' },
      { since: '2026-02-01', until: '2026-03-01', ...home },
      { since: '2026-03-01', until: '2026-04-01', ...away },
      { since: '2026-04-01', until: null, ...away, street: '科技南路16号' },
    ]);
  });

  it('goes by the strategies as configured, at every time', async () => {
    built = await warehouse(
      [
        profile('A', '2026-01-01T00:00:00Z', { job_title: 'buyer' }),
        profile('B', '2026-02-01T00:00:00Z', { job_title: 'head of buying' }, 'pos'),
        profile('C', '2026-03-01T00:00:00Z', { job_title: 'buyer' }, 'app'),
        profile('A', '2026-04-01T00:00:00Z', { job_title: 'chief' }),
      ],
      {
        select: '+customer_history',
        config: { identity: { survivorship: { job_title: { strategy: 'most-frequent' } } } },
      },
    );
    // one and one: the later; two buyers; then three of one each: the later
    expect(await built.rows('select job_title from customer_history order by valid_from_at')).toEqual(
      ['buyer', 'head of buying', 'buyer', 'chief'].map((job_title) => ({ job_title })),
    );
  });
});
