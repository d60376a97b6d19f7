import fc from 'fast-check';
import parsePhoneNumber, { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import {
  assignedNumber,
  displayPhone,
  isMainlandMobile,
  standardisePhone,
  standardisePhones,
} from '../../../transforms/standardise/index.ts';

describe('a telephone number', () => {
  test.each([
    ['13800138000', '+8613800138000', 'mobile', 'CN'],
    ['138 0013 8000', '+8613800138000', 'mobile', 'CN'],
    ['138-0013-8000', '+8613800138000', 'mobile', 'CN'],
    ['１３８００１３８０００', '+8613800138000', 'mobile', 'CN'],
    ['+86 (0)138-0013-8000', '+8613800138000', 'mobile', 'CN'],
    ['(+86)13800138000', '+8613800138000', 'mobile', 'CN'],
    ['8613800138000', '+8613800138000', 'mobile', 'CN'],
    ['0086 13800138000', '+8613800138000', 'mobile', 'CN'],
    ['013800138000', '+8613800138000', 'mobile', 'CN'],
    ['手机：13800138000', '+8613800138000', 'mobile', 'CN'],
    ['13800138000.0', '+8613800138000', 'mobile', 'CN'],
    ['8613800138000.00', '+8613800138000', 'mobile', 'CN'],
    ['13800138000（妈妈）', '+8613800138000', 'mobile', 'CN'],
    ['电话13800138000(微信同号)', '+8613800138000', 'mobile', 'CN'],
    ['张三 13800138000', '+8613800138000', 'mobile', 'CN'],
    ['联系人电话：+86 138 0013 8000', '+8613800138000', 'mobile', 'CN'],
    ['13800138000【工作】', '+8613800138000', 'mobile', 'CN'],
    ['13800138000微信同号', '+8613800138000', 'mobile', 'CN'],
    ["'13800138000", '+8613800138000', 'mobile', 'CN'],
    ['Tel: 010-62785001', '+861062785001', 'fixed', 'CN'],
    ['Mobile No. 13800138000', '+8613800138000', 'mobile', 'CN'],
    ['公司座机 (010)62785001', '+861062785001', 'fixed', 'CN'],
    ['010-62785001', '+861062785001', 'fixed', 'CN'],
    ['(021)62785001', '+862162785001', 'fixed', 'CN'],
    ['0755 8888 9999', '+8675588889999', 'fixed', 'CN'],
    ['400-820-8820', '+864008208820', 'shared_cost', 'CN'],
    ['8008208820', '+868008208820', 'toll_free', 'CN'],
    ['+1 213 373 4253', '+12133734253', 'fixed_or_mobile', 'US'],
    ['+44 20 7946 0018', '+442079460018', 'fixed', 'GB'],
    ['+852 5123 4567', '+85251234567', 'mobile', 'HK'],
    ['010/62785001', '+861062785001', 'fixed', 'CN'],
    ['座机 010/62785001', '+861062785001', 'fixed', 'CN'],
    ['+49 (0) 30 / 901820', '+4930901820', 'fixed', 'DE'],
    ['+٩٧١٥٠١٢٣٤٥٦٧', '+971501234567', 'mobile', 'AE'],
  ])('%s is %s, %s in %s', (raw, value, type, country) => {
    expect(standardisePhone(raw)).toMatchObject({ value, valid: true, reason: null, type, country });
  });

  test.each([
    ['02162785001转801', '801'],
    ['010-62785001 分机 12', '12'],
    ['010-62785001-801', '801'],
    ['+1 213 373 4253 ext. 7', '7'],
    ['+1 213 373 4253 x7', '7'],
    ['010-62785001#3', '3'],
    ['+861062785001;ext=55', '55'],
    ['010-62785001(转801)', '801'],
    ['010-62785001 (ext. 801)', '801'],
    ['公司 010-62785001 转 801', '801'],
    ['010-62785001内线801', '801'],
    ['+86-21-6427-8888-801', '801'],
    ['0086-21-64278888-801', '801'],
    ['(021) 6427-8888-801', '801'],
    ['+81 3-3211-1111（内線12）', '12'],
    ['+33 1 42 68 53 00 poste 12', '12'],
    ['+33 1 42 68 53 00 (poste 12)', '12'],
    ['+49 30 901820 Durchwahl 12', '12'],
    ['+55 11 3021-8500 ramal 12', '12'],
    ['+7 495 123-45-67 доб. 12', '12'],
    ['+86-138-0013-8000', null],
    ['010-6278-5001', null],
    ['+8613800138000转', null],
    ['010-62785001 (分机:)', null],
  ])('%s has the extension %s', (raw, extension) => {
    expect(standardisePhone(raw)).toMatchObject({ valid: true, extension });
  });

  test.each([
    [null, 'empty'],
    [undefined, 'empty'],
    ['', 'empty'],
    [' \u3000\u200b ', 'empty'],
    ['li.wei@example.cn', 'email'],
    ['张三', 'not_a_number'],
    ['2026年3月1日', 'not_a_number'],
    ['🙂', 'not_a_number'],
    ['/', 'placeholder'],
    ['未知', 'placeholder'],
    ['00000000000', 'placeholder'],
    ['12345678', 'placeholder'],
    ['13800000000', 'placeholder'],
    ['+86 138-0000-0000', 'placeholder'],
    ['139 1234 5678', 'placeholder'],
    ['110', 'too_short'],
    ['1380013800', 'too_short'],
    ['138001380001', 'too_long'],
    ['11010119900307003X', 'not_a_number'],
    ['110101199003070038', 'too_long'],
    ['62785001', 'no_area_code'],
    ['0113800138000', 'not_assigned'],
    ['138****8000', 'masked'],
    ['1380013XXXX', 'masked'],
    ['QQ 12345678', 'not_a_number'],
    ['身份证13800138000', 'not_a_number'],
    ['3号楼2单元', 'not_a_number'],
    ['1.38001E+10', 'not_a_number'],
  ])('%j is refused as %s', (raw, reason) => {
    expect(standardisePhone(raw)).toMatchObject({ value: null, valid: false, reason });
  });

  test('of a range that nobody has is given, and said not to be valid', () => {
    expect(standardisePhone('+44 7700 900123')).toMatchObject({
      value: '+447700900123',
      valid: false,
      reason: 'not_assigned',
    });
  });

  test('takes its country from the record before the default, and says when it took the default', () => {
    expect(standardisePhone('(213) 373-4253', { country: 'US' })).toMatchObject({
      value: '+12133734253',
      assumed: [],
    });
    expect(standardisePhone('020 7946 0018', { country: '英国' })).toMatchObject({ value: '+442079460018' });
    expect(standardisePhone('020 7946 0018', { defaultRegion: 'GB' })).toMatchObject({ assumed: ['region'] });
    expect(standardisePhone('13800138000', { country: 'China' })).toMatchObject({ assumed: [] });
  });

  test('of eleven digits 1[3-9]… is a mainland mobile where it is no number of the region', () => {
    expect(standardisePhone('13800138000', { country: 'US' })).toMatchObject({
      value: '+8613800138000',
      assumed: ['mainland_mobile'],
    });
    expect(standardisePhone('13802138000', { country: 'US' })).toMatchObject({
      value: '+13802138000',
      assumed: [],
    });
  });

  test.each([
    ['0852-91234567', undefined, '+85291234567'],
    ['0886 912 345 678', 'CN', '+886912345678'],
    ['091 98765 43210', 'IN', '+919876543210'],
    ['049 30 901820', 'DE', '+4930901820'],
  ])('%s in %s begins with a country code behind a 0, assumed: %s', (raw, country, value) =>
    expect(standardisePhone(raw, { country })).toMatchObject({
      value,
      valid: true,
      assumed: ['country_code'],
    }),
  );

  test('of a country without a numbering plan is refused, not thrown', () => {
    expect(standardisePhone('0672 123456', { country: 'AQ' }).valid).toBe(false);
  });

  test('is told from the mobile that follows with nothing between', () => {
    expect(standardisePhones('1380013800013900139000')).toMatchObject([
      { value: '+8613800138000', valid: true },
      { value: '+8613900139000', valid: true },
    ]);
  });

  test.each([
    ['Tel.: 089 / 123456', '+4989123456', null],
    ['Tel.: 089/123456-78', '+498912345678', null],
    ['Telefon: 089 123456', '+4989123456', null],
    ['Mobil: 0170 1234567', '+491701234567', null],
  ])('%s in DE is %s without its label', (raw, value, extension) =>
    expect(standardisePhone(raw, { country: 'DE' })).toMatchObject({ value, valid: true, extension }),
  );

  test.each([
    ['030/901820', 'DE', '+4930901820'],
    ['0221/1234567', 'DE', '+492211234567'],
    ['tel. 0170/1234567', 'DE', '+491701234567'],
    ['01/5131212', 'AT', '+4315131212'],
    ['91/1234567', 'ES', '+34911234567'],
    ['٠٥٠١٢٣٤٥٦٧', 'AE', '+971501234567'],
    ['०९८७६५४३२१०', 'IN', '+919876543210'],
  ])('%s in %s is one number, %s', (raw, country, value) => {
    expect(standardisePhones(raw, { country })).toMatchObject([{ value, valid: true }]);
  });

  test.each([
    ['1.3800138E+10', '+8613800138000'],
    ['1.3900139012e10', '+8613900139012'],
  ])('%s was written by a spreadsheet', (raw, value) => {
    expect(standardisePhone(raw)).toMatchObject({ value, valid: true, assumed: ['region', 'scientific'] });
  });

  test('behind one that says its country is of that country, if the record has none', () => {
    const raw = '+44 20 7946 0958, 020 7946 0959';
    expect(standardisePhones(raw)[1]).toMatchObject({ value: '+442079460959', assumed: ['first_number'] });
    expect(standardisePhones(raw, { defaultRegion: 'US' })[1]).toMatchObject({ value: '+442079460959' });
    expect(standardisePhones('+86 13800138000, 020 7946 0959', { country: 'GB' })[1]).toMatchObject({
      value: '+442079460959',
      assumed: [],
    });
  });

  test.each([
    ['852-91234567', '+85291234567', 'HK'],
    ['(852) 2345 6789', '+85223456789', 'HK'],
    ['853 6612 3456', '+85366123456', 'MO'],
    ['886-912-345-678', '+886912345678', 'TW'],
  ])(
    '%s is no number of the mainland, but one of the country whose code it begins with',
    (raw, value, country) => {
      expect(standardisePhone(raw)).toMatchObject({ value, valid: true, country, assumed: ['country_code'] });
      expect(standardisePhone(raw, { country: '中国' })).toMatchObject({ value, assumed: ['country_code'] });
      expect(standardisePhone(raw, { country: 'US' }).value).not.toBe(value);
    },
  );

  test('without area code gets the one of the context', () => {
    expect(standardisePhone('62785001', { areaCode: '010' })).toMatchObject({
      value: '+861062785001',
      assumed: ['region', 'area_code'],
    });
  });

  test.each([
    ['13800138000/13900139000', ['+8613800138000', '+8613900139000']],
    ['13800138000、13900139000', ['+8613800138000', '+8613900139000']],
    ['13800138000 13900139000', ['+8613800138000', '+8613900139000']],
    ['13800138000 或 13900139000', ['+8613800138000', '+8613900139000']],
    ['138 0013 8000 139 0013 9000', ['+8613800138000', '+8613900139000']],
    ['8613800138000 8613900139000', ['+8613800138000', '+8613900139000']],
    ['010-62785001 13800138000', ['+861062785001', '+8613800138000']],
    ['010-62785001/62785002', ['+861062785001', '+861062785002']],
    ['021-6427 8888 / 6427 9999', ['+862164278888', '+862164279999']],
    ['+86 10 62785001/62785002', ['+861062785001', '+861062785002']],
    ['0592-5885588/138-0013-8000', ['+865925885588', '+8613800138000']],
    ['010-62785001/138 0013 8000', ['+861062785001', '+8613800138000']],
    ['0592-5885588/852-9123-4567', ['+865925885588', '+85291234567']],
    ['办公:010-62785001 手机:138 0013 8000', ['+861062785001', '+8613800138000']],
    ['手机13800138000；座机010-62785001', ['+8613800138000', '+861062785001']],
    ['13800138000, 张三', ['+8613800138000', null]],
    ['13800138000（妈妈）/13900139000（爸爸）', ['+8613800138000', '+8613900139000']],
    ['13800138000（妈妈）13900139000（爸爸）', ['+8613800138000', '+8613900139000']],
    ['妈妈13800138000，爸爸13900139000', ['+8613800138000', '+8613900139000']],
    ['010-62785001转801/13800138000', ['+861062785001', '+8613800138000']],
    ['+1 415 555 2671 / 415 555 2672', ['+14155552671', '+14155552672']],
    ['+1 415 555 2671, 13802138000', ['+14155552671', '+8613802138000']],
    ['+852 9123 4567, 010-62785001', ['+85291234567', '+861062785001']],
    ['手机:13800138000 座机:010-62785001', ['+8613800138000', '+861062785001']],
    ['手机13800138000座机010-62785001', ['+8613800138000', '+861062785001']],
    ['Tel: 010-62785001 Mobile: 13800138000', ['+861062785001', '+8613800138000']],
    ['13800138000&13900139000', ['+8613800138000', '+8613900139000']],
    ['13800138000 / 张三', ['+8613800138000', null]],
    ['62785001/62785002', [null, null]],
  ])('of several in one field, %s, are all given', (raw, values) => {
    expect(standardisePhones(raw).map(({ value }) => value)).toEqual(values);
  });

  test('is shown with its parts', () => {
    expect(displayPhone('+8613800138000')).toBe('+86-138-0013-8000');
    expect(displayPhone('+861062785001', '801')).toBe('+86-10-6278-5001 ext. 801');
    expect(displayPhone('+12133734253')).toBe('+1-213-373-4253');
    expect(displayPhone('unlisted')).toBe('unlisted');
  });
});

describe('the laws of telephone numbers', () => {
  const digits = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
      .map((list) => list.join(''));

  test('the mobile rule says what libphonenumber says, for every prefix', () => {
    for (let prefix = 10_000; prefix < 20_000; prefix++) {
      const number = `${prefix}${String((prefix * 7919) % 1_000_000).padStart(6, '0')}`;
      const parsed = parsePhoneNumber(number, 'CN');
      const library = parsed?.getType() === 'MOBILE' && parsed.number === `+86${number}`;
      if (library !== isMainlandMobile(number))
        expect([number, isMainlandMobile(number)]).toEqual([number, library]);
    }
  });

  test('well-formed mainland numbers come out as from libphonenumber alone', () => {
    const spelling = fc.constantFrom('', '+86', '86', '0086', '+86 ', '+86-');
    const number = fc.oneof(
      digits(9).chain((rest) =>
        fc.constantFrom('13', '14', '15', '16', '17', '18', '19').map((head) => head + rest),
      ),
      digits(8).chain((rest) =>
        fc.constantFrom('010', '021', '0755', '0571', '029').map((head) => head + rest),
      ),
      digits(10).map((rest) => `1${rest}`),
    );
    fc.assert(
      fc.property(spelling, number, (code, national) => {
        const parsed = parsePhoneNumber(code.startsWith('00') ? `+86${national}` : code + national, 'CN');
        const type = parsed?.getType();
        fc.pre(!/^(\d)\1+$/.test(national));
        const ours = standardisePhone(code + national);
        if (type) expect([ours.value, ours.valid]).toEqual([parsed?.number, true]);
        else expect(ours.valid).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  test('the example of every country comes out as from libphonenumber, nationally and internationally', () => {
    for (const country of getCountries()) {
      const example = getExampleNumber(country, examples);
      if (!example?.isValid()) continue;
      expect(standardisePhone(example.formatInternational()).value, country).toBe(example.number);
      const parsed = parsePhoneNumber(example.formatNational(), country);
      if (parsed?.isValid())
        expect(standardisePhone(example.formatNational(), { country }).value, country).toBe(parsed.number);
    }
  });

  test('international numbers near the example of every country come out as from libphonenumber', () => {
    const example = fc.constantFrom(
      ...getCountries().flatMap((country) => getExampleNumber(country, examples)?.number.slice(1) ?? []),
    );
    let answered = 0;
    fc.assert(
      fc.property(example, digits(6), fc.integer({ min: 0, max: 6 }), (number, random, changed) => {
        const near = number.slice(0, number.length - changed) + random.slice(0, changed);
        const ours = assignedNumber(near);
        if (ours === null) return;
        answered += 1;
        const library = parsePhoneNumber(`+${near}`);
        expect(ours).toEqual({
          number: library?.number,
          type: library?.getType(),
          country: library?.country,
        });
      }),
      { numRuns: 30_000 },
    );
    expect(answered).toBeGreaterThan(10_000);
  });

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'0123456789+-() /、转x#ext@１３８'.split('')), maxLength: 30 }),
  );

  test('no text makes it throw, and a value stays what it is', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(undefined, 'CN', 'US', 'GB', '??'), (raw, country) => {
        for (const { value, valid, reason } of standardisePhones(raw, { country })) {
          expect(valid).toBe(reason === null);
          if (valid) expect(value).toMatch(/^\+\d{5,15}$/);
          if (value !== null) expect(standardisePhone(value, { country })).toMatchObject({ value, valid });
        }
      }),
      { numRuns: 5000 },
    );
  });
});
