import { describe, expect, test } from 'vitest';
import { regionStanding } from '../../../transforms/standardise/addressFields.ts';
import { type AddressParts, addressOutcome, regionRead } from '../../../transforms/standardise/index.ts';

const whole = (parts: Partial<AddressParts>): AddressParts => ({
  ...{ country: '', province: '', city: '', district: '', postalCode: '', street: '' },
  ...parts,
});
const outcome = (parts: Partial<AddressParts>) => addressOutcome(whole(parts));

const guangdong = { country: 'CN', province: '广东省', city: '深圳市', district: '南山区', isValid: true };

describe('an address in columns', () => {
  test.each<[Partial<AddressParts>, object]>([
    [
      {
        province: '广东',
        city: '深圳',
        district: '南山',
        street: '科技南路１６号2栋301',
        postalCode: '５１８０５７',
      },
      { ...guangdong, street: '科技南路16号', detail: '2栋301', postalCode: '518057' },
    ],
    [
      { province: '广东省', city: '深圳市', street: '广东省深圳市南山区科技南路16号 518057' },
      { ...guangdong, street: '科技南路16号', detail: null, postalCode: '518057' },
    ],
    [
      { city: '深圳', street: '南山区 科技园' },
      { ...guangdong, street: null, detail: '科技园' },
    ],
    [
      {
        country: '中国',
        province: 'Guangdong',
        city: 'Shenzhen',
        district: 'Nanshan',
        street: '16 Keji South Rd, Room 301',
      },
      { ...guangdong, street: '16 Keji South Road', detail: 'Room 301' },
    ],
    [
      { province: 'Guangdong Province', city: 'Shenzhen City' },
      { ...guangdong, district: null },
    ],
    [
      { country: 'CN', province: '广东省', city: 'Shenzhen' },
      { ...guangdong, district: null },
    ],
    [
      { country: 'CN', province: 'Jiangsu', city: 'Kunshan' },
      { province: '江苏省', city: '苏州市', district: '昆山市' },
    ],
    [
      { country: 'CN', city: 'Beijing', district: 'Chaoyang' },
      { province: '北京市', city: '北京市', district: '朝阳区' },
    ],
    [
      { country: 'CN', province: 'Guangdong', city: 'Nowhere' },
      { province: '广东省', city: 'Nowhere', isValid: true },
    ],
    [
      { country: 'US', province: 'Georgia', city: 'Dalian' },
      { country: 'US', province: 'Georgia', city: 'Dalian' },
    ],
    [
      { country: '香港', street: '' },
      { country: 'CN', province: '香港特别行政区', city: null },
    ],
    [{ street: '香港特别行政区九龙弥敦道1号' }, { country: 'CN', province: '香港特别行政区' }],
    [
      { country: 'HK', city: '九龙' },
      { country: 'CN', province: '香港特别行政区', city: '九龙' },
    ],
    [
      { country: 'Taiwan', city: '臺北市', district: '信義區' },
      { country: 'CN', province: '台湾省', city: '台北市', district: '信义区' },
    ],
    [
      { street: '350 5th Ave Apt 4B, New York, NY 10118' },
      {
        country: 'US',
        province: 'NY',
        city: 'New York',
        street: '350 5th Avenue',
        detail: 'Apartment 4B',
        postalCode: '10118',
      },
    ],
    [
      {
        country: 'US',
        province: 'NY',
        city: 'New York',
        street: '350 5th ave apt 4b',
        postalCode: '10118.0',
      },
      {
        country: 'US',
        city: 'New York',
        street: '350 5th Avenue',
        detail: 'Apartment 4B',
        postalCode: '10118',
      },
    ],
    [
      { country: 'GB', city: 'London', postalCode: 'sw1a2aa' },
      { country: 'GB', postalCode: 'SW1A 2AA' },
    ],
    [
      { province: '湖北省', city: '恩施市', street: '人民路1号' },
      { city: '恩施土家族苗族自治州', district: '恩施市', street: '人民路1号' },
    ],
    [
      { city: '上海市', street: '上海市浦东新区张江路1号3楼' },
      { city: '上海市', district: '浦东新区', street: '张江路1号', detail: '3楼' },
    ],
    [
      { city: '北京市', district: '东城区', street: '北京市第一医院' },
      { district: '东城区', detail: '北京市第一医院' },
    ],
    [
      { city: '深圳', street: '地址：南山大道100号' },
      { district: null, street: '南山大道100号' },
    ],
    [
      { city: '深圳', street: '无' },
      { city: '深圳市', street: null, detail: null },
    ],
    [
      { province: '广东省', city: '南京市', street: '中山路1号2楼' },
      {
        province: '广东省',
        city: '南京市',
        isValid: false,
        reason: 'conflict',
        street: '中山路1号',
        detail: '2楼',
      },
    ],
    [
      { province: '湖北省', city: '省直辖县级行政区划', district: '仙桃市', street: '沔阳大道1号' },
      { province: '湖北省', city: '仙桃市', district: null, street: '沔阳大道1号', isValid: true },
    ],
    [
      { province: '湖北省', district: '仙桃市' },
      { city: '仙桃市', district: null },
    ],
    [
      { province: '湖北省', city: '省直辖县级行政区划' },
      { province: '湖北省', city: null },
    ],
    [
      { province: '新疆维吾尔自治区', city: '自治区直辖县级行政区划', district: '石河子市' },
      { city: '石河子市', district: null },
    ],
    [
      { province: '重庆市', city: '县', district: '云阳县' },
      { city: '重庆市', district: '云阳县', isValid: true },
    ],
    [
      { province: '广东省', city: '深圳市', district: '市辖区' },
      { city: '深圳市', district: null, isValid: true },
    ],
    [
      { province: '广东省', city: '南京' },
      { province: '广东省', city: '南京', isValid: false, reason: 'conflict' },
    ],
    [
      { province: '上海', city: '杭州' },
      { province: '上海', city: '杭州', isValid: false, reason: 'conflict' },
    ],
    [
      { province: '北京', city: '上海' },
      { province: '北京', city: '上海', isValid: false, reason: 'conflict' },
    ],
    [{ city: '厦门市', street: '厦门市场路1号' }, { street: '厦门市场路1号' }],
    [
      { province: '广东', city: '昆山不夜城' },
      { province: '广东省', city: '昆山不夜城', isValid: true },
    ],
    [
      { province: '0', city: '0' },
      { province: null, city: null, isValid: false, reason: 'no_division' },
    ],
    [
      { province: '440000', city: '440300' },
      { isValid: false, reason: 'no_division' },
    ],
    [{ district: '南山' }, { city: null, district: '南山', isValid: false, reason: 'ambiguous' }],
    [{ district: '昆山' }, { city: '苏州市', district: '昆山市', isValid: true }],
    [
      { country: 'HK', district: '九龙' },
      { province: '香港特别行政区', district: '九龙', isValid: true },
    ],
    [
      { province: '新疆', city: '兵团', district: '石河子' },
      { city: '石河子市', district: null, isValid: true },
    ],
    [
      { province: '新疆', city: '伊犁州', district: '乌苏市' },
      { city: '塔城地区', district: '乌苏市', isValid: true },
    ],
    [
      { city: '石家庄', district: '桥东区' },
      { city: '石家庄市', district: '桥东区', isValid: true },
    ],
    [
      { province: '四川', city: '成都', district: '双流县' },
      { city: '成都市', district: '双流区', isValid: true },
    ],
    [
      { city: '成都', street: '双流县东升镇1号' },
      { district: '双流区', street: '东升镇', detail: '1号', isValid: true },
    ],
    [
      { city: '北京市', street: '上海市浦东新区世纪大道100号' },
      {
        city: '北京市',
        district: null,
        street: '上海市浦东新区世纪大道100号',
        isValid: false,
        reason: 'conflict',
      },
    ],
    [
      { city: '深圳市', street: '朝阳区建国路88号' },
      { city: '深圳市', district: null, street: '朝阳区建国路88号', isValid: false, reason: 'conflict' },
    ],
    [
      { city: '深圳市', district: '朝阳区' },
      { city: '深圳市', district: '朝阳区', isValid: false, reason: 'conflict' },
    ],
    [
      { city: '深圳', street: '深圳南山区科技路1号' },
      { city: '深圳市', district: '南山区', street: '科技路1号', isValid: true },
    ],
    [
      { city: '石家庄市', street: '桥东区中山路1号' },
      { district: '桥东区', street: '中山路1号', isValid: true },
    ],
    [
      { country: 'TW', street: '11049 台北市信義區信義路五段7號' },
      { country: 'CN', city: '台北市', district: '信义区', postalCode: '11049', isValid: true },
    ],
    [
      { country: 'BR', city: 'São Paulo', street: 'Rua das Flores, 123, Apto 45' },
      { street: 'Rua das Flores, 123', detail: 'Apartment 45' },
    ],
    [
      { country: 'JP', province: '東京都', city: '千代田区', street: '千代田1-1' },
      { country: 'JP', city: '千代田区', street: '千代田1-1' },
    ],
    [
      { country: 'Atlantis', city: 'Poseidonis' },
      { country: 'Atlantis', isValid: false, reason: 'country' },
    ],
    [{ postalCode: '518057' }, { postalCode: '518057', isValid: false, reason: 'no_division' }],
    [{ street: 'somewhere' }, { street: 'somewhere', detail: null, isValid: false, reason: 'no_division' }],
  ])('%j', (parts, expected) => {
    expect(outcome(parts)).toMatchObject(expected);
  });
});

describe('the country by which telephones and dates are read', () => {
  const parkRow = '10 Park Row, Leeds, LS1 2AT, United Kingdom';
  test.each<[Partial<AddressParts>, string | null]>([
    [{ country: '英国' }, 'GB'],
    [{ street: parkRow }, 'GB'],
    [{ country: 'CN', street: parkRow }, 'CN'],
    [{ country: 'n/a', street: parkRow }, 'GB'],
    [{ street: '10 Park Row, Leeds LS1 2AT' }, 'GB'],
    [{ street: '350 5th Ave, New York, NY 10118' }, 'US'],
    [{ province: '广东', city: '深圳' }, 'CN'],
    [{ street: '大阪市北区梅田3-1-3' }, 'JP'],
    [{ country: '香港' }, 'HK'],
    [{ province: '香港' }, 'HK'],
    [{ street: '高雄市前镇区中山路1号' }, 'TW'],
    [{ country: 'CN', province: '澳门' }, 'CN'],
    [{ country: 'Atlantis', city: 'Poseidonis' }, null],
    [{ street: '某处' }, null],
    [{ city: 'Leeds' }, null],
    [{ street: '10 Park Row', city: 'Leeds', postalCode: 'LS1 2AT' }, 'GB'],
    [{ country: 'n/a', street: '10 Park Row', city: 'Leeds', postalCode: 'LS1 2AT' }, 'GB'],
    [{ country: 'CN', street: '10 Park Row', city: 'Leeds', postalCode: 'LS1 2AT' }, 'CN'],
    [{ country: 'Atlantis', street: '10 Park Row', city: 'Leeds', postalCode: 'LS1 2AT' }, null],
    [{ street: '350 5th Ave', city: 'New York', province: 'NY', postalCode: '10118' }, 'US'],
    [{ street: '350 5th Ave', city: 'New York', province: 'New York', postalCode: '10118.0' }, 'US'],
    [{ street: '1 George St', city: 'Sydney', province: 'NSW', postalCode: '2000' }, 'AU'],
    [{ street: '1 Main St', city: 'Canton', province: 'OH', postalCode: '44702' }, 'US'],
    [{ street: '1 Main St', city: 'Santa Fe', province: 'NM', postalCode: '87501' }, 'US'],
    [{ street: '1 King St', city: 'Toronto', province: 'ON', postalCode: 'M5V 2T6' }, 'CA'],
    [{ street: 'Damrak 1', city: 'Amsterdam', postalCode: '1015 CJ' }, 'NL'],
    [{ street: 'Weg 1', city: 'München', postalCode: 'D-80331' }, 'DE'],
    [{ street: 'Weg 1', city: 'München', postalCode: '80331' }, null],
    [{ street: '12 Main St', city: 'Lebanon', province: 'PA', postalCode: '17042' }, 'US'],
    [{ street: '1 Nathan Road', city: 'Kowloon', province: 'Hong Kong' }, 'HK'],
    [{ street: '10 Park Row, Leeds, LS1 2AT, Großbritannien' }, 'GB'],
    [{ street: '英国伦敦贝克街221号' }, 'GB'],
    [{ province: '英国', city: '伦敦', street: '贝克街221号' }, 'GB'],
    [{ street: '阿联酋迪拜谢赫扎耶德路5号' }, 'AE'],
  ])('of %j is %s', (parts, expected) => {
    expect(regionRead(whole(parts), outcome(parts))).toBe(expected);
  });

  test.each<[Partial<AddressParts>, string | null]>([
    [{ province: '浙江省', city: '杭州市', street: '文三路1号', postalCode: '3100' }, 'CN'],
    [{ city: '杭州', street: '文三路1号', postalCode: '10118' }, 'CN'],
    [{ city: '某处', street: '文三路1号', postalCode: '10118' }, null],
    [{ district: '朝阳区', street: '建国路1号', postalCode: '10001' }, null],
    [{ province: 'Sichuan', city: 'Chengdu', street: '1 Renmin Road', postalCode: '61000' }, 'CN'],
    [{ city: 'Hangzhou', street: '88 Wensan Road', postalCode: '310012' }, 'CN'],
    [{ city: 'Hangzhou', street: '88 Wensan Road', postalCode: '3100' }, null],
    [{ province: 'BJ', city: 'Beijing', street: "1 Chang'an Road", postalCode: '100000' }, 'CN'],
    [{ province: 'GD', city: 'Shenzhen', street: '5 Keji Road', postalCode: '51805' }, null],
    [{ province: 'SN', city: 'Xian', street: '1 Keji Road', postalCode: '7100' }, null],
    [{ province: 'SD', city: 'Jinan', street: '1 Jing Road', postalCode: '250000' }, 'CN'],
    [{ province: 'SC', city: 'Chengdu', street: '1 Renmin Road', postalCode: '610000' }, 'CN'],
    [{ province: 'NM', city: 'Hohhot', street: '1 Xilin Road', postalCode: '10000' }, null],
    [{ province: 'SD', city: 'Jinan', street: '1 Jing Road', postalCode: '25000' }, null],
    [{ province: 'SC', city: 'Chengdu', street: '1 Renmin Road', postalCode: '61000' }, null],
    [{ street: '俄罗斯街5号' }, null],
    [{ street: '朝鲜族乡二村' }, null],
    [{ street: '法国梧桐小区3号楼' }, null],
    [{ street: '香港路5号楼' }, null],
  ])('of a Chinese address without a country, %j, is no other: %s', (parts, expected) => {
    expect(regionRead(whole(parts), outcome(parts))).toBe(expected);
  });

  test.each<[Partial<AddressParts>, string | null]>([
    [{ country: 'CN', province: '香港特别行政区' }, 'HK'],
    [{ country: 'CN', province: '台湾省', city: '台北市' }, 'TW'],
    [{ country: 'CN', province: '广东省', city: '深圳市' }, 'CN'],
    [{ country: 'GB', city: 'Leeds' }, 'GB'],
    [{ city: 'Leeds', street: '10 Park Row', postalCode: 'LS1 2AT' }, 'GB'],
    [{}, null],
  ])('of %j in the standard form is %s', (parts, expected) => {
    expect(regionStanding(whole(parts))).toBe(expected);
  });
});
