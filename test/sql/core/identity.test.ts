import { afterEach, describe, expect, it } from 'vitest';
import { type CloudEvent, event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

const profile = (
  customer: Record<string, string>,
  data: Record<string, unknown> = {},
  time = '2026-03-02T10:00:00Z',
  source = 'crm',
) => event('profile.updated', time, { customer, ...data }, { source });

const customers = async (events: readonly CloudEvent[], columns: string, options = {}) => {
  built = await warehouse(events, { select: '+customers stg_field_corrected', ...options });
  return built.rows(`select ${columns} from customers order by customer_id`);
};

describe('customer identity', () => {
  it('is one customer per source record where nothing is shared', async () => {
    const found = await customers(
      [profile({ customer_ref: 'A' }), profile({ customer_ref: 'B' }), profile({ customer_ref: 'A' })],
      'customer_id, records',
    );
    expect(found).toEqual([
      { customer_id: 'c1', records: 1 },
      { customer_id: 'c2', records: 1 },
    ]);
  });

  it.each(['phone', 'email'] as const)(
    'gives a till that knows the %s alone whom it belongs to, and asks nobody',
    async (kind) => {
      const people = Array.from({ length: 130 }, (_, i) => ({
        customer_ref: `C${i}`,
        phone: `+86139${String(10_000_000 + 7_919 * i).padStart(8, '0')}`,
        email: `mail${i}@example.cn`,
      }));
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
      built = await warehouse(
        [
          ...people.map((customer, i) =>
            profile(customer, {
              full_name: names[i % names.length],
              birth_date: `${1950 + (i % 50)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 27)).padStart(2, '0')}`,
            }),
          ),
          ...people.map((customer) => profile({ [kind]: customer[kind] }, {}, undefined, 'pos')),
        ],
        { select: '+customers' },
      );
      const [counted] = await built.rows(
        'select count(*)::int as customers, sum(records)::int as records from customers where records = 2',
      );
      expect(counted).toEqual({ customers: 130, records: 260 });
      expect(await built.rows('select reason from identity_reviews')).toEqual([]);
    },
  );

  it('joins records over a chain of e-mail and phone, whatever their spelling, under the first record', async () => {
    const found = await customers(
      [
        profile({ customer_ref: 'X', email: 'other@example.cn' }),
        profile({ customer_ref: 'A', email: ' Li.Wei@Example.CN ' }),
        profile(
          { customer_ref: 'B', email: 'li.wei@example.cn', phone: '138 0013 8000' },
          {},
          undefined,
          'pos',
        ),
        profile({ phone: '＋８６ １３８００１３８０００' }, {}, undefined, 'wechat'),
        profile({ phone: '0086-138-0013-8000' }, {}, undefined, 'service'),
      ],
      'customer_id, records',
    );
    expect(found).toEqual([
      { customer_id: 'c1', records: 1 },
      { customer_id: 'c2', records: 4 },
    ]);
    expect(
      await built?.rows('select record_id, record_key, rule from customer_identity order by record_id'),
    ).toEqual([
      { record_id: 1n, record_key: 'crm ref:X', rule: 'own record' },
      { record_id: 2n, record_key: 'crm ref:A', rule: 'email' },
      { record_id: 3n, record_key: 'pos ref:B', rule: 'email' },
      { record_id: 4n, record_key: 'wechat phone:+8613800138000', rule: 'phone' },
      { record_id: 5n, record_key: 'service phone:+8613800138000', rule: 'phone' },
    ]);
  });

  it('joins records by any of the phones and e-mail addresses that a profile lists', async () => {
    const found = await customers(
      [
        profile(
          { customer_ref: 'A' },
          { phones: ['13800138000', '139 0013 9000'], emails: ['a@example.cn'] },
        ),
        profile({ customer_ref: 'B', phone: '+8613900139000' }, {}, undefined, 'pos'),
        profile({ customer_ref: 'C', email: 'A@example.cn' }, {}, undefined, 'shop.web'),
      ],
      'customer_id, records',
    );
    expect(found).toEqual([{ customer_id: 'c1', records: 3 }]);
  });

  it('joins records by the mailbox an address reaches, and by no tag or dot that a provider tells apart', async () => {
    const found = await customers(
      [
        'j.doe+shop@gmail.com',
        'JDoe@googlemail.com',
        'j.doe@outlook.com',
        'jdoe@outlook.com',
        'j.doe+x@qq.com',
      ].map((email, i) => profile({ customer_ref: `C${i}`, email })),
      'customer_id, email',
    );
    expect(found).toEqual([
      { customer_id: 'c1', email: 'jdoe@googlemail.com' },
      { customer_id: 'c3', email: 'j.doe@outlook.com' },
      { customer_id: 'c4', email: 'jdoe@outlook.com' },
      { customer_id: 'c5', email: 'j.doe+x@qq.com' },
    ]);
  });

  it('joins nobody by an identifier that more records hold than the limit, and lists it', async () => {
    const shop = '021-5555 0000';
    const found = await customers(
      [1, 2, 3, 4].map((n) => profile({ customer_ref: `C${n}`, phone: shop })),
      'customer_id',
      { config: { identity: { sharedIdentifierLimit: 3 } } },
    );
    expect(found.length).toBe(4);
    expect(await built?.rows('select * from shared_identifiers')).toEqual([
      { kind: 'phone', identifier: '+862155550000', records: 4n, first_record_id: 1n },
    ]);
  });

  it('takes a placeholder for no id: who gives nothing else is unknown, and nothing of the event is lost', async () => {
    const bought = (customer: Record<string, string>, n: number) =>
      event(
        'purchase.completed',
        '2026-03-02T10:00:00Z',
        {
          customer,
          order_id: String(n),
          currency: 'CNY',
          lines: [{ sku: 'A', quantity: 1, unit_price: '9.00' }],
        },
        { source: 'pos' },
      );
    built = await warehouse(
      [
        ...['0', '无', 'NULL', 'N/A', '-', '散客'].map((customer_ref, i) => bought({ customer_ref }, i)),
        ...['undefined', 'null'].map((anonymous_id) =>
          event(
            'page.viewed',
            '2026-03-02T10:00:00Z',
            { customer: { anonymous_id }, url: '/' },
            { source: 'web' },
          ),
        ),
        // three people, one of whom the till tells by the telephone
        profile({ customer_ref: '无', phone: '13800138001' }, { name: '李伟' }, undefined, 'pos'),
        bought({ customer_ref: '0', phone: '13800138001' }, 7),
        profile({ customer_ref: 'A', loyalty_id: '000000' }, { name: '王芳' }),
        profile({ customer_ref: 'B', loyalty_id: '000000' }, { name: '陈静' }),
      ],
      { select: '+customers +orders +interactions +data_quality' },
    );
    expect(await built.rows('select full_name, records from customers order by customer_id')).toEqual(
      ['王芳', '陈静', '李伟'].map((full_name) => ({ full_name, records: 1 })),
    );
    expect(
      await built.rows('select customer_ref, loyalty_id, phone from source_records order by record_id'),
    ).toEqual([
      { customer_ref: null, loyalty_id: null, phone: '+8613800138001' },
      { customer_ref: 'A', loyalty_id: null, phone: null },
      { customer_ref: 'B', loyalty_id: null, phone: null },
    ]);
    expect(
      await built.rows('select count(*)::int as orders, count(customer_id)::int as known from orders'),
    ).toEqual([{ orders: 7, known: 1 }]);
    expect(
      await built.rows('select count(*)::int as seen, count(customer_id)::int as known from interactions'),
    ).toEqual([{ seen: 2, known: 0 }]);
    expect(
      await built.rows(
        `select source, rows_tested::int as tested, rows_failed::int as failed from data_quality
         where rule = 'customer_identified' order by source`,
      ),
    ).toEqual([
      { source: 'crm', tested: 2, failed: 0 },
      { source: 'pos', tested: 8, failed: 6 },
      { source: 'web', tested: 2, failed: 2 },
    ]);
  });

  it('keeps the same customer_ref of two sources apart', async () => {
    const found = await customers(
      [
        profile({ customer_ref: '7' }, {}, undefined, 'crm'),
        profile({ customer_ref: '7' }, {}, undefined, 'pos'),
      ],
      'customer_id',
    );
    expect(found).toEqual([{ customer_id: 'c1' }, { customer_id: 'c2' }]);
  });

  it('knows a customer from a purchase alone', async () => {
    const found = await customers(
      [
        event('purchase.completed', '2026-03-02T10:00:00Z', {
          customer: { email: 'Anna@Example.com' },
          order_id: '1',
          channel: 'web',
          currency: 'CNY',
          lines: [{ sku: 'A', quantity: 1, unit_price: '1' }],
        }),
      ],
      'customer_id, email, full_name',
    );
    expect(found).toEqual([{ customer_id: 'c1', email: 'anna@example.com', full_name: null }]);
  });
});

describe('golden records', () => {
  it('take the latest value of each field, and keep values that a later profile leaves out', async () => {
    const found = await customers(
      [
        profile({ customer_ref: 'A' }, { name: 'Anna Schmidt', gender: 'F', job_title: 'Buyer' }),
        profile({ customer_ref: 'A' }, { name: 'Anna Meyer' }, '2026-03-05T10:00:00Z'),
        profile({ customer_ref: 'A' }, { name: 'Old Name' }, '2026-01-01T10:00:00Z'),
      ],
      'full_name, gender, job_title',
    );
    expect(found).toEqual([{ full_name: 'Anna Meyer', gender: 'female', job_title: 'Buyer' }]);
  });

  it.each([
    // a full name begins the name anew
    [[{ name: '王丽', given_name: '丽', family_name: '王' }, { name: '李娜' }], '李娜', '娜', '李'],
    // parts make it anew, in as many profiles as they come
    [
      [{ name: 'Anna Miller', given_name: 'Anna', family_name: 'Miller' }, { family_name: 'Smith' }],
      'Anna Smith',
      'Anna',
      'Smith',
    ],
    [[{ name: 'Anna Miller' }, { family_name: 'Smith' }, { given_name: 'Ann' }], 'Ann Smith', 'Ann', 'Smith'],
    [[{ given_name: '丽', family_name: '王' }, { family_name: '李' }], '李丽', '丽', '李'],
    // one part alone cannot
    [[{ name: 'Anna Miller' }, { family_name: 'Smith' }], 'Anna Miller', 'Anna', 'Miller'],
    // what one profile says together stays together
    [[{ gender: 'F' }, { name: 'Anna', family_name: 'Miller' }], 'Anna', 'Anna', 'Miller'],
  ])('take names together: %j', async (said, full_name, given_name, family_name) => {
    const found = await customers(
      said.map((data, i) => profile({ customer_ref: 'A' }, data, `2026-0${i + 1}-01T00:00:00Z`)),
      'full_name, given_name, family_name',
    );
    expect(found).toEqual([{ full_name, given_name, family_name }]);
  });

  const xiamen = {
    country: 'CN',
    province: '福建',
    city: '厦门',
    district: '思明',
    street: '中山路1号',
    postal_code: '361001',
  };
  const home = ['福建省', '厦门市', '思明区', '中山路1号', '361001'];
  it.each([
    [[{ province: '广东', city: '深圳' }], ['广东省', '深圳市', null, null, null]],
    [[{ city: '深圳' }], ['广东省', '深圳市', null, null, null]],
    [[{ province: '广东' }], ['广东省', null, null, null, null]],
    [[{ district: '湖里' }], ['福建省', '厦门市', '湖里区', null, null]],
    [
      [{ city: '厦门市' }, { province: '福建省' }],
      ['福建省', '厦门市', '思明区', '中山路1号', '361001'],
    ],
    [[{ street: '厦禾路2号' }], ['福建省', '厦门市', '思明区', '厦禾路2号', null]],
    [[{ postal_code: '361004' }], ['福建省', '厦门市', '思明区', '中山路1号', '361004']],
    // said again, or by field
    [[{ province: '福建', city: '厦门' }], home],
    [
      [{ city: '深圳' }, { province: '广东' }, { street: '科技南路16号' }],
      ['广东省', '深圳市', null, '科技南路16号', null],
    ],
    [
      [{ province: '广东' }, { city: '深圳' }],
      ['广东省', '深圳市', null, null, null],
    ],
    [
      [{ country: 'US' }, { province: 'IL' }, { city: 'Chicago' }, { province: 'MA' }, { city: 'Boston' }],
      ['MA', 'Boston', null, null, null],
    ],
    [[{ country: 'US', city: 'Boston' }], [null, 'Boston', null, null, null]],
    [[{ city: '深圳' }, xiamen], home],
  ])('take addresses together: %j', async (said, address) => {
    await customers(
      [xiamen, ...said].map((address, i) =>
        profile({ customer_ref: 'A' }, { address }, `2026-0${i + 1}-01T00:00:00Z`),
      ),
      'customer_id',
    );
    const found = await built?.rows(
      'select province, city, district, street, postal_code from source_records',
    );
    expect(Object.values(found?.[0] ?? {})).toEqual(address);
  });

  it('write Chinese names family name first and without a space', async () => {
    const found = await customers(
      [
        profile({ customer_ref: 'A' }, { given_name: '伟', family_name: '李', gender: '男' }),
        profile({ customer_ref: 'B' }, { given_name: 'Wei', family_name: 'Li' }),
        profile({ customer_ref: 'C' }, { name: '　欧阳  娜娜 ' }),
      ],
      'full_name, gender',
    );
    expect(found).toEqual([
      { full_name: '李伟', gender: 'male' },
      { full_name: 'Wei Li', gender: null },
      { full_name: '欧阳娜娜', gender: null },
    ]);
  });

  it('are called by no part of their name that nobody said', async () => {
    const found = await customers(
      [
        profile({ customer_ref: 'A' }, { family_name: 'Bauer' }),
        profile({ customer_ref: 'B' }, { family_name: 'Molina Domínguez' }),
        profile({ customer_ref: 'C' }, { given_name: 'Mary Jane' }),
        profile({ customer_ref: 'D' }, { name: 'Ann Watts', family_name: 'Watts' }),
      ],
      'full_name, given_name, family_name',
    );
    expect(found).toEqual([
      { full_name: 'Bauer', given_name: null, family_name: 'Bauer' },
      { full_name: 'Molina Domínguez', given_name: null, family_name: 'Molina Domínguez' },
      { full_name: 'Mary Jane', given_name: 'Mary Jane', family_name: null },
      { full_name: 'Ann Watts', given_name: 'Ann', family_name: 'Watts' },
    ]);
  });

  it('take an address whole from the record updated last', async () => {
    const found = await customers(
      [
        profile(
          { customer_ref: 'A', phone: '13800138000' },
          { address: { country: 'CN', city: '杭州', street: '文一路 1' } },
        ),
        profile(
          { customer_ref: 'B', phone: '13800138000' },
          { address: { country: 'CN', city: '上海' } },
          '2026-04-01T00:00:00Z',
          'pos',
        ),
      ],
      'city, street',
    );
    expect(found).toEqual([{ city: '上海市', street: null }]);
  });

  it('forget what a record deleted at its source said, but not that it was', async () => {
    const found = await customers(
      [
        profile({ customer_ref: 'A', phone: '13800138000' }, { name: 'From CRM' }, '2026-04-01T00:00:00Z'),
        profile({ customer_ref: 'B', phone: '13800138000' }, { name: 'From POS' }, undefined, 'pos'),
        event(
          'profile.deleted_at_source',
          '2026-05-01T00:00:00Z',
          { customer: { customer_ref: 'A' } },
          { source: 'crm' },
        ),
      ],
      'customer_id, full_name, records',
    );
    expect(found).toEqual([{ customer_id: 'c1', full_name: 'From POS', records: 2 }]);
    expect(
      await built?.rows(
        'select record_id, cast(deleted_at_source_at as varchar) as deleted from source_records order by record_id',
      ),
    ).toEqual([
      { record_id: 1n, deleted: '2026-05-01 00:00:00' },
      { record_id: 2n, deleted: null },
    ]);
  });

  it('are not seen by a steward who corrects a field', async () => {
    const found = await customers(
      [
        profile({ customer_ref: 'A', email: 'a@example.com' }, {}, '2026-03-01T00:00:00Z'),
        event(
          'field.corrected',
          '2026-06-01T00:00:00Z',
          { customer: { customer_ref: 'A' }, field: 'city', value: 'Leeds' },
          { source: 'crm' },
        ),
      ],
      'city, cast(last_seen_at as varchar) as seen',
    );
    expect(found).toEqual([{ city: 'Leeds', seen: '2026-03-01 00:00:00' }]);
  });

  it('let a steward’s correction win over every source, whatever comes later', async () => {
    const correct = (field: string, value: string, time: string) =>
      event('field.corrected', time, { customer: { customer_ref: 'A' }, field, value }, { source: 'crm' });
    const found = await customers(
      [
        correct('email', 'old@example.com', '2026-03-01T00:00:00Z'),
        correct('email', 'right@example.com', '2026-03-02T00:00:00Z'),
        correct('gender', '女', '2026-03-02T00:00:00Z'),
        correct('city', '杭州', '2026-03-02T00:00:00Z'),
        correct('country', 'Atlantis', '2026-03-02T00:00:00Z'),
        profile({ customer_ref: 'B' }, { address: { country: 'CN', city: '杭州' } }),
        profile(
          { customer_ref: 'A', email: 'wrong@example.com' },
          { name: 'Anna', gender: 'M' },
          '2026-05-01T00:00:00Z',
        ),
      ],
      'email, gender, full_name, city, country',
    );
    expect(found[0]).toEqual({
      email: 'right@example.com',
      gender: 'female',
      full_name: 'Anna',
      city: '杭州市',
      country: null,
    });
    expect(built?.report.checks.find(({ name }) => name === 'corrections_applied')?.sample).toMatchObject([
      { field: 'country', customer_id: 'c1' },
    ]);
  });

  it('prefer a valid e-mail address and say why another is not', async () => {
    const found = await customers(
      [
        profile({ customer_ref: 'A', email: 'anna@example.com', phone: '13800138000' }),
        profile(
          { customer_ref: 'B', email: 'anna(at)example', phone: '13800138000' },
          {},
          '2026-04-01T00:00:00Z',
          'pos',
        ),
      ],
      'email',
    );
    expect(found).toEqual([{ email: 'anna@example.com' }]);
    expect(
      await built?.rows(
        'select email_valid, email_reason, phone_valid from source_records order by record_id',
      ),
    ).toEqual([
      { email_valid: true, email_reason: null, phone_valid: true },
      { email_valid: false, email_reason: 'no_at', phone_valid: true },
    ]);
  });
});
