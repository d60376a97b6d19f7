import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCharacter,
  editDistance,
  foldText,
  looksLikeCompany,
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
    '1990,1,2',
    '(1990-01-02)',
    '1990年元月2日',
    '一九九〇年元月二日',
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
    '02JAN1990',
    '2. Jan. 1990',
    '2 janv. 1990',
    '2 ene 1990',
    '2 января 1990',
    '2 stycznia 1990',
    '1990년 1월 2일',
    '1990. 1. 2.',
    '1990—01—02',
    '1990-01-02（阳历）',
    '公历1990年1月2日',
    '平成2年1月2日',
    'H2.1.2',
    '民国790102',
    '١٩٩٠-٠١-٠٢',
  ])('%s is 1990-01-02', (raw) => {
    expect(standardiseBirthDate(raw, { asOf })).toMatchObject({
      value: '1990-01-02',
      valid: true,
      reason: null,
    });
  });

  test('is read by its digits where the signs between them are lost or misplaced', () => {
    expect(standardiseBirthDate('15/121960', { asOf })).toMatchObject({
      value: '1960-12-15',
      valid: true,
      assumed: ['separators'],
    });
    expect(standardiseBirthDate('04/0/21984', { asOf })).toMatchObject({
      value: null,
      reason: 'ambiguous',
      candidates: ['1984-02-04', '1984-04-02'],
    });
    expect(standardiseBirthDate('04/0/21984', { asOf, order: 'dmy' })).toMatchObject({
      value: '1984-02-04',
      assumed: ['separators', 'day_month_order'],
    });
    expect(standardiseBirthDate('12.345.678', { asOf }).reason).toBe('not_a_date');
  });

  test.each([
    ['1990-02-29', 'impossible'],
    ['1990-13-01', 'impossible'],
    ['1990-04-31', 'impossible'],
    ['1990', 'incomplete'],
    ['1990年5月', 'incomplete'],
    ['199005', 'incomplete'],
    ['May 1990', 'incomplete'],
    ['3月2日', 'incomplete'],
    ['元月2日', 'incomplete'],
    ['农历五月初五', 'lunar'],
    ['1990-01-02(农历)', 'lunar'],
    ['1990-01-02(农)', 'lunar'],
    ['1990年正月初二', 'lunar'],
    ['1990年闰五月初一', 'lunar'],
    ['平成2年', 'incomplete'],
    ['昭和65年1月1日', 'impossible'],
    ['昭和64年1月8日', 'impossible'],
    ['平成元年1月7日', 'impossible'],
    ['2 jui 1990', 'not_a_date'],
    ['104/05/06', 'not_a_date'],
    ['1111-11-11', 'placeholder'],
    ['1753-01-01', 'placeholder'],
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
    ['67.11.01', '1967-11-01'],
    ['00.05.12', '2000-05-12'],
    ['23.04.85', '1985-04-23'],
    ['05.08.00', '2000-08-05'],
    ['6.8.19', '2019-08-06'],
    ['85年3月4日', '1985-03-04'],
    ['13/05/85', '1985-05-13'],
    ['04-MAR-85', '1985-03-04'],
    ['4. Mrz 1985', '1985-03-04'],
    ['4 août 1985', '1985-08-04'],
    ['1er mars 1985', '1985-03-01'],
    ['昭和60年3月4日', '1985-03-04'],
    ['S60.3.4', '1985-03-04'],
    ['一九八五年三月廿一日', '1985-03-21'],
    ['二零零一年十月卅日', '2001-10-30'],
    ['令和元年5月1日', '2019-05-01'],
    ['民國一百零四年五月六日', '2015-05-06'],
    ['104年5月6日', '2015-05-06'],
    ['1985年3月4日 星期一', '1985-03-04'],
    ['1985年3月4日出生', '1985-03-04'],
    ['一九八五年三月廿九', '1985-03-29'],
    ['04.03.1985 г.', '1985-03-04'],
    ['1985/03/04 (41歳)', '1985-03-04'],
    ['1985年3月4日（41岁）', '1985-03-04'],
    ['1985-03-04, 41 years old', '1985-03-04'],
    ['昭和64年1月7日', '1989-01-07'],
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

  test.each([
    [{}, null],
    [{ country: 'CN' }, null],
    [{ country: 'HU' }, null],
    [{ country: 'DE' }, '2019-08-06'],
    [{ country: 'DE', order: 'ymd' }, '2006-08-19'],
    [{ country: 'CN', order: 'dmy' }, '2019-08-06'],
    [{ order: 'ymd' }, '2006-08-19'],
    [{ country: 'TW', order: 'ymd' }, '1917-08-19'],
  ] as const)('06.08.19 where %j is known is %s', (context, value) =>
    expect(standardiseBirthDate('06.08.19', { asOf, ...context })).toMatchObject({
      value,
      reason: value === null ? 'ambiguous' : null,
      candidates: value === null ? ['2019-08-06', '2006-08-19'] : [],
    }),
  );

  test('with its year last is not read by an order that begins with the year', () => {
    expect(standardiseBirthDate('03/04/1985', { asOf, order: 'ymd' }).reason).toBe('ambiguous');
    expect(standardiseBirthDate('03/04/1985', { asOf, order: 'ymd', country: 'GB' }).value).toBe(
      '1985-04-03',
    );
  });

  test('with a year of two digits needs a date to count back from', () => {
    expect(standardiseBirthDate('90-01-02').reason).toBe('century');
    expect(standardiseBirthDate('26年1月2日', { asOf })).toMatchObject({
      value: '2026-01-02',
      assumed: ['century'],
    });
    expect(standardiseBirthDate('27年1月2日', { asOf }).value).toBe('1927-01-02');
  });

  test('with day and month in doubt is read as its country writes it, where no order is given', () => {
    for (const [country, value] of [
      ['GB', '1985-04-03'],
      ['德国', '1985-04-03'],
      ['IN', '1985-04-03'],
      ['US', '1985-03-04'],
    ])
      expect(standardiseBirthDate('03/04/1985', { asOf, country }), country).toMatchObject({
        value,
        valid: true,
        assumed: ['day_month_order'],
      });
    for (const country of ['CN', 'CA', '', 'Atlantis'])
      expect(standardiseBirthDate('03/04/1985', { asOf, country }).reason, country).toBe('ambiguous');
    expect(standardiseBirthDate('03/04/1985', { asOf, country: 'US', order: 'dmy' }).value).toBe(
      '1985-04-03',
    );
    expect(standardiseBirthDate('1985/03/04', { asOf, country: 'GB' }).assumed).toEqual([]);
  });

  test.each([
    ['79/1/2', '1990-01-02'],
    ['790102', '1990-01-02'],
    ['0790102', '1990-01-02'],
    ['079/01/02', '1990-01-02'],
    ['79年1月2日', '1990-01-02'],
    ['104/05/06', '2015-05-06'],
  ])('%s in Taiwan is of a year of the Republic', (raw, value) => {
    expect(standardiseBirthDate(raw, { asOf, country: '台湾' })).toMatchObject({
      value,
      valid: true,
      assumed: ['roc_year'],
    });
  });

  test('in Taiwan with its year in full, or in doubt, is read as elsewhere', () => {
    expect(standardiseBirthDate('1990-01-02', { asOf, country: 'TW' })).toMatchObject({
      value: '1990-01-02',
      assumed: [],
    });
    expect(standardiseBirthDate('13/05/85', { asOf, country: 'TW' }).value).toBe('1985-05-13');
    expect(standardiseBirthDate('05/03/04', { asOf, country: 'TW' }).reason).toBe('ambiguous');
  });

  test.each([
    ['1990-01-02T16:00:00.000Z', '1990-01-03', ['time_zone']],
    // summer time held in Shanghai
    ['1990-06-02 15:00:00Z', '1990-06-03', ['time_zone']],
    ['1990-01-02T08:30:00Z', '1990-01-02', ['utc_day']],
    ['1990-01-02T00:00:00Z', '1990-01-02', []],
    ['1990-01-03T00:00:00+08:00', '1990-01-03', []],
    ['1990-01-02 16:00:00', '1990-01-02', []],
  ])('%s in Shanghai is %s, assumed: %s', (raw, value, assumed) => {
    expect(standardiseBirthDate(raw, { asOf, timeZone: 'Asia/Shanghai' })).toMatchObject({ value, assumed });
  });

  test('with a time in UTC and no zone is the day there, assumed', () => {
    expect(standardiseBirthDate('1990-01-02T16:00:00.000Z', { asOf })).toMatchObject({
      value: '1990-01-02',
      assumed: ['utc_day'],
    });
  });

  test.each([
    ['1970-01-01', true],
    ['1980-01-01', true],
    ['2000-01-01', true],
    ['1983-01-01', false],
    ['1990-01-02', false],
  ])('%s is valid, and marked as what systems put in by default: %s', (raw, isDefault) => {
    expect(standardiseBirthDate(raw, { asOf })).toMatchObject({ value: raw, valid: true, isDefault });
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
      'H',
    ].map((raw) => [raw, 'male'] as const),
    ...['Sr.', 'Hr.', 'Hr', 'Sig.', 'Dhr.', 'Herr', 'Senhor', 'M.'].map((raw) => [raw, 'male'] as const),
    ...['Sra.', 'Srta.', 'Fr.', 'Fr', 'Sig.ra', 'Sig.na', 'Mevr.', 'Mme', 'Señora', 'Sr.ª'].map(
      (raw) => [raw, 'female'] as const,
    ),
    ...['女', '女士', 'F', 'Female', '小姐', 'Mrs', '2', '♀', '女孩', 'female/女'].map(
      (raw) => [raw, 'female'] as const,
    ),
    ...['おとこ', 'पुरुष', 'Varón', 'Shri', '男宝宝', 'chłopiec'].map((raw) => [raw, 'male'] as const),
    ...['おんな', 'महिला', 'Smt', 'Smt.', 'Kumari', '女宝', 'Female (she/her)', 'nữ', 'Lady'].map(
      (raw) => [raw, 'female'] as const,
    ),
    ...['transgender', '其他', 'non-binary', 'Non binary', 'nonbinary'].map((raw) => [raw, 'other'] as const),
  ])('%s is %s', (raw, value) => expect(standardiseGender(raw)).toMatchObject({ value, valid: true }));

  test.each([
    ['保密', 'not_known'],
    ['0', 'not_known'],
    ['未知', 'not_known'],
    ['prefer not to say', 'not_known'],
    ['not disclosed', 'not_known'],
    ['Sr./Sra.', 'not_a_gender'],
    ['张三', 'not_a_gender'],
    ['13800138000', 'not_a_gender'],
    ['🙂', 'not_a_gender'],
  ])('%s is refused as %s', (raw, reason) =>
    expect(standardiseGender(raw)).toMatchObject({ value: null, reason }),
  );
});

describe('a gender of a field with H and M', () => {
  test('is female by M, and else what it is elsewhere', () => {
    expect(standardiseGender('M', { isMujer: true })).toMatchObject({ value: 'female', assumed: ['mujer'] });
    expect(standardiseGender('H', { isMujer: true })).toMatchObject({ value: 'male', assumed: [] });
    expect(standardiseGender('Male', { isMujer: true }).value).toBe('male');
  });
});

describe('a company', () => {
  test.each([
    ['北京字节跳动科技有限公司', '北京字节跳动科技有限公司', '有限公司', '北京字节跳动科技 有限公司'],
    ['北京 字节跳动 科技有限公司', '北京字节跳动科技有限公司', '有限公司', '北京字节跳动科技 有限公司'],
    ['阿里巴巴（中国）有限公司', '阿里巴巴(中国)有限公司', '有限公司', '阿里巴巴中国 有限公司'],
    ['華為技術股份有限公司', '華為技術股份有限公司', '股份有限公司', '华为技术 股份有限公司'],
    ['杭州龍井茶業有限責任公司', '杭州龍井茶業有限責任公司', '有限责任公司', '杭州龙井茶业 有限公司'],
    ['杭州有限責任公司', '杭州有限责任公司', '有限责任公司', '杭州 有限公司'],
    ['東京(株)', '東京株式会社', '株式会社', '东京 株式会社'],
    ['東京株式會社', '東京株式会社', '株式会社', '东京 株式会社'],
    ['厦门茶业有限责任公司', '厦门茶业有限责任公司', '有限责任公司', '厦门茶业 有限公司'],
    ['新希望股份有限公司', '新希望股份有限公司', '股份有限公司', '新希望 股份有限公司'],
    ['新希望集团有限公司', '新希望集团有限公司', '有限公司', '新希望集团 有限公司'],
    ['海尔集团公司', '海尔集团公司', '公司', '海尔集团'],
    ['海尔集团', '海尔集团', null, '海尔集团'],
    [
      '阿里巴巴(中国)有限公司杭州分公司',
      '阿里巴巴(中国)有限公司杭州分公司',
      '有限公司',
      '阿里巴巴中国杭州分公司 有限公司',
    ],
    [
      '中国工商银行股份有限公司北京分行',
      '中国工商银行股份有限公司北京分行',
      '股份有限公司',
      '中国工商银行北京分行 股份有限公司',
    ],
    ['某茶公司北京分公司', '某茶公司北京分公司', '公司', '某茶北京分公司'],
    ['日立製作所株式会社', '日立製作所株式会社', '株式会社', '日立制作所 株式会社'],
    ['株式会社日立製作所', '株式会社日立製作所', '株式会社', '日立制作所 株式会社'],
    ['㈱日立製作所', '株式会社日立製作所', '株式会社', '日立制作所 株式会社'],
    ['日立製作所(株)', '日立製作所株式会社', '株式会社', '日立制作所 株式会社'],
    ['삼성전자 주식회사', '삼성전자 주식회사', '주식회사', '삼성전자 주식회사'],
    ['㈜삼성전자', '주식회사 삼성전자', '주식회사', '삼성전자 주식회사'],
    ['Acme, Inc', 'Acme Inc.', 'Inc.', 'acme inc'],
    ['ACME LIMITED', 'ACME Ltd', 'Ltd', 'acme ltd'],
    ['The Foo Company, Limited', 'The Foo Co., Ltd.', 'Co., Ltd.', 'foo ltd'],
    ['The Foo Company', 'The Foo Co.', 'Co.', 'foo'],
    ['Müller G.m.b.H.', 'Müller GmbH', 'GmbH', 'muller gmbh'],
    ['Müller Gesellschaft mit beschränkter Haftung', 'Müller GmbH', 'GmbH', 'muller gmbh'],
    ['Müller GmbH & Co KG', 'Müller GmbH & Co. KG', 'GmbH & Co. KG', 'muller gmbhcokg'],
    ['Müller GmbH & Co. KGaA', 'Müller GmbH & Co. KGaA', 'GmbH & Co. KGaA', 'muller gmbhcokgaa'],
    ['Müller Gesellschaft mbH', 'Müller GmbH', 'GmbH', 'muller gmbh'],
    ['MÜLLER GesmbH', 'MÜLLER GmbH', 'GmbH', 'muller gmbh'],
    ['Wohnbaugesellschaft mbH', 'Wohnbaugesellschaft GmbH', 'GmbH', 'wohnbaugesellschaft gmbh'],
    ['Alpen S.à r.l.', 'Alpen SARL', 'SARL', 'alpen sarl'],
    ['Rhein SLU', 'Rhein S.L.U.', 'S.L.U.', 'rhein slu'],
    ['Rhein S.L.U.', 'Rhein S.L.U.', 'S.L.U.', 'rhein slu'],
    ['Ericsson AB (publ)', 'Ericsson AB', 'AB', 'ericsson ab'],
    ['Foo eK', 'Foo e.K.', 'e.K.', 'foo ek'],
    [
      'Kowalski spółka z ograniczoną odpowiedzialnością',
      'Kowalski Sp. z o.o.',
      'Sp. z o.o.',
      'kowalski spzoo',
    ],
    ['Müller Aktiengesellschaft', 'Müller AG', 'AG', 'muller ag'],
    ['Acme SE', 'Acme SE', 'SE', 'acme se'],
    ['Acme Pte. Ltd.', 'Acme Pte Ltd', 'Pte Ltd', 'acme pteltd'],
    ['Acme Sdn. Bhd.', 'Acme Sdn Bhd', 'Sdn Bhd', 'acme sdnbhd'],
    ['Acme SA de CV', 'Acme S.A. de C.V.', 'S.A. de C.V.', 'acme sadecv'],
    ['Acme S/A', 'Acme S.A.', 'S.A.', 'acme sa'],
    ['Acme Ltda.', 'Acme Ltda', 'Ltda', 'acme ltda'],
    ['Acme spol. s r.o.', 'Acme s.r.o.', 's.r.o.', 'acme sro'],
    ['Acme Sp. z o.o.', 'Acme Sp. z o.o.', 'Sp. z o.o.', 'acme spzoo'],
    ['Acme Limited Liability Company', 'Acme LLC', 'LLC', 'acme llc'],
    ['PT. Acme Indonesia', 'PT Acme Indonesia', 'PT', 'acmeindonesia pt'],
    ['ООО "Ромашка"', 'ООО Ромашка', 'ООО', 'ромашка ооо'],
    ['AT&T Corporation', 'AT&T Corp.', 'Corp.', 'atandt inc'],
    ['IKEA', 'IKEA', null, 'ikea'],
  ])('%s is %s', (raw, value, legalForm, key) => {
    expect(standardiseCompany(raw)).toMatchObject({ value, valid: true, legalForm, key });
  });

  test.each([
    ['个人', 'not_a_company'],
    ['self-employed', 'not_a_company'],
    ['有限公司', 'no_name'],
    ['Co., Ltd.', 'no_name'],
    ['集团有限公司', 'no_name'],
    ['集团', 'no_name'],
    ['分公司', 'no_name'],
    ['㈱', 'no_name'],
    ['无', 'placeholder'],
    ['123', 'no_letters'],
    ['li@example.cn', 'email'],
  ])('%s is refused as %s', (raw, reason) =>
    expect(standardiseCompany(raw)).toMatchObject({ value: null, reason }),
  );
});

describe('a name', () => {
  test.each(['王小明', 'Ann Lee', 'P. T. Usha', 'PT Usha', 'Li Se', 'John E.K.', 'Vannak Sro', '유주'])(
    '%s is not taken for a company',
    (name) => expect(looksLikeCompany(name)).toBe(false),
  );
  test.each(['海尔集团', '某茶公司北京分公司', '株式会社日立', 'Acme Pte Ltd', '삼성전자 주식회사'])(
    '%s is',
    (name) => expect(looksLikeCompany(name)).toBe(true),
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
