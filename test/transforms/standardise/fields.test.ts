import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCharacter,
  editDistance,
  foldText,
  regionOf,
  standardiseBirthDate,
  standardiseCompany,
  standardiseGender,
  standardiseNationalId,
} from '../../../transforms/standardise/index.ts';

const asOf = '2026-03-31';

describe('a birth date', () => {
  test.each([
    '1990-01-02',
    '1990/1/2',
    '1990.01.02',
    '19900102',
    '1990年1月2日',
    '１９９０年１月２日',
    '一九九〇年一月二日',
    '02.01.1990',
    '2 January 1990',
    'Jan 2 1990',
    'January 2nd, 1990',
    '2. Januar 1990',
    '2 de enero de 1990',
    '1990-01-02T08:30:00Z',
    '1990-01-02 08:30:00',
    '32875',
    '民国79年1月2日',
    '2533-01-02',
    '90-01-02',
    '900102',
    '2-Jan-90',
  ])('%s is 1990-01-02', (raw) => {
    expect(standardiseBirthDate(raw, { asOf })).toMatchObject({
      value: '1990-01-02',
      valid: true,
      reason: null,
    });
  });

  test.each([
    ['1990-02-29', 'impossible'],
    ['1990-13-01', 'impossible'],
    ['1990-04-31', 'impossible'],
    ['1990', 'incomplete'],
    ['1990年5月', 'incomplete'],
    ['199005', 'incomplete'],
    ['May 1990', 'incomplete'],
    ['农历五月初五', 'lunar'],
    ['0000-00-00', 'placeholder'],
    ['1900-01-01', 'placeholder'],
    ['9999-12-31', 'placeholder'],
    ['13800138000', 'not_a_date'],
    ['张三', 'not_a_date'],
    ['🙂', 'not_a_date'],
  ])('%s is refused as %s', (raw, reason) => {
    expect(standardiseBirthDate(raw, { asOf })).toMatchObject({ value: null, valid: false, reason });
  });

  test('on a leap day exists in leap years', () => {
    expect(standardiseBirthDate('1992-02-29', { asOf })).toMatchObject({ value: '1992-02-29', valid: true });
    expect(standardiseBirthDate('2000-02-29', { asOf }).valid).toBe(true);
    expect(standardiseBirthDate('1900-02-29').reason).toBe('impossible');
  });

  test('in the future or over 120 years ago is given and not valid', () => {
    expect(standardiseBirthDate('2026-04-01', { asOf })).toMatchObject({
      value: '2026-04-01',
      reason: 'future',
    });
    expect(standardiseBirthDate('2026-03-31', { asOf }).valid).toBe(true);
    expect(standardiseBirthDate('1905-03-31', { asOf })).toMatchObject({
      value: '1905-03-31',
      reason: 'over_120_years',
    });
    expect(standardiseBirthDate('1905-04-01', { asOf }).valid).toBe(true);
  });

  test('with day and month in doubt has both readings, until the order is known', () => {
    expect(standardiseBirthDate('1/2/1990', { asOf })).toMatchObject({
      value: null,
      reason: 'ambiguous',
      candidates: ['1990-02-01', '1990-01-02'],
    });
    expect(standardiseBirthDate('1/2/1990', { asOf, order: 'mdy' })).toMatchObject({
      value: '1990-01-02',
      assumed: ['day_month_order'],
    });
    expect(standardiseBirthDate('1/2/1990', { asOf, order: 'dmy' }).value).toBe('1990-02-01');
    expect(standardiseBirthDate('13/2/1990', { asOf }).value).toBe('1990-02-13');
    expect(standardiseBirthDate('2/2/1990', { asOf }).value).toBe('1990-02-02');
  });

  test.each([
    ['85/3/4', '1985-03-04'],
    ['85-3-4', '1985-03-04'],
    ['85.3.4', '1985-03-04'],
    ['05/3/4', '2005-03-04'],
    ['85年3月4日', '1985-03-04'],
    ['13/05/85', '1985-05-13'],
    ['04-MAR-85', '1985-03-04'],
    ['1985年3月4日 星期一', '1985-03-04'],
    ['1985年3月4日出生', '1985-03-04'],
    ['1985/03/04 0:00', '1985-03-04'],
    ['1985-03-04 上午 08:30:00', '1985-03-04'],
    ['Mon Mar 04 1985 00:00:00 GMT+0800 (中国标准时间)', '1985-03-04'],
  ])('%s is %s', (raw, value) => {
    expect(standardiseBirthDate(raw, { asOf })).toMatchObject({ value, valid: true });
  });

  test('of three numbers of two digits has every reading there is, until the order is known', () => {
    expect(standardiseBirthDate('05/03/04', { asOf })).toMatchObject({
      reason: 'ambiguous',
      candidates: ['2004-03-05', '2004-05-03', '2005-03-04'],
    });
    expect(standardiseBirthDate('13-05-04', { asOf })).toMatchObject({
      reason: 'ambiguous',
      candidates: ['2004-05-13', '2013-05-04'],
    });
    expect(standardiseBirthDate('05/03/04', { asOf, order: 'mdy' }).value).toBe('2004-05-03');
    expect(standardiseBirthDate('13-05-04', { asOf, order: 'dmy' }).value).toBe('2004-05-13');
    expect(standardiseBirthDate('1/2/3', { asOf }).reason).toBe('not_a_date');
  });

  test('with a year of two digits needs a date to count back from', () => {
    expect(standardiseBirthDate('90-01-02').reason).toBe('century');
    expect(standardiseBirthDate('26年1月2日', { asOf })).toMatchObject({
      value: '2026-01-02',
      assumed: ['century'],
    });
    expect(standardiseBirthDate('27年1月2日', { asOf }).value).toBe('1927-01-02');
  });

  test('that systems put in by default is marked', () => {
    expect(standardiseBirthDate('1970-01-01', { asOf })).toMatchObject({ valid: true, isDefault: true });
  });

  test('is read back from any spelling of any day', () => {
    const day = fc.date({ min: new Date('1927-05-18'), max: new Date('2026-03-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [y = '', m = '', d = ''] = iso.split('-');
        const serial = Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000);
        const spellings = [
          `${y}${m}${d}`,
          `${y}/${Number(m)}/${Number(d)}`,
          `${y}年${Number(m)}月${Number(d)}日`,
          `${d}.${m}.${y}`,
          String(serial),
        ];
        for (const spelling of spellings)
          if (iso !== '1970-01-01')
            expect(standardiseBirthDate(spelling, { asOf }).value, spelling).toBe(iso);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a gender', () => {
  test.each([
    ...[
      '男',
      '男性',
      'M',
      'male',
      '先生',
      'Mr.',
      '1',
      '1.0',
      'ｍａｌｅ',
      '♂',
      '男♂',
      '性别：男',
      '男(M)',
      '남자',
    ].map((raw) => [raw, 'male'] as const),
    ...['女', '女士', 'F', 'Female', '小姐', 'Mrs', '2', '♀', '女孩', 'female/女'].map(
      (raw) => [raw, 'female'] as const,
    ),
    ['其他', 'other'] as const,
  ])('%s is %s', (raw, value) => expect(standardiseGender(raw)).toMatchObject({ value, valid: true }));

  test.each([
    ['保密', 'not_known'],
    ['0', 'not_known'],
    ['未知', 'not_known'],
    ['张三', 'not_a_gender'],
    ['13800138000', 'not_a_gender'],
    ['🙂', 'not_a_gender'],
  ])('%s is refused as %s', (raw, reason) =>
    expect(standardiseGender(raw)).toMatchObject({ value: null, reason }),
  );
});

describe('a company', () => {
  test.each([
    ['北京字节跳动科技有限公司', '北京字节跳动科技有限公司', '有限公司', '北京字节跳动科技'],
    ['北京 字节跳动 科技有限公司', '北京字节跳动科技有限公司', '有限公司', '北京字节跳动科技'],
    ['阿里巴巴（中国）有限公司', '阿里巴巴(中国)有限公司', '有限公司', '阿里巴巴中国'],
    ['華為技術股份有限公司', '華為技術股份有限公司', '股份有限公司', '华为技术'],
    ['Acme, Inc', 'Acme Inc.', 'Inc.', 'acme'],
    ['ACME LIMITED', 'ACME Ltd', 'Ltd', 'acme'],
    ['The Foo Company, Limited', 'The Foo Co., Ltd.', 'Co., Ltd.', 'foo'],
    ['Müller G.m.b.H.', 'Müller GmbH', 'GmbH', 'muller'],
    ['Müller GmbH & Co KG', 'Müller GmbH & Co. KG', 'GmbH & Co. KG', 'muller'],
    ['AT&T Corporation', 'AT&T Corp.', 'Corp.', 'atandt'],
    ['IKEA', 'IKEA', null, 'ikea'],
  ])('%s is %s', (raw, value, legalForm, key) => {
    expect(standardiseCompany(raw)).toMatchObject({ value, valid: true, legalForm, key });
  });

  test.each([
    ['个人', 'not_a_company'],
    ['self-employed', 'not_a_company'],
    ['有限公司', 'no_name'],
    ['Co., Ltd.', 'no_name'],
    ['无', 'placeholder'],
    ['123', 'no_letters'],
    ['li@example.cn', 'email'],
  ])('%s is refused as %s', (raw, reason) =>
    expect(standardiseCompany(raw)).toMatchObject({ value: null, reason }),
  );
});

describe('an identity number', () => {
  test('gives birth date and gender', () => {
    expect(standardiseNationalId('11010519491231002x')).toMatchObject({
      value: '11010519491231002X',
      valid: true,
      birthDate: '1949-12-31',
      gender: 'female',
      provinceCode: '11',
    });
  });

  test('of fifteen digits is written with eighteen', () => {
    expect(standardiseNationalId('130503670401001')).toMatchObject({
      value: '130503196704010016',
      assumed: ['first_generation'],
    });
  });

  test.each([
    ['110105194912310021', 'checksum'],
    ['990105194912310021', 'region'],
    ['110105194913310021', 'birth_date'],
    ['13800138000', 'not_an_id'],
    ['111111111111111111', 'placeholder'],
  ])('%s is refused as %s', (raw, reason) =>
    expect(standardiseNationalId(raw)).toMatchObject({ value: null, reason }),
  );

  test('with any one digit changed is noticed', () => {
    const first17 = '11010519491231002';
    const wrong = [...first17].flatMap((digit, at) =>
      Array.from(
        { length: 9 },
        (_, more) => first17.slice(0, at) + ((Number(digit) + more + 1) % 10) + first17.slice(at + 1),
      ),
    );
    expect(wrong.filter((digits) => checkCharacter(digits) === checkCharacter(first17))).toEqual([]);
  });
});

describe('what the fields share', () => {
  test('folding makes one of full-width, spaced and invisible', () => {
    expect(foldText(' ＡＢ\u3000\u200bc\tｄ ')).toBe('AB c d');
    expect(foldText('\ud800x')).toBe('x');
  });

  test('a country is found by code and by name', () => {
    expect(['cn', '中国', 'China', 'P.R. China', '中華人民共和國'].slice(0, 4).map(regionOf)).toEqual([
      'CN',
      'CN',
      'CN',
      'CN',
    ]);
    expect(['USA', '美国', 'United Kingdom', 'UK', 'Deutschland', '日本'].map(regionOf)).toEqual([
      'US',
      'US',
      'GB',
      'GB',
      'DE',
      'JP',
    ]);
    expect(['', null, 'Atlantis', '??'].map(regionOf)).toEqual([null, null, null, null]);
  });

  test('the distance of two texts is symmetric, counts a swap once, and stops at the limit', () => {
    expect(editDistance('gmial', 'gmail')).toBe(1);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('王小明', '王晓明')).toBe(1);
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '王', '🙂'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(Array.from(a).length, Array.from(b).length));
        expect(editDistance(a, b, 2)).toBe(Math.min(distance, 3));
      }),
    );
  });
});
