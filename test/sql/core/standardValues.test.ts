import fs from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  standardiseBirthDate,
  standardiseEmail,
  standardisePhone,
} from '../../../transforms/standardise/index.ts';
import { type Engine, openEngine, rows } from '../../../warehouse/index.ts';
import { event, type Warehouse, warehouse } from '../../support/warehouse.ts';

let built: Warehouse | undefined;
afterEach(() => {
  built?.close();
  built = undefined;
});

const profile = (ref: string, customer: Record<string, string>, data: Record<string, unknown> = {}) =>
  event(
    'profile.updated',
    '2026-03-02T10:00:00Z',
    { customer: { customer_ref: ref, ...customer }, ...data },
    { source: 'crm' },
  );

describe('source records', () => {
  it('hold every field in the standard form, valid or not, why not, and the raw', async () => {
    built = await warehouse(
      [
        profile(
          'A',
          { email: 'Wang.Fang@QQ.com', phone: '８６-138 0013 8000' },
          {
            name: '王芳女士',
            gender: '女',
            address: { country: '中国', province: '广东', city: '深圳', street: ' 科技路　1 号 ' },
          },
        ),
        profile('B', { email: 'fang.lin', phone: '+44 20 7946 0018' }, { name: 'test', company: '个人' }),
        profile('C', { phone: '0755-8266 8888' }, { name: 'SMITH, JOHN', birth_date: '1900-01-01' }),
        profile('D', { phone: '2345 6789' }, { address: { country: 'US', city: 'Austin' } }),
      ],
      { select: '+source_records' },
    );
    expect(
      await built.rows(
        `select full_name, family_name, given_name, latin_name, titled_gender, email, phone, phone_type, phone_country, gender,
           country, province, city, street from source_records where customer_ref in ('A', 'C') order by customer_ref`,
      ),
    ).toEqual([
      {
        full_name: '王芳',
        family_name: '王',
        given_name: '芳',
        latin_name: 'wang fang',
        titled_gender: 'female',
        email: 'wang.fang@qq.com',
        phone: '+8613800138000',
        phone_type: 'mobile',
        phone_country: 'CN',
        gender: 'female',
        country: 'CN',
        province: '广东省',
        city: '深圳市',
        street: '科技路1号',
      },
      {
        full_name: 'John Smith',
        family_name: 'Smith',
        given_name: 'John',
        latin_name: 'smith john',
        titled_gender: null,
        email: null,
        phone: '+8675582668888',
        phone_type: 'fixed',
        phone_country: 'CN',
        gender: null,
        country: null,
        province: null,
        city: null,
        street: null,
      },
    ]);
    expect(
      await built.rows(
        `select email, email_valid as ev, email_reason as er, full_name, name_reason as nr, company, company_reason as cr,
           phone_valid as pv, phone_reason as pr, full_name_raw, phone_raw
         from source_records where customer_ref in ('B', 'D') order by customer_ref`,
      ),
    ).toEqual([
      {
        email: 'fang.lin',
        ev: false,
        er: 'no_at',
        full_name: null,
        nr: 'placeholder',
        company: null,
        cr: 'not_a_company',
        pv: true,
        pr: null,
        full_name_raw: 'test',
        phone_raw: '+44 20 7946 0018',
      },
      {
        email: null,
        ev: null,
        er: null,
        full_name: null,
        nr: null,
        company: null,
        cr: null,
        pv: false,
        pr: 'too_short',
        full_name_raw: null,
        phone_raw: '2345 6789',
      },
    ]);
    expect(
      await built.rows(
        "select birth_date, birth_date_valid, birth_date_reason from source_records where customer_ref = 'C'",
      ),
    ).toEqual([{ birth_date: null, birth_date_valid: false, birth_date_reason: 'placeholder' }]);
  });

  it('judge the age of a birth date as standardising does, to the day', async () => {
    const asOf = '2026-03-02';
    const births = [
      '1905-03-01',
      '1905-03-02',
      '1905-03-03',
      '1906-03-01',
      '1906-03-02',
      '1906-03-03',
      '2026-03-02',
      '2026-03-03',
    ];
    built = await warehouse(
      births.map((birth_date) => profile(birth_date, {}, { name: 'Li Wei', birth_date })),
      { select: '+source_records' },
    );
    const found = await built.rows<{ born: string; valid: boolean; reason: string | null }>(
      'select customer_ref as born, birth_date_valid as valid, birth_date_reason as reason from source_records order by born',
    );
    expect(found).toEqual(
      births.map((born) => {
        const { valid, reason } = standardiseBirthDate(born, { asOf });
        return { born, valid, reason };
      }),
    );
    expect(found.map(({ reason }) => reason)).toEqual([
      ...['over_120_years', 'over_120_years', null, null, null, null, null, 'future'],
    ]);
  });

  it('have telephones and dates read by the country that their address says, in a column or in its text', async () => {
    const phone = '07950 920510';
    const parkRow = '10 Park Row, Leeds, LS1 2AT, United Kingdom';
    const profiles = [
      profile('text', { phone }, { name: 'Rebecca Hill', address: { street: parkRow } }),
      profile(
        'column',
        { phone },
        {
          name: 'Rebecca Hill',
          address: { country: 'GB', street: '10 Park Row', city: 'Leeds', postal_code: 'LS1 2AT' },
        },
      ),
      profile('named twice', { phone }, { name: 'Wang Fang', address: { country: '中国', street: parkRow } }),
      profile('unread', { phone }, { name: 'Ann Lee', address: { country: '-', street: parkRow } }),
      profile('nowhere', { phone }, { name: '李娜', address: { street: '某处' } }),
      profile(
        'US',
        { phone: '(212) 736-3100' },
        {
          name: 'Jo Roe',
          birth_date: '03/04/1985',
          address: { street: '350 5th Ave Apt 4B, New York, NY 10118, USA' },
        },
      ),
      profile(
        'HK',
        { phone: '2345 6789' },
        { name: '陳大文', address: { street: '香港九龍旺角彌敦道100號' } },
      ),
      profile(
        'TW',
        { phone: '02-2345-6789' },
        { name: '林志明', birth_date: '79/1/2', address: { province: '台湾', city: '台北' } },
      ),
      profile(
        'further',
        {},
        { name: 'Rebecca Hill', phones: ['13800138000', phone], address: { street: parkRow } },
      ),
    ];
    built = await warehouse(profiles, { select: '+customers' });
    const found = await built.rows(
      `select customer_ref as ref, phone, phone_valid as valid, country, cast(birth_date as varchar) as born
       from source_records order by record_id`,
    );
    const british = '+447950920510';
    expect(found).toEqual([
      { ref: 'text', phone: british, valid: true, country: 'GB', born: null },
      { ref: 'column', phone: british, valid: true, country: 'GB', born: null },
      { ref: 'named twice', phone: '+867950920510', valid: true, country: 'GB', born: null },
      { ref: 'unread', phone: british, valid: true, country: 'GB', born: null },
      { ref: 'nowhere', phone: '+867950920510', valid: true, country: null, born: null },
      { ref: 'US', phone: '+12127363100', valid: true, country: 'US', born: '1985-03-04' },
      { ref: 'HK', phone: '+85223456789', valid: true, country: 'CN', born: null },
      { ref: 'TW', phone: '+886223456789', valid: true, country: 'CN', born: '1990-01-02' },
      { ref: 'further', phone: '+8613800138000', valid: true, country: 'GB', born: null },
    ]);
    const women = await built.rows(
      `select distinct i.customer_id from customer_identity as i join source_records as r using (record_id)
       where r.full_name = 'Rebecca Hill'`,
    );
    expect(women).toEqual([{ customer_id: 'c1' }]);
  });

  it.each([
    ['N/A', 'Smith', 'Smith', null, 'Smith'],
    ['None', 'Smith', 'Smith', null, 'Smith'],
    ['NaN', 'Smith', 'Smith', null, 'Smith'],
    ['unknown', 'Smith', 'Smith', null, 'Smith'],
    ['-', 'Smith', 'Smith', null, 'Smith'],
    ['John', 'N/A', 'John', 'John', null],
    ['未知', '王', '王', null, '王'],
    ['无', '张', '张', null, '张'],
    ['先生', '李', '李', null, '李'],
    ['Na', 'Li', 'Na Li', 'Na', 'Li'],
    ['Nan', 'Wang', 'Nan Wang', 'Nan', 'Wang'],
    ['空', '山田', '山田空', '空', '山田'],
    ['None', 'Null', null, null, null],
    ['Test', 'Smith', null, 'Test', 'Smith'],
  ])('of a name in the parts %j and %j is %j', async (given, family, whole, givenName, familyName) => {
    built = await warehouse([profile('A', {}, { given_name: given, family_name: family })], {
      select: '+source_records',
    });
    expect(await built.rows('select full_name, given_name, family_name from source_records')).toEqual([
      { full_name: whole, given_name: givenName, family_name: familyName },
    ]);
  });

  it('keep a part of a name when a later profile says nothing in its place', async () => {
    const later = event(
      'profile.updated',
      '2026-03-09T10:00:00Z',
      { customer: { customer_ref: 'A' }, given_name: 'N/A', family_name: 'Smith' },
      { source: 'crm' },
    );
    built = await warehouse([profile('A', {}, { given_name: 'John', family_name: 'Smith' }), later], {
      select: '+source_records',
    });
    expect(await built.rows('select full_name, given_name from source_records')).toEqual([
      { full_name: 'John Smith', given_name: 'John' },
    ]);
  });

  it('take an e-mail address in the place of the phone for the address', async () => {
    built = await warehouse(
      [
        profile('A', { phone: 'Li@example.cn' }),
        profile('B', { phone: 'li@example.cn', email: 'wei@example.cn' }),
      ],
      { select: '+source_records' },
    );
    expect(
      await built.rows(
        'select email, phone, phone_valid, phone_reason from source_records order by record_id',
      ),
    ).toEqual([
      { email: 'li@example.cn', phone: null, phone_valid: false, phone_reason: 'email' },
      { email: 'wei@example.cn', phone: null, phone_valid: false, phone_reason: 'email' },
    ]);
  });

  it('are one customer however a number is written', async () => {
    built = await warehouse(
      [
        profile('A', { phone: '+86 138-0013-8000' }),
        profile('B', { phone: '１３８００１３８０００' }),
        profile('C', { phone: '13800138000 转 8012' }),
        profile('D', { phone: '13800138000；021-6266 8888' }),
        profile('E', { phone: '13900139000' }),
      ],
      { select: '+customers' },
    );
    expect(
      await built.rows(
        `select customer_id, list(r.customer_ref order by r.record_id) as refs from customer_identity as i
         join source_records as r on r.record_id = i.record_id group by customer_id order by customer_id`,
      ),
    ).toEqual([
      { customer_id: 'c1', refs: ['A', 'B', 'C', 'D'] },
      { customer_id: 'c5', refs: ['E'] },
    ]);
  });

  it('keep the parts of an address in their places where one holds a bar', async () => {
    const address = {
      country: 'US',
      province: 'New York | NY',
      city: 'Rye|Brook',
      street: '5 Main | Rear',
      postal_code: '10573',
    };
    built = await warehouse([profile('A', {}, { address })], { select: '+source_records' });
    expect(
      await built.rows('select province, city, district, postal_code, street from source_records'),
    ).toEqual([
      {
        province: 'New York NY',
        city: 'Rye Brook',
        district: null,
        postal_code: '10573',
        street: '5 Main | Rear',
      },
    ]);
  });

  it('say nothing of fields that are all empty', async () => {
    built = await warehouse(
      [profile('A', { email: ' ', phone: ' ' }, { name: '　', gender: ' ', address: { country: ' ' } })],
      { select: '+customers' },
    );
    expect(
      await built.rows(
        'select full_name, email, phone, gender, country, email_valid, name_valid from source_records',
      ),
    ).toEqual([
      {
        full_name: null,
        email: null,
        phone: null,
        gender: null,
        country: null,
        email_valid: null,
        name_valid: null,
      },
    ]);
    expect(await built.rows('select count(*)::int as n from customers')).toEqual([{ n: 1 }]);
  });
});

describe('what SQL takes for plain', () => {
  let engine: Engine;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    engine = await openEngine();
    connection = await engine.connect();
    await connection.run(fs.readFileSync('sql/functions/duckdb.sql', 'utf8'));
  });
  afterAll(() => engine.close());
  const isPlain = async (call: string) =>
    (await rows<{ v: boolean | null }>(connection, `select ${call} as v`))[0]?.v === true;

  it('is an address that standardising only writes in lower case', async () => {
    const sign = fc.constantFrom(...'abZ09.-_+@');
    const address = fc
      .tuple(fc.string({ unit: sign, minLength: 1, maxLength: 9 }), fc.string({ unit: sign, maxLength: 9 }))
      .map(([local, domain]) => `${local}@${domain}.com`);
    let plain = 0;
    await fc.assert(
      fc.asyncProperty(address, async (email) => {
        if (!(await isPlain(`is_plain_email('${email}')`))) return;
        plain++;
        expect(standardiseEmail(email)).toMatchObject({ value: email.toLowerCase(), valid: true });
      }),
      { numRuns: 1500, seed: 7 },
    );
    expect(plain).toBeGreaterThan(20);
  });

  it('is a mobile that standardising writes as +86 and its digits, in every range', async () => {
    let plain = 0;
    for (let prefix = 13000; prefix < 20000; prefix += 7)
      for (const form of [`${prefix}123456`, `+86 ${prefix}123456`]) {
        if (
          !(await isPlain(`is_plain_mobile('${form}', false)`)) &&
          !(await isPlain(`is_plain_mobile('${form}', true)`))
        )
          continue;
        plain++;
        expect(standardisePhone(form, { country: 'CN' }), form).toMatchObject({
          value: `+86${prefix}123456`,
          valid: true,
          type: 'mobile',
        });
      }
    expect(plain).toBeGreaterThan(1000);
    for (const madeUp of ['13800000000', '+86 138-0000-0000', '139 1234 5678'])
      expect(await isPlain(`is_plain_mobile('${madeUp}', true)`), madeUp).toBe(false);
  });
});
