import { afterEach, describe, expect, it } from 'vitest';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => {
  built?.close();
  built = undefined;
});

const profile = (
  ref: string,
  customer: Record<string, string>,
  data: Record<string, unknown> = {},
  time = '2026-03-02T10:00:00Z',
) =>
  event(
    'profile.updated',
    time,
    { customer: { customer_ref: ref, ...customer }, ...data },
    { source: 'crm' },
  );

/** the customer_refs of each customer */
const people = async () =>
  (
    await built?.rows<{ refs: string }>(
      `select string_agg(distinct r.customer_ref, ' ' order by r.customer_ref) as refs
       from customer_identity as i join source_records as r on r.record_id = i.record_id
       group by i.customer_id order by min(r.record_id)`,
    )
  )?.map(({ refs }) => refs);

describe('records', () => {
  it('are joined by every number and address they were known by, and by no broken or masked one', async () => {
    built = await warehouse(
      [
        profile('broken', { email: 'he yi@qq.com' }),
        profile('yi', { email: 'yi@qq.com' }),
        profile('heyi', { email: 'heyi@qq.com' }),
        profile('masked', { phone: '138****8000', email: 'w***@qq.com' }),
        profile('masked2', { phone: '138****8000', email: 'w***@qq.com' }),
        profile('two', { phone: '13800138001/13900139001' }),
        profile('second', { phone: '13900139001' }),
        profile('listed', {}, { phones: ['13700137000', '010-62785001转801'] }),
        profile('fixed', { phone: '010 6278 5001' }),
        profile('noted', {}, { phones: ['13800138003（妈妈）'] }),
        profile('plain', { phone: '138 0013 8003' }),
        profile('moved', { phone: '021-62668888 转 12' }),
        profile('moved', { phone: '13600136000' }, {}, '2026-03-09T10:00:00Z'),
        profile('shanghai', { phone: '(021)6266-8888' }),
        profile('mails', {}, { emails: ['a@example.cn; b@example.cn'] }),
        profile('b', { email: 'B@example.cn' }),
        profile('sheet', { phone: '13500135000.0' }),
        profile('number', {}, { phones: [13500135000] }),
      ],
      { select: '+customers' },
    );
    expect(await people()).toEqual([
      'broken',
      'yi',
      'heyi',
      'masked',
      'masked2',
      'second two',
      'fixed listed',
      'noted plain',
      'moved shanghai',
      'b mails',
      'number sheet',
    ]);
    expect(
      await built.rows(
        `select customer_ref, phone, phone_extension, phone_reason, email, email_reason from source_records
         where customer_ref in ('masked', 'broken', 'fixed', 'listed') order by record_id`,
      ),
    ).toEqual([
      {
        customer_ref: 'broken',
        phone: null,
        phone_extension: null,
        phone_reason: null,
        email: 'he yi@qq.com',
        email_reason: 'local_part',
      },
      {
        customer_ref: 'masked',
        phone: null,
        phone_extension: null,
        phone_reason: 'masked',
        email: null,
        email_reason: 'masked',
      },
      {
        customer_ref: 'listed',
        phone: '+8613700137000',
        phone_extension: null,
        phone_reason: null,
        email: null,
        email_reason: null,
      },
      {
        customer_ref: 'fixed',
        phone: '+861062785001',
        phone_extension: null,
        phone_reason: null,
        email: null,
        email_reason: null,
      },
    ]);
  });

  it('have their birth date however it is written, or say why not, beside what was written', async () => {
    const spellings = ['1985年3月4日', '19850304', '1985/3/4', '85/3/4', '85-3-4', 19850304];
    const others = ['', '3/4/1985', '1900-01-01', '2027-01-01', '1899-01-01', '1985'];
    built = await warehouse(
      [
        ...[...spellings, ...others].map((birth_date, i) =>
          profile(`R${String(i).padStart(2, '0')}`, {}, { name: '李伟', birth_date }),
        ),
        profile('kept', {}, { birth_date: '1985-03-04', gender: 'f', phones: ['13800138000'] }),
        profile('kept', {}, { birth_date: '', gender: ' ', phones: [''] }, '2026-03-09T10:00:00Z'),
      ],
      { select: '+source_records' },
    );
    const found = await built.rows<Record<string, unknown>>(
      `select customer_ref, cast(birth_date as varchar) as birth_date, birth_date_valid as valid, birth_date_reason as reason,
         birth_date_raw as raw, gender, phone, full_name from source_records order by customer_ref`,
    );
    expect(found.slice(0, 6).map(({ birth_date, valid, reason }) => [birth_date, valid, reason])).toEqual(
      spellings.map(() => ['1985-03-04', true, null]),
    );
    expect(found.slice(0, 6).map(({ raw }) => raw)).toEqual(spellings.map(String));
    expect(
      found
        .slice(6, 12)
        .map(({ birth_date, valid, reason, full_name }) => [birth_date, valid, reason, full_name]),
    ).toEqual([
      [null, null, null, '李伟'],
      [null, false, 'ambiguous', '李伟'],
      [null, false, 'placeholder', '李伟'],
      ['2027-01-01', false, 'future', '李伟'],
      ['1899-01-01', false, 'over_120_years', '李伟'],
      [null, false, 'incomplete', '李伟'],
    ]);
    expect(found[12]).toMatchObject({ birth_date: '1985-03-04', gender: 'female', phone: '+8613800138000' });
  });

  it('have e-mail address and phone exchanged where each stands in the other’s place', async () => {
    built = await warehouse(
      [
        profile('A', { email: '１３８ 0013 8000', phone: 'Li@Example.cn' }),
        profile('B', { email: '(021) 6266-8888', phone: ' li@example.cn ' }),
        profile('C', { email: 'wei@example.cn', phone: 'li@example.cn' }),
        profile('D', { phone: '13800138000' }),
      ],
      { select: '+customers' },
    );
    expect(
      await built.rows(
        'select email, phone, email_valid, phone_valid from source_records order by record_id limit 3',
      ),
    ).toEqual([
      { email: 'li@example.cn', phone: '+8613800138000', email_valid: true, phone_valid: true },
      { email: 'li@example.cn', phone: '+862162668888', email_valid: true, phone_valid: true },
      { email: 'wei@example.cn', phone: null, email_valid: true, phone_valid: false },
    ]);
    expect(await people()).toEqual(['A B C D']);
  });

  it('have addresses in parts, by the divisions, whether written in characters or in pinyin, whole or in columns', async () => {
    built = await warehouse(
      [
        {
          province: '广东省',
          city: '深圳市',
          district: '南山区',
          street: '科技南路１６号2栋301',
          postal_code: '５１８０５７',
        },
        {
          country: 'CN',
          province: 'Guangdong',
          city: 'Shenzhen',
          street: '南山区科技南路16号',
          postal_code: 518057,
        },
        { street: '350 5th Ave Apt 4B, New York, NY 10118' },
        { country: 'CN', street: '湖北省恩施市人民路1号' },
      ].map((address, i) => profile(`R${i}`, {}, { address })),
      { select: '+source_records' },
    );
    expect(
      await built.rows(
        `select concat_ws(' | ', country, province, city, district, coalesce(street, '-'), coalesce(detail, '-'), postal_code) as line,
           postal_code_raw, address_valid from source_records order by record_id`,
      ),
    ).toEqual([
      {
        line: 'CN | 广东省 | 深圳市 | 南山区 | 科技南路16号 | 2栋301 | 518057',
        postal_code_raw: '５１８０５７',
        address_valid: true,
      },
      {
        line: 'CN | 广东省 | 深圳市 | 南山区 | 科技南路16号 | - | 518057',
        postal_code_raw: '518057',
        address_valid: true,
      },
      {
        line: 'US | NY | New York | 350 5th Avenue | Apartment 4B | 10118',
        postal_code_raw: null,
        address_valid: true,
      },
      {
        line: 'CN | 湖北省 | 恩施土家族苗族自治州 | 恩施市 | 人民路1号 | -',
        postal_code_raw: null,
        address_valid: true,
      },
    ]);
  });

  it('say of an address what was probably meant, and whether it is of a function or thrown away; of a title the gender', async () => {
    built = await warehouse(
      [
        profile('A', { email: 'Li+x@gmial.com' }, { name: '赵敏女士' }),
        profile('B', { email: 'Info@example.cn' }, { name: '王先生', gender: '保密' }),
        profile('C', { email: '<no-reply+1@sub.mailinator.com>' }, { name: '李女士', gender: '男' }),
        profile('D', { email: 'li@yopmail.com' }, { name: '李伟', gender: '未知' }),
        profile('E', {}),
      ],
      { select: '+data_quality' },
    );
    expect(
      await built.rows(
        `select email_suggestion as meant, email_is_role as role, email_is_disposable as disposable, gender, gender_valid as valid,
           gender_reason as reason from source_records order by record_id`,
      ),
    ).toEqual([
      {
        meant: 'li+x@gmail.com',
        role: false,
        disposable: false,
        gender: 'female',
        valid: true,
        reason: null,
      },
      { meant: null, role: true, disposable: false, gender: 'male', valid: true, reason: null },
      { meant: null, role: true, disposable: true, gender: 'male', valid: true, reason: null },
      { meant: null, role: false, disposable: true, gender: null, valid: false, reason: 'not_known' },
      { meant: null, role: null, disposable: null, gender: null, valid: null, reason: null },
    ]);
    expect(
      await built.rows(
        `select rule, dimension, sum(rows_tested) as tested, sum(rows_failed) as failed from data_quality
         where rule in ('email_domain_meant', 'email_of_person', 'email_lasting') group by all order by rule`,
      ),
    ).toEqual([
      { rule: 'email_domain_meant', dimension: 'validity', tested: 4n, failed: 1n },
      { rule: 'email_lasting', dimension: 'validity', tested: 4n, failed: 2n },
      { rule: 'email_of_person', dimension: 'validity', tested: 4n, failed: 2n },
    ]);
  });
});
