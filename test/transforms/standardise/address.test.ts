import { describe, expect, test } from 'vitest';
import { divisions, isPostcode, standardiseAddress } from '../../../transforms/standardise/index.ts';

describe('an address in China', () => {
  test.each([
    [
      '北京市朝阳区建国路88号SOHO现代城A座1201室',
      '北京市',
      '北京市',
      '朝阳区',
      '建国路88号',
      'SOHO现代城A座1201室',
    ],
    ['北京朝阳建国路88号', '北京市', '北京市', '朝阳区', '建国路88号', null],
    ['北京市北京市市辖区海淀区中关村大街1号', '北京市', '北京市', '海淀区', '中关村大街1号', null],
    ['广东深圳南山科技园', '广东省', '深圳市', '南山区', null, '科技园'],
    [
      '广东省深圳市南山区粤海街道科技南路16号2栋301',
      '广东省',
      '深圳市',
      '南山区',
      '粤海街道科技南路16号',
      '2栋301',
    ],
    ['廣東省深圳市南山區科技園', '广东省', '深圳市', '南山区', null, '科技园'],
    ['广东省/深圳市/南山区/科技园', '广东省', '深圳市', '南山区', null, '科技园'],
    ['中国 广东省 深圳市 南山区 科技园', '广东省', '深圳市', '南山区', null, '科技园'],
    ['深圳市南山区', '广东省', '深圳市', '南山区', null, null],
    ['杭州西湖区文三路１２号', '浙江省', '杭州市', '西湖区', '文三路12号', null],
    ['浦东新区张江镇', '上海市', '上海市', '浦东新区', '张江镇', null],
    ['上海市黄浦区南京东路100号', '上海市', '上海市', '黄浦区', '南京东路100号', null],
    ['天津河北区', '天津市', '天津市', '河北区', null, null],
    ['山东青岛市南区', '山东省', '青岛市', '市南区', null, null],
    ['青岛市市南区香港中路', '山东省', '青岛市', '市南区', '香港中路', null],
    ['济南市中区', '山东省', '济南市', '市中区', null, null],
    ['吉林市昌邑区', '吉林省', '吉林市', '昌邑区', null, null],
    ['吉林长春朝阳区', '吉林省', '长春市', '朝阳区', null, null],
    ['海南省海口市', '海南省', '海口市', null, null, null],
    ['海南州共和县', '青海省', '海南藏族自治州', '共和县', null, null],
    ['湖北省仙桃市', '湖北省', '仙桃市', null, null, null],
    ['广西南宁青秀区', '广西壮族自治区', '南宁市', '青秀区', null, null],
    ['内蒙古呼和浩特市新城区', '内蒙古自治区', '呼和浩特市', '新城区', null, null],
    ['新疆石河子市', '新疆维吾尔自治区', '石河子市', null, null, null],
    ['恩施州恩施市', '湖北省', '恩施土家族苗族自治州', '恩施市', null, null],
    ['石柱县', '重庆市', '重庆市', '石柱土家族自治县', null, null],
    ['昆山市花桥镇', '江苏省', '苏州市', '昆山市', '花桥镇', null],
    ['东莞市长安镇', '广东省', '东莞市', null, '长安镇', null],
    ['台湾省台北市信义区信义路五段7号', '台湾省', '台北市', '信义区', '信义路五段7号', null],
    ['香港特别行政区九龙', '香港特别行政区', null, null, null, '九龙'],
    ['湖北省恩施市人民路1号', '湖北省', '恩施土家族苗族自治州', '恩施市', '人民路1号', null],
    ['大理市人民路1号', '云南省', '大理白族自治州', '大理市', '人民路1号', null],
    ['云南大理白族自治州大理市人民路1号', '云南省', '大理白族自治州', '大理市', '人民路1号', null],
    ['云南省大理州祥云县', '云南省', '大理白族自治州', '祥云县', null, null],
    ['云南大理古城', '云南省', '大理白族自治州', null, null, '古城'],
    ['云南省楚雄市', '云南省', '楚雄彝族自治州', '楚雄市', null, null],
    ['文山市普阳路', '云南省', '文山壮族苗族自治州', '文山市', '普阳路', null],
    ['甘肃省临夏市', '甘肃省', '临夏回族自治州', '临夏市', null, null],
    ['玉树市', '青海省', '玉树藏族自治州', '玉树市', null, null],
    ['新疆昌吉市', '新疆维吾尔自治区', '昌吉回族自治州', '昌吉市', null, null],
    ['新疆阿克苏市', '新疆维吾尔自治区', '阿克苏地区', '阿克苏市', null, null],
    ['新疆喀什市人民东路', '新疆维吾尔自治区', '喀什地区', '喀什市', '人民东路', null],
    ['和田市', '新疆维吾尔自治区', '和田地区', '和田市', null, null],
    ['塔城市', '新疆维吾尔自治区', '塔城地区', '塔城市', null, null],
    ['阿勒泰市', '新疆维吾尔自治区', '阿勒泰地区', '阿勒泰市', null, null],
    ['湖北省黄石港区颐阳路1号', '湖北省', '黄石市', '黄石港区', '颐阳路1号', null],
    ['湖北黄石市黄石港区', '湖北省', '黄石市', '黄石港区', null, null],
    ['岳阳楼区巴陵中路', '湖南省', '岳阳市', '岳阳楼区', '巴陵中路', null],
    ['辽宁省本溪满族自治县', '辽宁省', '本溪市', '本溪满族自治县', null, null],
    ['阿拉善左旗', '内蒙古自治区', '阿拉善盟', '阿拉善左旗', null, null],
    ['台北市信义区信义路五段7号', '台湾省', '台北市', '信义区', '信义路五段7号', null],
    ['臺北市信義區', '台湾省', '台北市', '信义区', null, null],
    ['高雄市前镇区中山二路', '台湾省', '高雄市', '前镇区', '中山二路', null],
    ['台湾台中西屯区', '台湾省', '台中市', '西屯区', null, null],
    ['台湾花莲县花莲市', '台湾省', '花莲县', '花莲市', null, null],
    ['广东省深圳市南山区深圳市南山区科技路1号', '广东省', '深圳市', '南山区', '科技路1号', null],
    ['北京市朝阳区三里屯路19号院', '北京市', '北京市', '朝阳区', '三里屯路19号院', null],
    ['北京市海淀区四季青村3号', '北京市', '北京市', '海淀区', '四季青村3号', null],
    ['深圳龙华新区民治街道', '广东省', '深圳市', '龙华区', '民治街道', null],
    ['深圳市南山区深圳湾一号', '广东省', '深圳市', '南山区', null, '深圳湾一号'],
    ['湖北省省直辖县级行政区划仙桃市沔阳大道1号', '湖北省', '仙桃市', null, '沔阳大道1号', null],
    ['新疆维吾尔自治区自治区直辖县级行政区划石河子市', '新疆维吾尔自治区', '石河子市', null, null, null],
    ['新疆兵团第八师石河子市北四路', '新疆维吾尔自治区', '石河子市', null, '北四路', null],
    ['重庆市县云阳县双江街道', '重庆市', '重庆市', '云阳县', '双江街道', null],
    ['深圳市市辖区南山区', '广东省', '深圳市', '南山区', null, null],
    ['河北省雄安新区容城县奥威路1号', '河北省', '保定市', '容城县', '奥威路1号', null],
    ['雄安新区容城县', '河北省', '保定市', '容城县', null, null],
    ['济南市章丘市双山大街', '山东省', '济南市', '章丘区', '双山大街', null],
    ['杭州市萧山市场路1号', '浙江省', '杭州市', '萧山区', '市场路1号', null],
    ['毕节地区大方县', '贵州省', '毕节市', '大方县', null, null],
    ['广东省深圳市深圳市南山区科技路1号', '广东省', '深圳市', '南山区', '科技路1号', null],
    ['江苏省 苏州市 江苏省苏州市吴中区', '江苏省', '苏州市', '吴中区', null, null],
    ['广东省广州市广州天河区', '广东省', '广州市', '天河区', null, null],
    ['福建省福建省厦门市', '福建省', '厦门市', null, null, null],
    ['北京北京朝阳', '北京市', '北京市', '朝阳区', null, null],
    ['福建省厦门市厦门市软件园二期', '福建省', '厦门市', null, null, '软件园二期'],
    ['广州市广州塔', '广东省', '广州市', null, null, '广州塔'],
    ['伊犁州塔城地区乌苏市', '新疆维吾尔自治区', '塔城地区', '乌苏市', null, null],
    ['新疆伊犁哈萨克自治州阿勒泰地区布尔津县', '新疆维吾尔自治区', '阿勒泰地区', '布尔津县', null, null],
    ['伊犁州伊宁市', '新疆维吾尔自治区', '伊犁哈萨克自治州', '伊宁市', null, null],
    ['新疆兵团石河子', '新疆维吾尔自治区', '石河子市', null, null, null],
    ['新疆巴州库尔勒市', '新疆维吾尔自治区', '巴音郭楞蒙古自治州', '库尔勒市', null, null],
    ['博州', '新疆维吾尔自治区', '博尔塔拉蒙古自治州', null, null, null],
    ['巴州区江北大道1号', '四川省', '巴中市', '巴州区', '江北大道1号', null],
    ['石家庄桥东区中山路1号', '河北省', '石家庄市', '桥东区', '中山路1号', null],
    ['哈尔滨道里区', '黑龙江省', '哈尔滨市', '道里区', null, null],
    ['北京市义乌市场1号', '北京市', '北京市', null, null, '义乌市场1号'],
    ['九龍旺角彌敦道610號', '香港特别行政区', null, null, '九龙旺角弥敦道610号', null],
    ['九龙坡区杨家坪1号', '重庆市', '重庆市', '九龙坡区', null, '杨家坪1号'],
  ])('%s is in %s, %s, %s', (raw, province, city, district, street, detail) => {
    expect(standardiseAddress(raw)).toMatchObject({
      valid: true,
      reason: null,
      country: 'CN',
      province,
      city,
      district,
      street,
      detail,
    });
  });

  test('says what it implied', () => {
    expect(standardiseAddress('昆山市花桥镇').assumed).toEqual(['city', 'province']);
    expect(standardiseAddress('江苏省苏州市工业园区星湖街328号')).toMatchObject({
      district: '工业园区',
      assumed: ['unlisted_district'],
    });
    expect(standardiseAddress('上海闸北区共和新路')).toMatchObject({
      district: '闸北区',
      assumed: ['unlisted_district'],
    });
    expect(standardiseAddress('河北雄安新区')).toMatchObject({
      district: '雄安新区',
      assumed: ['unlisted_district'],
    });
  });

  test.each([
    ['山东省莱芜市莱城区凤城大街1号', '济南市', '莱芜区', '凤城大街1号'],
    ['山东省莱芜市钢城区', '济南市', '钢城区', null],
    ['湖北省襄樊市樊城区长虹路1号', '襄阳市', '樊城区', '长虹路1号'],
    ['安徽省巢湖市无为县', '芜湖市', '无为市', null],
  ])('%s is in the city that it became', (raw, city, district, street) => {
    expect(standardiseAddress(raw)).toMatchObject({
      city,
      district,
      street,
      detail: null,
      assumed: ['renamed'],
    });
  });

  test.each([
    ['四川省成都市双流县东升镇', '成都市', '双流区', ['renamed']],
    ['四川省成都市郫县', '成都市', '郫都区', ['renamed']],
    ['北京市通县', '北京市', '通州区', ['renamed']],
    ['四川省宜宾县', '宜宾市', '叙州区', ['city', 'renamed']],
    ['吴江市', '苏州市', '吴江区', ['city', 'province', 'renamed']],
    ['普兰店市', '大连市', '普兰店区', ['city', 'province', 'renamed']],
    ['吴江市场路1号', null, null, []],
    ['沙县小吃', null, null, []],
  ])('%s is in %s, %s', (raw, city, district, assumed) => {
    expect(standardiseAddress(raw)).toMatchObject({ city, district, assumed });
  });

  test('in any district by the name that it had is in that of today', () => {
    const { renamed, byCode } = divisions();
    expect(renamed.size).toBeGreaterThan(500);
    for (const [former, all] of renamed)
      for (const { code, name } of all) {
        const province = byCode.get(code.slice(0, 2))?.name ?? '';
        const city = byCode.get(code.slice(0, 4))?.name ?? '';
        expect(standardiseAddress(`${province}${city}${former}人民路1号`)).toMatchObject({
          valid: true,
          city: city || province,
          district: name,
          assumed: ['renamed'],
          street: '人民路1号',
        });
      }
  });

  test.each([
    ['石家庄市桥东区中山路1号', '石家庄市', '桥东区'],
    ['资阳市简阳市射洪坝镇', '资阳市', '简阳市'],
    ['东莞市东城区鸿福路1号', '东莞市', '东城区'],
    ['平顶山市新城区长安大道', '平顶山市', '新城区'],
  ])('%s is kept, though only other cities have that district today', (raw, city, district) => {
    expect(standardiseAddress(raw)).toMatchObject({
      valid: true,
      city,
      district,
      assumed: ['province', 'unlisted_district'],
    });
  });

  test.each([
    ['中国（上海）自由贸易试验区浦东南路1号', null, '自由贸易试验区', '浦东南路1号'],
    ['中国(上海)自由贸易试验区浦东新区浦东南路1号', null, '浦东新区', '浦东南路1号'],
    ['上海市中国(上海)自由贸易试验区浦东南路1号', null, '自由贸易试验区', '浦东南路1号'],
  ])('%s is in Shanghai', (raw, reason, district, street) => {
    expect(standardiseAddress(raw)).toMatchObject({ reason, city: '上海市', district, street });
  });

  test.each([
    ['110台北市信義區信義路五段7號', '110'],
    ['11049 台北市信義區信義路五段7號', '11049'],
    ['110-491 台北市信義區信義路五段7號', '110491'],
    ['106409臺北市信義區信義路五段7號', '106409'],
    ['台灣 110台北市信義區信義路五段7號', '110'],
  ])('%s has the postal code of Taiwan before it', (raw, postcode) => {
    for (const country of [null, 'TW'])
      expect(standardiseAddress(raw, { country })).toMatchObject({
        valid: true,
        value: '台湾省台北市信义区信义路五段7号',
        postcode,
      });
  });

  test.each([
    ['新界沙田正街1號', 'HK', '香港特别行政区', null],
    ['彌敦道610號', '中国香港', '香港特别行政区', null],
    ['新马路1号', '澳门', '澳门特别行政区', null],
    ['中正路1號', 'TWN', '台湾省', null],
    ['广东省深圳市南山区', 'HK', '广东省', '深圳市'],
  ])('%s is where the record says, %s, unless it says more', (raw, country, province, city) => {
    expect(standardiseAddress(raw, { country })).toMatchObject({
      valid: true,
      country: 'CN',
      province,
      city,
    });
  });

  test.each([
    '北京市朝阳区建国路88号 100022',
    '100022 北京朝阳建国路88号',
    '北京市朝阳区建国路88号(邮编：100022)',
    '北京市朝阳区建国路88号100022',
    '100022北京市朝阳区建国路88号',
    '１０００２２ 北京市朝阳区建国路88号',
  ])('%s has its postal code aside', (raw) =>
    expect(standardiseAddress(raw)).toMatchObject({ value: '北京市朝阳区建国路88号', postcode: '100022' }),
  );

  test('ends in a postal code where a district does, not in a room', () => {
    expect(standardiseAddress('深圳市南山区518057')).toMatchObject({ detail: null, postcode: '518057' });
    expect(standardiseAddress('深圳市南山区科技路1号2栋301203')).toMatchObject({
      detail: '2栋301203',
      postcode: null,
    });
  });

  test('takes from the record what the text leaves out', () => {
    const context = { province: '广东', city: '深圳', district: '南山区', postcode: '518057' };
    expect(standardiseAddress('科技南路16号', context)).toMatchObject({
      value: '广东省深圳市南山区科技南路16号',
      postcode: '518057',
    });
    expect(standardiseAddress('朝阳区建国路88号', { city: '北京' })).toMatchObject({
      city: '北京市',
      valid: true,
    });
  });

  test.each([
    ['鼓楼区东街152号', null, '鼓楼区', '东街152号'],
    ['江苏省鼓楼区湖南路1号', '江苏省', '鼓楼区', '湖南路1号'],
    ['城关区东街2号', null, '城关区', '东街2号'],
    // 井陉县 or 井陉矿区
    ['河北省石家庄市井陉天长镇', '河北省', null, '井陉天长镇'],
  ])('%s, of which more than one may be meant, is parted all the same', (raw, province, district, street) =>
    expect(standardiseAddress(raw)).toMatchObject({
      value: raw,
      province,
      district,
      street,
      reason: 'ambiguous',
    }),
  );

  test.each([
    ['朝阳区建国路88号', 'ambiguous'],
    ['广东省南京市玄武区', 'conflict'],
    ['广东省深圳市朝阳区', 'conflict'],
    ['北京市南山区科技园', 'conflict'],
    ['广东省朝阳区建国路1号', 'conflict'],
    ['北京市上海市浦东新区世纪大道100号', 'conflict'],
    ['广东省深圳市南山区上海浦东新区世纪大道1号', 'conflict'],
    ['建国路88号', 'no_division'],
    ['南京东路100号', 'no_division'],
    ['上海交通大学', 'no_division'],
  ])('%s is given and said to be %s', (raw, reason) => {
    expect(standardiseAddress(raw)).toMatchObject({ value: raw, valid: false, reason });
  });

  test.each([
    ['13800138000', 'phone'],
    ['li@example.cn', 'email'],
    ['无', 'placeholder'],
    ['🙂', 'no_letters'],
    ['路'.repeat(3000), 'too_long'],
  ])('%s is refused as %s', (raw, reason) => {
    expect(standardiseAddress(raw)).toMatchObject({ value: null, valid: false, reason });
  });

  test('in any district is found from the full names, and from the city on', () => {
    const { districts, byCode } = divisions();
    const all = [...new Set([...districts.values()].flat())];
    expect(all.length).toBeGreaterThan(2900);
    for (const { code, name } of all)
      for (const hasProvince of [true, false]) {
        const province = byCode.get(code.slice(0, 2))?.name ?? '';
        const city = byCode.get(code.slice(0, 4))?.name ?? '';
        const raw = `${hasProvince || city === '' ? province : ''}${city}${name}人民路1号`;
        expect(standardiseAddress(raw)).toMatchObject({
          valid: true,
          province,
          city: city || province,
          district: name,
          divisionCode: code,
          street: '人民路1号',
        });
        const repeated = `${province}${city}${hasProvince ? province : ''}${city}${name}`;
        expect(standardiseAddress(repeated)).toMatchObject({ city: city || province, district: name });
      }
  });
});

test.each(['Virginia Avenue 12 B', 'Nevada City 12 Broad Street', 'New York 5 Avenue Road'])(
  'a street or town that is called after a state is in no state: %s',
  (raw) =>
    expect(standardiseAddress(raw)).toMatchObject({ value: raw, reason: 'no_division', province: null }),
);

describe('an address elsewhere', () => {
  test.each([
    [
      '350 5th Ave Apt 4B, New York, NY 10118-0110, USA',
      'US',
      'NY',
      'New York',
      '350 5th Avenue',
      'Apartment 4B',
      '10118-0110',
    ],
    [
      '1600 Pennsylvania Ave NW, Washington, DC 20500',
      'US',
      'DC',
      'Washington',
      '1600 Pennsylvania Avenue NW',
      null,
      '20500',
    ],
    [
      'unit 3, 8 stanley st, winston hills nsw 2153',
      'AU',
      'NSW',
      'Winston Hills',
      '8 Stanley Street',
      'Unit 3',
      '2153',
    ],
    ['350 5TH AVE, NEW YORK, NY 10118', 'US', 'NY', 'New York', '350 5th Avenue', null, '10118'],
    ['Texas Austin  38 Church Road', 'US', 'TX', 'Austin', '38 Church Road', null, null],
    ['England Bristol 4 Park Avenue', 'GB', 'England', 'Bristol', '4 Park Avenue', null, null],
    ['ontario toronto 12 king st apt 4', 'CA', 'ON', 'Toronto', '12 King Street', 'Apartment 4', null],
    ['10 DOWNING ST, LONDON SW1A2AA', 'GB', null, 'London', '10 Downing Street', null, 'SW1A 2AA'],
    ['100 Queen St W, Toronto, ON M5H2N2', 'CA', 'ON', 'Toronto', '100 Queen Street W', null, 'M5H 2N2'],
    ['Hauptstr. 12, 10115 Berlin, Germany', 'DE', null, 'Berlin', 'Hauptstraße 12', null, '10115'],
    ['1 Raffles Place, Singapore 048616', 'SG', null, null, '1 Raffles Place', null, '048616'],
    ['12 rue de la Paix, 75002 Paris, France', 'FR', null, 'Paris', '12 rue de la Paix', null, '75002'],
    ['〒100-0001 東京都千代田区千代田1-1', 'JP', '東京都', '千代田区', '千代田1-1', null, '100-0001'],
    ['大阪市北区梅田3-1-3', 'JP', '大阪府', '大阪市北区', '梅田3-1-3', null, null],
    ['530-0001 大阪市北区梅田3-1-3', 'JP', '大阪府', '大阪市北区', '梅田3-1-3', null, '530-0001'],
    ['さいたま市大宮区桜木町1-7', 'JP', '埼玉県', 'さいたま市大宮区', '桜木町1-7', null, null],
    ['日本东京都港区六本木1-1', 'JP', '东京都', '港区', '六本木1-1', null, null],
    ['横滨市西区港未来2-2', 'JP', '神奈川県', '横滨市西区', '港未来2-2', null, null],
    ['渋谷区神南1-1', 'JP', '東京都', '渋谷区', '神南1-1', null, null],
    ['Musterstr. 12 a, D-80331 München', 'DE', null, 'München', 'Musterstraße 12 a', null, '80331'],
    ['12 rue X, F-75002 Paris', 'FR', null, 'Paris', '12 rue X', null, '75002'],
    ['Bahnhofstrasse 1, CH-8001 Zürich', 'CH', null, 'Zürich', 'Bahnhofstrasse 1', null, '8001'],
    ['Ring 1, A-1010 Wien', 'AT', null, 'Wien', 'Ring 1', null, '1010'],
    ['Rue Haute 1, B-1000 Bruxelles', 'BE', null, 'Bruxelles', 'Rue Haute 1', null, '1000'],
    ['Grand-Rue 1, L-1111 Luxembourg', 'LU', null, 'Luxembourg', 'Grand-Rue 1', null, '1111'],
    ['Damrak 1, NL-1012 AB Amsterdam', 'NL', null, 'Amsterdam', 'Damrak 1', null, '1012 AB'],
    ['Vasagatan 1, SE-111 22 Stockholm', 'SE', null, 'Stockholm', 'Vasagatan 1', null, '111 22'],
    ['Vestergade 1, DK-2100 København', 'DK', null, 'København', 'Vestergade 1', null, '2100'],
    ['Mannerheimintie 1, FIN-00100 Helsinki', 'FI', null, 'Helsinki', 'Mannerheimintie 1', null, '00100'],
    ['Via Roma 1, I-00184 Roma', 'IT', null, 'Roma', 'Via Roma 1', null, '00184'],
    ['Calle Mayor 5, E-28001 Madrid', 'ES', null, 'Madrid', 'Calle Mayor 5', null, '28001'],
    ['Calle Mayor 5, 3º B, 28013 Madrid, España', 'ES', null, 'Madrid', 'Calle Mayor 5', '3º B', '28013'],
    [
      'Calle Mayor 5 3º Izq., 28013 Madrid, España',
      'ES',
      null,
      'Madrid',
      'Calle Mayor 5',
      '3º Izq.',
      '28013',
    ],
    ['Calle Mª Luisa 5, 28013 Madrid, España', 'ES', null, 'Madrid', 'Calle Mª Luisa 5', null, '28013'],
    [
      'Keizersgracht 123-2, 1015 CJ Amsterdam',
      'NL',
      null,
      'Amsterdam',
      'Keizersgracht 123-2',
      null,
      '1015 CJ',
    ],
    ['ul. Długa 1, 00-001 Warszawa, Polska', 'PL', null, 'Warszawa', 'ul. Długa 1', null, '00-001'],
    ['Calle Ancha 3, 18001 Granada, España', 'ES', null, 'Granada', 'Calle Ancha 3', null, '18001'],
    [
      '12 bis, rue de la Paix 75002 Paris, France',
      'FR',
      null,
      'Paris',
      '12 bis, rue de la Paix',
      null,
      '75002',
    ],
    [
      '12, MG Road, Bengaluru, Karnataka 560001',
      'IN',
      'Karnataka',
      'Bengaluru',
      '12, MG Road',
      null,
      '560001',
    ],
    [
      'Flat No. 301, Andheri West, Mumbai - 400058, India',
      'IN',
      null,
      'Mumbai',
      'Andheri West',
      'Flat 301',
      '400058',
    ],
    [
      'Rua das Flores, 123, Apto 45, Centro, Rio de Janeiro - RJ, CEP 20010-000',
      'BR',
      'RJ',
      'Rio de Janeiro',
      'Rua das Flores, 123, Centro',
      'Apartment 45',
      '20010-000',
    ],
    [
      'Av. Paulista, 1578 - Bela Vista, São Paulo - SP, 01310-200, Brasil',
      'BR',
      'SP',
      'São Paulo',
      'Av. Paulista, 1578 - Bela Vista',
      null,
      '01310-200',
    ],
    [
      'Blk 123 Ang Mo Kio Ave 3 #04-567 Singapore 560123',
      'SG',
      null,
      null,
      'Blk 123 Ang Mo Kio Ave 3',
      'Unit 04-567',
      '560123',
    ],
    [
      '123 Main St Apt 4B Springfield IL 62704',
      'US',
      'IL',
      'Springfield',
      '123 Main Street',
      'Apartment 4B',
      '62704',
    ],
    ['12 Main St St Louis MO 63101', 'US', 'MO', 'St Louis', '12 Main Street', null, '63101'],
    ['1 Broadway New York NY 10004', 'US', 'NY', null, '1 Broadway New York', null, '10004'],
    ['5 Main St, Charleston, West Virginia 25301', 'US', 'WV', 'Charleston', '5 Main Street', null, '25301'],
    [
      '123 Peachtree St, Atlanta, Georgia 30303',
      'US',
      'GA',
      'Atlanta',
      '123 Peachtree Street',
      null,
      '30303',
    ],
    ['1 Rustaveli Ave, Tbilisi, Georgia', 'GE', null, 'Tbilisi', '1 Rustaveli Avenue', null, null],
    ['10 Downing St London SW1A 2AA', 'GB', null, 'London', '10 Downing Street', null, 'SW1A 2AA'],
  ])('%s', (raw, country, province, city, street, detail, postcode) => {
    expect(standardiseAddress(raw)).toMatchObject({
      valid: true,
      country,
      province,
      city,
      street,
      detail,
      postcode,
    });
  });

  test.each([
    [
      'Room 301, 16 Keji South Rd, Nanshan District, Shenzhen, Guangdong 518057, China',
      ['广东省', '深圳市', '南山区', '16 Keji South Road', 'Room 301', '518057'],
    ],
    [
      '16 Keji South Road, Shenzhen, Guangdong 518057, China',
      ['广东省', '深圳市', null, '16 Keji South Road', null, '518057'],
    ],
    [
      '88 Jianguo Road, Chaoyang District, Beijing 100022, P.R. China',
      ['北京市', '北京市', '朝阳区', '88 Jianguo Road', null, '100022'],
    ],
    ['1 Hubin South Road, Xiamen, China', ['福建省', '厦门市', null, '1 Hubin South Road', null, null]],
    [
      '8 Zhongshan Road, Kunshan, Jiangsu, China',
      ['江苏省', '苏州市', '昆山市', '8 Zhongshan Road', null, null],
    ],
    [
      '8 Stanley Street, Central, Hong Kong',
      ['香港特别行政区', 'Central', null, '8 Stanley Street', null, null],
    ],
  ])('%s is in China', (raw, [province, city, district, street, detail, postcode]) => {
    expect(standardiseAddress(raw)).toMatchObject({
      valid: true,
      country: 'CN',
      province,
      city,
      district,
      street,
      detail,
      postcode,
    });
  });

  test('keeps the Saint of a street name', () => {
    expect(standardiseAddress('12 St James St, London SW1A 1ES').street).toBe('12 St James Street');
  });

  test('without a place is given and said to be no address of anywhere', () => {
    expect(standardiseAddress('5 main st')).toMatchObject({
      value: '5 Main Street',
      valid: false,
      reason: 'no_division',
    });
  });

  test('has a postal code in the form of its country', () => {
    expect(isPostcode('518057', 'CN')).toBe(true);
    expect(isPostcode('51805', 'CN')).toBe(false);
    expect(isPostcode('SW1A 2AA', 'GB')).toBe(true);
    expect(isPostcode('100-0001', 'JP')).toBe(true);
    expect(isPostcode('D-80331', 'DE')).toBe(true);
    expect(isPostcode('01310-200', 'BR')).toBe(true);
    expect(isPostcode('12345', 'XX')).toBeNull();
  });
});
