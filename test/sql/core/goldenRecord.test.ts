import { afterEach, describe, expect, it } from 'vitest';
import { type ConfigInput, parseConfig } from '../../../warehouse/index.ts';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => built?.close());

/** Three records of one person, joined by a loyalty id, updated one after the other. */
const records = [
  [
    'crm',
    '2026-01-05T10:00:00Z',
    {
      name: '欧阳美琪',
      emails: ['mei@example.cn'],
      address: { city: '苏州市', street: '滨河路600号' },
      acquisition_channel: 'store',
    },
  ],
  [
    'app',
    '2026-02-05T10:00:00Z',
    {
      name: '欧阳美',
      emails: ['mei@example'],
      gender: '女',
      address: { city: '苏州市' },
      acquisition_channel: 'search',
    },
  ],
  ['pos', '2026-03-05T10:00:00Z', { name: '欧阳美', address: { city: '上海市' } }],
] as const;

const person = records.map(([source, time, data]) =>
  event('profile.updated', time, { customer: { customer_ref: 'M', loyalty_id: 'L1' }, ...data }, { source }),
);

const other = (ref: string, data: Record<string, unknown>) =>
  event(
    'profile.updated',
    '2026-01-02T10:00:00Z',
    { customer: { customer_ref: ref }, ...data },
    { source: 'crm' },
  );

async function customer(
  identity: NonNullable<ConfigInput['identity']>,
  more: readonly ReturnType<typeof other>[] = [],
) {
  built = await warehouse([...person, ...more], {
    select: '+customers quarantined_records',
    config: { identity },
  });
  const [found] = await built.rows(
    "select full_name, email, gender, city, street, acquisition_channel from customers where customer_id = 'c1'",
  );
  return found;
}

const provenance = (field: string) =>
  built?.rows(
    `select source, rule, agreeing, disagreeing from customer_field_provenance where customer_id = 'c1' and field = '${field}'`,
  );

describe('the golden record', () => {
  it('takes each field from the record updated last, a valid value first, and the channel from the first', async () => {
    expect(await customer({})).toEqual({
      full_name: '欧阳美',
      email: 'mei@example.cn',
      gender: 'female',
      city: '上海市',
      street: null,
      acquisition_channel: 'store',
    });
    expect(await provenance('name')).toEqual([
      { source: 'pos', rule: 'most-recent', agreeing: 1, disagreeing: 1 },
    ]);
    expect(await provenance('email')).toEqual([
      { source: 'crm', rule: 'most-recent', agreeing: 0, disagreeing: 1 },
    ]);
    expect(await provenance('company')).toEqual([]);
  });

  it('goes by the most trusted source, the longest, the most frequent, the most complete, as configured', async () => {
    const found = await customer({
      survivorship: {
        name: { strategy: 'longest' },
        address: { strategy: 'most-complete' },
        acquisition_channel: { strategy: 'most-trusted', sources: ['app', 'crm'] },
      },
    });
    expect(found).toMatchObject({
      full_name: '欧阳美琪',
      city: '苏州市',
      street: '滨河路600号',
      acquisition_channel: 'search',
    });
    expect(await provenance('acquisition_channel')).toEqual([
      { source: 'app', rule: 'most-trusted', agreeing: 0, disagreeing: 1 },
    ]);
    built?.close();
    const frequent = await customer({
      survivorship: { name: { strategy: 'most-frequent' }, address: { strategy: 'earliest' } },
    });
    expect(frequent).toMatchObject({ full_name: '欧阳美', city: '苏州市', street: '滨河路600号' });
  });

  it('fills what no record says, where that is configured, and flags it', async () => {
    const more = [
      other('X', { gender: 'M', birth_date: '1980-01-01' }),
      other('Y', { gender: 'M', birth_date: '1990-01-01' }),
      other('Z', { birth_date: '2000-01-01' }),
    ];
    await customer(
      {
        missing: {
          gender: { policy: 'fill', with: 'most-common' },
          birth_date: { policy: 'fill', with: 'median' },
          account_owner: { policy: 'fill', value: 'Chen Jing' },
        },
      },
      more,
    );
    expect(
      await built?.rows(
        'select customer_id, gender, cast(birth_date as varchar) as birth_date, account_owner from customers order by customer_id',
      ),
    ).toEqual([
      { customer_id: 'c1', gender: 'female', birth_date: '1990-01-01', account_owner: 'Chen Jing' },
      { customer_id: 'c4', gender: 'male', birth_date: '1980-01-01', account_owner: 'Chen Jing' },
      { customer_id: 'c5', gender: 'male', birth_date: '1990-01-01', account_owner: 'Chen Jing' },
      { customer_id: 'c6', gender: 'male', birth_date: '2000-01-01', account_owner: 'Chen Jing' },
    ]);
    expect(
      await built?.rows(
        "select customer_id, field from customer_field_provenance where rule = 'filled' order by all",
      ),
    ).toEqual([
      { customer_id: 'c1', field: 'account_owner' },
      { customer_id: 'c1', field: 'birth_date' },
      { customer_id: 'c4', field: 'account_owner' },
      { customer_id: 'c5', field: 'account_owner' },
      { customer_id: 'c6', field: 'account_owner' },
      { customer_id: 'c6', field: 'gender' },
    ]);
  });

  it('does not believe a record without a field that it must have, and keeps it where it belongs', async () => {
    const found = await customer({ missing: { email: { policy: 'drop' } } });
    // app has no valid e-mail address, and pos none: they were the last to say the name and the city
    expect(found).toMatchObject({ full_name: '欧阳美琪', city: '苏州市' });
    expect(await built?.rows('select record_id, source, field, reason from quarantined_records')).toEqual([
      { record_id: 2n, source: 'app', field: 'email', reason: 'email is not valid (domain)' },
      { record_id: 3n, source: 'pos', field: 'email', reason: 'email is missing' },
    ]);
    expect(await built?.rows('select customer_id, records from customers')).toEqual([
      { customer_id: 'c1', records: 3 },
    ]);
    expect(await provenance('name')).toEqual([
      { source: 'crm', rule: 'most-recent', agreeing: 0, disagreeing: 0 },
    ]);
  });

  it('counts as a conflict what says otherwise, not what says less; ties in time go to the record landed last', async () => {
    const said = (ref: string, data: Record<string, unknown>) =>
      event(
        'profile.updated',
        '2026-02-05T10:00:00Z',
        { customer: { customer_ref: ref, loyalty_id: 'L2' }, ...data },
        { source: 'crm' },
      );
    built = await warehouse(
      [
        said('A', {
          job_title: 'buyer',
          company: '厦门茶业有限公司',
          address: { province: '福建', city: '厦门', street: '环岛路1号' },
        }),
        said('B', { job_title: 'head', address: { province: '福建省' } }),
        said('C', { job_title: 'chief', address: { city: '泉州' } }),
        said('D', { address: { country: '中国', city: '厦门市' } }),
      ],
      {
        select: '+customers',
        config: { identity: { survivorship: { job_title: { strategy: 'most-complete' } } } },
      },
    );
    expect(
      await built.rows('select job_title, city, street from customers where customer_id = $$c1$$'),
    ).toEqual([{ job_title: 'buyer', city: '厦门市', street: null }]);
    expect(await provenance('address')).toEqual([
      { source: 'crm', rule: 'most-recent', agreeing: 2, disagreeing: 1 },
    ]);
    expect(await provenance('job_title')).toEqual([
      { source: 'crm', rule: 'most-complete', agreeing: 0, disagreeing: 2 },
    ]);
  });

  it('counts what is not valid as missing: kept and flagged, filled, or dropped with the reason', async () => {
    const events = [
      other('X', { name: '王小明/李四', birth_date: '1890-01-01', company: '有限公司', gender: 'M' }),
      other('Y', { name: '赵一', birth_date: '1985-03-04', job_title: 'buyer', gender: 'F' }),
    ];
    const kept = 'email, phone, company, account_id, account_owner, address, acquisition_channel';
    built = await warehouse(events, { select: '+customers' });
    expect(
      await built.rows(
        'select full_name, cast(birth_date as varchar) as birth_date, missing_fields from customers order by customer_id',
      ),
    ).toEqual([
      {
        full_name: '王小明/李四',
        birth_date: '1890-01-01',
        missing_fields: `name, ${kept.replace('company', 'birth_date, company, job_title')}`,
      },
      { full_name: '赵一', birth_date: '1985-03-04', missing_fields: kept },
    ]);
    expect(
      await built.rows('select field from customer_field_provenance where not is_valid order by field'),
    ).toEqual([{ field: 'birth_date' }, { field: 'company' }, { field: 'name' }]);
    built.close();
    built = await warehouse(events, {
      select: '+customers +customer_history quarantined_records',
      config: {
        identity: {
          missing: {
            name: { policy: 'drop' },
            birth_date: { policy: 'fill', with: 'median' },
            company: { policy: 'fill', value: '厦门茶业有限公司' },
            job_title: { policy: 'fill', with: 'most-common' },
            acquisition_channel: { policy: 'fill', with: 'most-common' },
          },
        },
      },
    });
    expect(await built.rows('select field, reason from quarantined_records')).toEqual([
      { field: 'name', reason: 'name is not valid (several)' },
    ]);
    expect(
      await built.rows(
        'select full_name, cast(birth_date as varchar) as birth_date, company, job_title from customers order by customer_id',
      ),
    ).toEqual([
      { full_name: null, birth_date: '1985-03-04', company: '厦门茶业有限公司', job_title: 'buyer' },
      { full_name: '赵一', birth_date: '1985-03-04', company: '厦门茶业有限公司', job_title: 'buyer' },
    ]);
    // nobody has a channel: nothing to fill with, and nothing is said to be filled
    expect(
      await built.rows(
        "select customer_id, field from customer_field_provenance where rule = 'filled' order by all",
      ),
    ).toEqual([
      { customer_id: 'c1', field: 'birth_date' },
      { customer_id: 'c1', field: 'company' },
      { customer_id: 'c1', field: 'job_title' },
      { customer_id: 'c2', field: 'company' },
    ]);
    expect(built.report.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
  });

  it.each([
    [
      { gender: { policy: 'fill', value: 'banana' } },
      'identity.missing.gender: "banana" is no value of it; use female',
    ],
    [{ birth_date: { policy: 'fill', value: '1985年3月4日' } }, 'use a date such as 1985-03-04'],
    [{ birth_date: { policy: 'fill', value: '1985-02-30' } }, 'is no value of it'],
    [{ birth_date: { policy: 'fill', value: '2098-01-01' } }, '"2098-01-01" is no value of it'],
    [
      { gender: 'keep' as never },
      'identity.missing.gender: text is no rule: "keep"; write { "policy": "keep" }',
    ],
    [
      { gender: { policy: 'fill', with: 'median' } },
      'it cannot be filled with "median"; use "most-common", or a value',
    ],
    [
      { phone: { policy: 'fill', value: '13800138000' } },
      'identity.missing.phone: it cannot be filled; only gender',
    ],
    [{ gender: { policy: 'keep', value: 'male' } }, 'the other policies neither'],
  ])('refuses the policy %j', (missing, message) => {
    expect(() => parseConfig({ identity: { missing } })).toThrow(message);
  });

  it('refuses a strategy as text, with what to write instead', () => {
    const survivorship = { name: 'longest' as never };
    expect(() => parseConfig({ identity: { survivorship } })).toThrow(
      'identity.survivorship.name: text is no rule: "longest"; write { "strategy": "longest" }',
    );
  });

  it('warns of a source that a rule trusts and that has no record', async () => {
    await customer({
      survivorship: { name: { strategy: 'most-trusted', sources: ['app', 'crm2'] } },
    });
    expect(built?.report.checks.find(({ name }) => name === 'survivorship_sources')).toMatchObject({
      status: 'warn',
      sample: [{ field: 'name', source: 'crm2' }],
    });
  });

  it('prefers what is valid in every field, however late and often something else was said', async () => {
    const said = (time: string, source: string, data: Record<string, unknown>) =>
      event(
        'profile.updated',
        time,
        { customer: { customer_ref: 'V', loyalty_id: 'L2' }, ...data },
        { source },
      );
    const odd = {
      name: '王小明/李四',
      birth_date: '1890-01-01',
      company: '有限公司',
      address: { country: '中国', city: '亚特兰' },
    };
    const events = [
      said('2026-01-05T10:00:00Z', 'crm', {
        name: '王小明',
        birth_date: '1985-03-04',
        company: '厦门茶业有限公司',
        address: { country: '中国', city: '厦门' },
      }),
      said('2026-02-05T10:00:00Z', 'app', odd),
      said('2026-03-05T10:00:00Z', 'pos', odd),
    ];
    built = await warehouse(events, {
      select: '+customers',
      config: {
        identity: {
          survivorship: {
            birth_date: { strategy: 'most-trusted', sources: ['pos'] },
            company: { strategy: 'most-frequent' },
            address: { strategy: 'longest' },
          },
        },
      },
    });
    expect(
      await built.rows(
        'select full_name, cast(birth_date as varchar) as birth_date, company, city from customers',
      ),
    ).toEqual([
      { full_name: '王小明', birth_date: '1985-03-04', company: '厦门茶业有限公司', city: '厦门市' },
    ]);
    expect(
      await built.rows(
        'select field, source, agreeing, disagreeing from customer_field_provenance order by field',
      ),
    ).toEqual(
      ['address', 'birth_date', 'company', 'name'].map((field) => ({
        field,
        source: 'crm',
        agreeing: 0,
        disagreeing: 2,
      })),
    );
  });

  it('has a customer of whom nothing at all is said', async () => {
    built = await warehouse(
      [event('profile.updated', '2026-01-02T10:00:00Z', { customer: { customer_ref: 'E' } })],
      {
        select: '+customers',
      },
    );
    expect(await built.rows('select customer_id, full_name, email from customers')).toEqual([
      { customer_id: 'c1', full_name: null, email: null },
    ]);
  });

  it('counts of a corrected field who agrees with the steward, not with the word that was overruled', async () => {
    const correct = (field: string, value: string, time = '2026-04-01T00:00:00Z') =>
      event(
        'field.corrected',
        time,
        { customer: { customer_ref: 'P' }, field, value, reason: 'asked', steward: 'chen' },
        { source: 'crm' },
      );
    const said = (source: string, data: Record<string, unknown>) =>
      event(
        'profile.updated',
        '2026-01-05T10:00:00Z',
        { customer: { customer_ref: 'P', loyalty_id: 'L9' }, ...data },
        { source },
      );
    built = await warehouse(
      [
        said('crm', { name: '李伟', phones: ['13800138000'], emails: ['a@example.cn'], gender: '男' }),
        said('app', { name: '李伟', phones: ['13800138000'], address: { city: '厦门市' } }),
        said('pos', {
          name: '李玮',
          phones: ['+86 138 0013 8000'],
          address: { city: '泉州市' },
          account_id: 'K7',
        }),
        correct('phone', '13700137000', '2026-03-01T00:00:00Z'),
        correct('phone', '13600136000'),
        correct('full_name', '李玮'),
        correct('email', 'A@example.cn'),
        correct('gender', ''),
        correct('city', '泉州'),
        correct('job_title', 'buyer'),
      ],
      { select: '+customers +field_quality' },
    );
    expect(
      await built.rows(
        `select field, agreeing as with, disagreeing as against from customer_field_provenance
         where rule = 'steward' and source = 'steward' and record_id is null order by field`,
      ),
    ).toEqual([
      { field: 'city', with: 1, against: 1 },
      { field: 'email', with: 1, against: 0 },
      { field: 'gender', with: 0, against: 1 },
      { field: 'job_title', with: 0, against: 0 },
      { field: 'name', with: 1, against: 2 },
      { field: 'phone', with: 0, against: 3 },
    ]);
    // a steward has decided: nothing is left to look at but the address
    expect(
      await built.rows('select field from field_quality where customers_in_conflict > 0 order by field'),
    ).toEqual([{ field: 'address' }]);
    // whatever a source gives of the golden record is told of its records too
    expect(
      await built.rows(
        `select field, source, records_with as with, records_valid as valid, customers_given as given
         from field_quality where field in ('account_id', 'job_title') and records > 0 order by field, source`,
      ),
    ).toEqual(
      ['account_id', 'job_title'].flatMap((field) =>
        ['app', 'crm', 'pos'].map((source) => {
          const one = field === 'account_id' && source === 'pos' ? 1n : 0n;
          return { field, source, with: one, valid: one, given: one };
        }),
      ),
    );
  });
});
