import { beforeAll, describe, expect, it } from 'vitest';
import { buildTables, land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event } from '../support/warehouse.ts';

let folder: string;
beforeAll(async () => {
  folder = newProject();
  await land(folder, [
    event(
      'profile.updated',
      '2026-03-01T09:00:00Z',
      {
        customer: { customer_ref: 'A' },
        name: '李伟',
        emails: ['li.wei@example.cn'],
        phones: ['138 0013 8000'],
        address: { city: '厦门市' },
      },
      { source: 'crm' },
    ),
    event(
      'profile.updated',
      '2026-04-01T09:00:00Z',
      { customer: { email: 'li.wei@example.cn' }, name: 'Li Wei', address: { city: '泉州市' } },
      { source: 'my shop' },
    ),
    event(
      'profile.updated',
      '2026-03-01T09:00:00Z',
      { customer: { phone: '13900139000' }, name: '王芳' },
      { source: 'pos' },
    ),
    event(
      'profile.updated',
      '2026-03-01T09:00:00Z',
      { customer: { customer_ref: 'lone' }, name: '赵静怡', company: 'Alpen Bau SARL' },
      { source: 'pos' },
    ),
    event(
      'account.updated',
      '2026-03-01T09:00:00Z',
      { account_id: 'A-1', company: 'Soleil Technik' },
      { source: 'crm' },
    ),
  ]);
  await buildTables(folder);
});

const set = (...argv: string[]) => run(folder, ['customer', 'set', ...argv]);
const shown = async (id: string) => JSON.parse((await run(folder, ['customer', 'show', id, '--json'])).out);

describe('customer show', () => {
  it('says where each field is from, and how many records disagree', async () => {
    const { customer, provenance } = await shown('c1');
    expect(customer).toMatchObject({ full_name: 'Li Wei', city: '泉州市', phone: '+8613800138000' });
    expect(provenance).toEqual([
      expect.objectContaining({
        field: 'address',
        rule: 'most-recent',
        source: 'my shop',
        agreeing: 0,
        disagreeing: 1,
      }),
      expect.objectContaining({ field: 'email', source: 'my shop', agreeing: 1, disagreeing: 0 }),
      expect.objectContaining({ field: 'name', source: 'my shop', disagreeing: 1 }),
      expect.objectContaining({ field: 'phone', source: 'crm', agreeing: 0, disagreeing: 0 }),
    ]);
    const { out } = await run(folder, ['customer', 'show', 'c1']);
    expect(out).toMatch(/where each field is from\nfield +rule +source/);
    const { otherValues } = await shown('c1');
    expect(otherValues).toEqual([
      expect.objectContaining({
        field: 'address',
        source: 'crm',
        value: 'CN 福建省 厦门市',
        why: 'by most-recent, another record',
      }),
      expect.objectContaining({ field: 'name', source: 'crm', value: '李伟' }),
    ]);
    expect(customer.missing_fields).toContain('gender, birth_date');
  });
});

describe('customer set', () => {
  it('corrects several fields at once, wins over what comes later, and survives a full rebuild', async () => {
    const dry = await set('c1', 'full_name=李玮', '--reason', 'he called', '--dry-run');
    expect(dry).toMatchObject({ code: 0, out: 'would be landed: c1 full_name = 李玮\n' });
    const { code, out, err } = await set(
      'c1',
      'full_name=李玮',
      'city=厦门市',
      '--reason',
      'he called',
      '--by',
      'chen',
      '--json',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      schema: 'clientele.customer-set/1',
      customerId: 'c1',
      landed: 2,
    });
    await land(
      folder,
      [
        event(
          'profile.updated',
          '2026-12-01T09:00:00Z',
          { customer: { customer_ref: 'A' }, name: '李伟伟' },
          { source: 'crm' },
        ),
      ],
      'later',
    );
    await buildTables(folder);
    const corrected = await shown('c1');
    expect(corrected.customer).toMatchObject({ full_name: '李玮', city: '厦门市' });
    expect(corrected.provenance).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'name', rule: 'steward' }),
        expect.objectContaining({ field: 'city', rule: 'steward' }),
      ]),
    );
    expect(await run(folder, ['build', '--full-refresh'])).toMatchObject({ code: 0 });
    expect((await shown('c1')).customer).toMatchObject({ full_name: '李玮', city: '厦门市' });
  });

  it('reads a number by the country that the address of the customer says, as the build does', async () => {
    const other = newProject();
    const of = (ref: string, phone: string, address: Record<string, string>) =>
      event(
        'profile.updated',
        '2026-03-01T09:00:00Z',
        { customer: { customer_ref: ref }, name: `Rebecca ${ref}`, phones: [phone], address },
        { source: 'crm' },
      );
    await land(other, [
      of('Hill', '9123 4567', { street: '香港九龍旺角彌敦道100號' }),
      of('Wood', '07950 920510', { street: '10 Park Row', city: 'Leeds', postal_code: 'LS1 2AT' }),
    ]);
    await buildTables(other);
    const phoneSet = async (ref: string, phone: string) =>
      (await run(other, ['customer', 'set', ref, `phone=${phone}`, '--reason', 'r', '--json', '--dry-run']))
        .out;
    expect(JSON.parse(await phoneSet('Hill', '9123 4999')).corrections).toMatchObject([
      { value: '+85291234999' },
    ]);
    expect(JSON.parse(await phoneSet('Wood', '07950 920519')).corrections).toMatchObject([
      { value: '+447950920519' },
    ]);
  });

  it('names a customer that has nothing but a telephone', async () => {
    const { customer } = await shown('13900139000');
    expect(await set(customer.customer_id, 'gender=女', '--reason', 'she said so')).toMatchObject({
      code: 0,
    });
    await buildTables(folder);
    expect((await shown(customer.customer_id)).customer.gender).toBe('female');
  });

  it('lands the standard form with the raw beside it, and the customer is found by it', async () => {
    const { customer } = await shown('13900139000');
    const id = customer.customer_id;
    const { out, err } = await set(
      id,
      'phone=139 0013 9009',
      'email=Wang.Fang@Example.CN',
      'gender=1',
      'birth_date=1985年3月2日',
      'company=新公司',
      'province=福建',
      'city=厦门',
      'postal_code=361001',
      '--reason',
      'she wrote',
      '--json',
    );
    expect(err).toBe('');
    expect(JSON.parse(out).corrections).toEqual([
      { field: 'phone', value: '+8613900139009', raw: '139 0013 9009' },
      { field: 'email', value: 'wang.fang@example.cn', raw: 'Wang.Fang@Example.CN' },
      { field: 'gender', value: 'male', raw: '1' },
      { field: 'birth_date', value: '1985-03-02', raw: '1985年3月2日' },
      { field: 'company', value: '新公司', raw: '新公司' },
      { field: 'province', value: '福建省', raw: '福建' },
      { field: 'city', value: '厦门市', raw: '厦门' },
      { field: 'postal_code', value: '361001', raw: '361001' },
      { field: 'country', value: 'CN', raw: '福建' },
    ]);
    await buildTables(folder);
    const corrected = {
      customer_id: id,
      phone: '+8613900139009',
      email: 'wang.fang@example.cn',
      gender: 'male',
      birth_date: expect.stringMatching(/^1985-03-02/),
      company: '新公司',
      province: '福建省',
      city: '厦门市',
      postal_code: '361001',
    };
    for (const name of ['139 0013 9009', 'Wang.Fang@EXAMPLE.cn', '+8613900139009'])
      expect((await shown(name)).customer, name).toMatchObject(corrected);
    const analyst = await run(folder, [
      'query',
      `select c.company, c.missing_fields, h.company, h.city, h.account_id from customers as c join customer_history as h using (customer_id) where customer_id = '${id}'`,
      '--json',
    ]);
    expect(analyst.out).toContain('新公司');
  });

  it('shows a telephone number as people write it', async () => {
    const landed = await set('13900139000', 'phone=139 0013 9001', '--reason', 'she wrote', '--dry-run');
    expect(landed.out).toMatch(/phone = \+86-139-0013-9001 \("139 0013 9001"\)/);
    const { out } = await run(folder, ['customer', 'show', '13900139000']);
    expect(out).toMatch(/^phone .*\+86-139-0013-9009$/m);
    expect(out).toMatch(/^phone +steward .*\+86-139-0013-9009$/m);
    expect(out).not.toMatch(/[^:]\+86139/);
  });

  it('splits a full name anew, and makes it anew from a part', async () => {
    const { customer } = await shown('13900139000');
    const names = async () => {
      await buildTables(folder);
      const { full_name, family_name, given_name } = (await shown(customer.customer_id)).customer;
      return [full_name, family_name, given_name];
    };
    await set(customer.customer_id, 'full_name=欧阳芳', '--reason', 'her papers');
    await set(customer.customer_id, 'given_name=芳芳', '--reason', 'her papers');
    expect(await names()).toEqual(['欧阳芳芳', '欧阳', '芳芳']);
    await set(customer.customer_id, 'full_name=Fang Wang', '--reason', 'her papers');
    expect(await names()).toEqual(['Fang Wang', 'Wang', 'Fang']);
  });

  it('keeps the parts of a name that only its comma tells apart', async () => {
    const { customer } = await shown('13900139000');
    const { out } = await set(
      customer.customer_id,
      'full_name=García Márquez, José',
      '--reason',
      'his papers',
    );
    expect(out).toContain('family_name = García Márquez');
    await buildTables(folder);
    expect((await shown(customer.customer_id)).customer).toMatchObject({
      full_name: 'José García Márquez',
      family_name: 'García Márquez',
      given_name: 'José',
    });
  });

  it('reads an address as a whole: areas that are implied come along, a street loses those that it repeats', async () => {
    const { customer } = await shown('lone');
    const { out, err } = await set(customer.customer_id, 'city=深圳', '--reason', 'she wrote', '--json');
    expect(err).toBe('');
    expect(
      JSON.parse(out).corrections.map(({ field, value }: Record<string, string>) => [field, value]),
    ).toEqual([
      ['city', '深圳市'],
      ['country', 'CN'],
      ['province', '广东省'],
    ]);
    await buildTables(folder);
    const street = await set(
      customer.customer_id,
      'street=深圳市南山区科技南路1号2栋301',
      '--reason',
      'she wrote',
      '--json',
      '--dry-run',
    );
    expect(JSON.parse(street.out).corrections).toMatchObject([
      { field: 'street', value: '科技南路1号' },
      { field: 'district', value: '南山区' },
      { field: 'detail', value: '2栋301' },
    ]);
  });

  it('of parts shows them with their values, and says of the whole which of it no record said', async () => {
    const anew = newProject();
    await land(anew, [
      event(
        'profile.updated',
        '2026-03-01T09:00:00Z',
        {
          customer: { customer_ref: 'ZJ', email: 'zhang.jun@example.cn' },
          name: '张军',
          address: { city: '深圳市', street: '中山路9号' },
        },
        { source: 'crm' },
      ),
      event(
        'profile.updated',
        '2026-04-01T09:00:00Z',
        {
          customer: { customer_ref: 'ZJ2', email: 'zhang.jun@example.cn' },
          name: '张军',
          address: { city: '深圳市', street: '解放路8号' },
        },
        { source: 'pos' },
      ),
    ]);
    await buildTables(anew);
    const corrected = ['street=中山路99号', 'detail=3楼', 'given_name=强'];
    await run(anew, ['customer', 'set', 'c1', ...corrected, '--reason', 'he wrote']);
    await buildTables(anew);
    const { out } = await run(anew, ['customer', 'show', 'c1', '--json']);
    const { provenance, otherValues, corrections } = JSON.parse(out);
    const origins = provenance.map(({ field, rule, corrected, value }: Record<string, unknown>) => [
      field,
      rule,
      corrected,
      value,
    ]);
    expect(origins).toEqual([
      ['address', 'most-recent', 'street, detail', 'CN 广东省 深圳市 中山路99号 3楼'],
      ['detail', 'steward', null, '3楼'],
      ['email', 'most-recent', null, 'zhang.jun@example.cn'],
      ['given_name', 'steward', null, '强'],
      ['name', 'most-recent', 'given_name', '张强'],
      ['street', 'steward', null, '中山路99号'],
    ]);
    const others = otherValues.map(({ field, record_id, value, why }: Record<string, unknown>) => [
      field,
      record_id,
      value,
      why,
    ]);
    expect(others).toEqual([
      ['address', 2, 'CN 广东省 深圳市 解放路8号', 'a steward corrected street, detail'],
      ['address', 1, 'CN 广东省 深圳市 中山路9号', 'by most-recent, another record'],
      ['given_name', 2, '军', 'a steward said otherwise'],
      ['given_name', 1, '军', 'a steward said otherwise'],
      ['name', 2, '张军', 'a steward corrected given_name'],
      ['name', 1, '张军', 'a steward corrected given_name'],
      ['street', 2, '解放路8号', 'a steward said otherwise'],
      ['street', 1, '中山路9号', 'a steward said otherwise'],
    ]);
    const ofDetail = corrections.filter(({ field }: { field: string }) => field === 'detail');
    expect(ofDetail.map(({ value }: { value: string }) => value)).toEqual(['3楼']);
    const told = (await run(anew, ['customer', 'show', 'c1'])).out;
    expect(told).toMatch(/^address +most-recent; a steward corrected street, detail +pos /m);
    expect(told).toMatch(/^street +steward +steward .* 中山路99号$/m);
  });

  it.each([
    ['district=鼓楼', 'several cities have a district'],
    ['street=厦门市湖里区湖里大道1号', 'street: "厦门市湖里区湖里大道1号" is not in 广东省深圳市'],
  ])('refuses %s, which fits no place or several', async (correction, message) => {
    const { customer } = await shown('lone');
    const clear = correction.startsWith('district') ? ['province=', 'city='] : [];
    const { code, err } = await set(customer.customer_id, ...clear, correction, '--reason', 'x');
    expect(code).toBe(1);
    expect(err).toContain(message);
  });

  it.each([
    ['email=foo@gmial.com', 'foo@gmial.com is a letter away from foo@gmail.com'],
    ['account_id=NOPE', 'no source has an account NOPE'],
    ['account_id=A-1', "A-1 is Soleil Technik, the customer's company Alpen Bau SARL"],
  ])('warns of %s, and lands it', async (correction, warning) => {
    const { customer } = await shown('lone');
    const { code, out, err } = await set(
      customer.customer_id,
      correction,
      '--reason',
      'x',
      '--dry-run',
      '--json',
    );
    expect(code).toBe(0);
    expect(err).toContain(warning);
    expect(JSON.parse(out).warnings).toEqual([expect.stringContaining(warning)]);
  });

  it('clears a field for good, whatever sources say later, and can set it again', async () => {
    const { out } = await set('c1', 'phone=', 'city=', '--reason', 'not his', '--by', 'chen');
    expect(out).toBe('landed: c1 phone cleared, city cleared; type: clientele build\n');
    await land(
      folder,
      [
        event(
          'profile.updated',
          '2026-12-02T09:00:00Z',
          { customer: { customer_ref: 'A' }, phones: ['138 0013 8000'] },
          { source: 'crm' },
        ),
      ],
      'phone again',
    );
    await buildTables(folder);
    const { customer, provenance } = await shown('c1');
    expect(customer).toMatchObject({ phone: null, city: null });
    expect(provenance).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'phone', rule: 'steward' }),
        expect.objectContaining({ field: 'city', rule: 'steward' }),
      ]),
    );
    const { corrections, otherValues } = await shown('c1');
    expect(corrections[0]).toMatchObject({ field: 'city', value: '', reason: 'not his', steward: 'chen' });
    expect(otherValues).toContainEqual(
      expect.objectContaining({ field: 'phone', value: '+8613800138000', why: 'a steward said otherwise' }),
    );
    await set('c1', 'phone=13700137000', '--reason', 'he called');
    await buildTables(folder);
    expect((await shown('c1')).customer.phone).toBe('+8613700137000');
  });

  it.each([
    ['1985年3月2日', '1985-03-02'],
    ['14.07.1985', '1985-07-14'],
    ['2 March 1985', '1985-03-02'],
    ['1985-3-2', '1985-03-02'],
  ])('reads a birth date as a source may write it: %s', async (raw, value) => {
    const { code, out } = await set(
      'c1',
      `birth_date=${raw}`,
      '--reason',
      'her papers',
      '--json',
      '--dry-run',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).corrections).toEqual([{ field: 'birth_date', value, raw }]);
  });

  it.each([
    ['email=li.wei', 'email: "li.wei" is not valid (no at)'],
    ['phone=12', 'phone: "12" is not valid (too short)'],
    [
      'birth_date=04/07/1985',
      'birth_date: "04/07/1985" is not valid (ambiguous); is it 1985-07-04 or 1985-04-07?',
    ],
    ['birth_date=2030-01-01', 'birth_date: "2030-01-01" is not valid (future)'],
    ['full_name=13800138000', 'full_name: "13800138000" is not valid (no letters)'],
    ['full_name=测试', 'full_name: "测试" is not valid (placeholder)'],
    ['gender=banana', 'gender: "banana" is not valid (not a gender)'],
    ['country=Atlantis', 'country: "Atlantis" is not valid (not a country)'],
    ['city=广州', 'city: 广州市 is in 广东省, not in 福建省; correct province=… and city=… together'],
    ['job_title=clerk', 'job_title is given more than once: "buyer", "clerk"'],
    ['country=US', 'country: 福建省 is in CN, not in US; correct country=… and province=… together'],
    [
      'phone=13800138000/13900139000',
      'phone: "13800138000/13900139000" holds several; which one is it, +8613800138000 or +8613900139000?',
    ],
    [
      'email=a.b@example.cn c.d@example.cn',
      'holds several; which one is it, a.b@example.cn or c.d@example.cn?',
    ],
    ['=x', '"=x" is no correction; write field=value'],
    ['shoe_size=44', 'no field "shoe_size"; the fields are full_name'],
    ['email', '"email" is no correction; write field=value'],
  ])('refuses %s with a reason, and lands nothing', async (correction, message) => {
    const { code, err, out } = await set('c1', 'job_title=buyer', correction, '--reason', 'x');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });
});
