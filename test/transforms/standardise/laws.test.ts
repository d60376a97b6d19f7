import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  divisions,
  type Raw,
  type Standardised,
  standardiseAddress,
  standardiseBirthDate,
  standardiseCompany,
  standardiseEmail,
  standardiseGender,
  standardiseName,
  standardiseNationalId,
  standardisePhone,
} from '../../../transforms/standardise/index.ts';

type Standardise = (raw: Raw) => Standardised<string, string, string>;

const asOf = '2026-03-31';
const standardisers: Readonly<Record<string, Standardise>> = {
  phone: (raw) => standardisePhone(raw),
  email: standardiseEmail,
  name: standardiseName,
  address: (raw) => standardiseAddress(raw),
  'address of the United States': (raw) => standardiseAddress(raw, { country: 'US' }),
  'address with a known city': (raw) => standardiseAddress(raw, { province: '广东', city: '深圳' }),
  gender: (raw) => standardiseGender(raw),
  'birth date': (raw) => standardiseBirthDate(raw, { asOf }),
  'birth date in Taiwan': (raw) =>
    standardiseBirthDate(raw, { asOf, country: 'TW', timeZone: 'Asia/Taipei' }),
  'birth date without today': (raw) => standardiseBirthDate(raw, { order: 'mdy' }),
  company: standardiseCompany,
  'identity number': (raw) => standardiseNationalId(raw),
};

const { provinces, cities, districts } = divisions();
const place = fc.constantFrom(...provinces.keys(), ...cities.keys(), ...districts.keys());
const fragment = fc.constantFrom(
  ...(
    '王 欧阳 小明 陳 · • 先生 女士 经理 有限公司 股份 集团 分公司 株式会社 (株) 주식회사 ООО PT 测试 匿名 路 街 号 弄 村 镇 楼 室 88 1201 518057 年 月 日 民国 昭和 S60. 廿 转 分机 ' +
    'Mr. Dr. Jr. PhD van der de la O’Brien MCDONALD Zhang Wei lv Ltd. Inc GmbH & Co. KG , ; / ( ) - . @ + # St Ave Apt 4B Unit NY NSW ' +
    '10118 SW1A 2AA USA Germany China gmail.com QQ.COM 163.con １３８ 13800138000 1990 01 02 29 Jan 北京 🙂 👨‍👩‍👧 é ß İ ı ﬁ ㎏ ① \u200b \u3000 \ud800 \n'
  ).split(' '),
);
const assembled = fc
  .array(fc.tuple(fc.oneof(fragment, place), fc.constantFrom('', '', ' ')), { minLength: 1, maxLength: 7 })
  .map((pieces) => pieces.map(([piece, gap]) => piece + gap).join(''));
const anything = fc.oneof(
  { weight: 3, arbitrary: assembled },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);

describe.each(Object.entries(standardisers))('the laws of standardising: %s', (_, standardise) => {
  test('no text makes it throw, a reason is given where it is not valid, and a value stays what it is', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        const once = standardise(raw);
        expect(once.valid).toBe(once.reason === null);
        if (once.valid) expect(once.value).not.toBeNull();
        if (once.value === null) return;
        expect(once.value).not.toBe('');
        const twice = standardise(once.value);
        expect(twice.value).toBe(once.value);
        if (once.valid) expect(twice.valid).toBe(true);
      }),
      { numRuns: 4000, seed: 20260331 },
    );
  });

  test('nothing is empty, and is told from a placeholder', () => {
    for (const raw of [null, undefined, '', '   ', '\u3000', '\u200b'])
      expect(standardise(raw)).toMatchObject({ value: null, valid: false, reason: 'empty' });
    expect(standardise('未知')).toMatchObject({ value: null, valid: false });
    expect(standardise('未知').reason).not.toBe('empty');
  });

  test('a text of a million characters is answered within a second of processor time', () => {
    for (const raw of ['1'.repeat(1e6), '市'.repeat(1e6), 'a '.repeat(5e5), '@.'.repeat(5e5)]) {
      const started = process.cpuUsage();
      standardise(raw);
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1e6).toBeLessThan(1);
    }
  });
});
