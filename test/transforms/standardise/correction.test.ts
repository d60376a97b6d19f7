import { describe, expect, it } from 'vitest';
import { misplaced, standardiseCorrection } from '../../../transforms/standardise/index.ts';

const about = { defaultRegion: 'CN', asOf: '2026-06-30' };

describe('a correction', () => {
  it.each([
    ['full_name', '欧阳 美琪', { full_name: '欧阳美琪', given_name: '美琪', family_name: '欧阳' }],
    ['full_name', '', { full_name: '', given_name: '', family_name: '' }],
    ['full_name', '小雨', { full_name: '小雨', given_name: '', family_name: '' }],
    ['given_name', '小雨', { given_name: '小雨' }],
    ['given_name', '二', { given_name: '二' }],
    ['given_name', 'Na', { given_name: 'Na' }],
    ['given_name', 'Nan', { given_name: 'Nan' }],
    ['family_name', 'Guest', { family_name: 'Guest' }],
    ['email', 'Li.Wei2@Example.CN', { email: 'li.wei2@example.cn' }],
    ['phone', '139 0013 9000', { phone: '+8613900139000' }],
    ['phone', '  ', { phone: '' }],
    ['gender', '1', { gender: 'male' }],
    ['birth_date', '1985年3月4日', { birth_date: '1985-03-04' }],
    ['company', '新公司', { company: '新公司' }],
    ['country', '英国', { country: 'GB' }],
    ['province', '福建', { province: '福建省' }],
    ['city', '厦门', { city: '厦门市' }],
    ['city', 'Atlantis', { city: 'Atlantis' }],
    ['job_title', ' Head　of tea ', { job_title: 'Head of tea' }],
  ] as const)('of %s to "%s" has the standard form', (field, raw, values) => {
    expect(standardiseCorrection(field, raw, about)).toEqual({ values, reason: null });
    for (const [name, value] of Object.entries(values))
      expect(standardiseCorrection(name as typeof field, value, about).values).toMatchObject({
        [name]: value,
      });
  });

  it.each([
    ['full_name', '测试', 'placeholder'],
    ['full_name', '张三/李四', 'several'],
    ['given_name', '13800138000', 'no_letters'],
    ['given_name', 'anonymous', 'placeholder'],
    ['full_name', 'Guest', 'placeholder'],
    ['phone', '12', 'too_short'],
    ['gender', 'banana', 'not_a_gender'],
    ['birth_date', '2030-01-01', 'future'],
    ['company', '个人', 'not_a_company'],
    ['country', 'Atlantis', 'not_a_country'],
    ['city', '未知', 'placeholder'],
    ['job_title', 'n/a', 'placeholder'],
    ['street', 'x'.repeat(2001), 'too_long'],
  ] as const)('of %s to "%s" is refused', (field, raw, reason) => {
    expect(standardiseCorrection(field, raw, about)).toEqual({ values: {}, reason });
  });

  it('of a date that may be two has both', () => {
    expect(standardiseCorrection('birth_date', '04/07/1985', about)).toEqual({
      values: {},
      reason: 'ambiguous',
      candidates: ['1985-07-04', '1985-04-07'],
    });
  });

  it('is read beside the address that it is part of', () => {
    const parkRow = { street: '10 Park Row', city: 'Leeds', postalCode: 'LS1 2AT' };
    const ofChina = [
      ['香港特别行政区', '9123 4999', '+85291234999'],
      ['台湾省', '0912 345 999', '+886912345999'],
      ['澳门特别行政区', '6612 3999', '+85366123999'],
      ['广东省', '13800138000', '+8613800138000'],
    ] as const;
    const in_ = (address: Record<string, string>) => ({ ...about, address });
    expect(standardiseCorrection('district', '朝阳', in_({ city: '北京市' })).values).toEqual({
      district: '朝阳区',
    });
    expect(standardiseCorrection('phone', '020 7946 0018', in_({ country: 'GB' })).values).toEqual({
      phone: '+442079460018',
    });
    expect(standardiseCorrection('phone', '07950 920519', in_(parkRow)).values).toEqual({
      phone: '+447950920519',
    });
    for (const [province, raw, phone] of ofChina)
      expect(standardiseCorrection('phone', raw, in_({ country: 'CN', province })).values).toEqual({ phone });
    expect(standardiseCorrection('postal_code', '1234', in_({ country: 'CN' })).reason).toBe(
      'not_a_postal_code',
    );
  });
});

describe('an area', () => {
  it.each([
    [
      { province: '广东省', city: '厦门市', district: null },
      { field: 'city', name: '厦门市', within: ['福建省'] },
    ],
    [
      { province: '福建省', city: '厦门市', district: '余杭区' },
      { field: 'district', name: '余杭区', within: ['杭州市'] },
    ],
    [{ province: '福建省', city: '厦门市', district: '思明区' }, null],
    [{ province: '北京市', city: '北京市', district: '朝阳区' }, null],
    [{ province: '福建省', city: 'Atlantis', district: '高新区' }, null],
    [{ province: null, city: null, district: null }, null],
  ])('%j is misplaced: %j', (areas, wrong) => {
    expect(misplaced(areas)).toEqual(wrong);
  });
});
