/** A city with its province and some of its districts, and the first digits of its postal codes. */
export interface Place {
  readonly country: 'CN' | 'GB' | 'US';
  readonly province: string;
  readonly city: string;
  readonly districts: readonly string[];
  readonly postal: string;
}

const china = (province: string, city: string, postal: string, ...districts: string[]): Place => ({
  country: 'CN',
  province,
  city,
  postal,
  districts,
});

/** Chinese cities; real names of provinces, cities and districts. Earlier ones are larger markets. */
export const chinesePlaces: readonly Place[] = [
  china('上海市', '上海市', '2000', '黄浦区', '徐汇区', '长宁区', '静安区', '浦东新区', '杨浦区', '闵行区'),
  china('北京市', '北京市', '1000', '东城区', '西城区', '朝阳区', '海淀区', '丰台区', '通州区'),
  china('广东省', '深圳市', '5180', '福田区', '罗湖区', '南山区', '宝安区', '龙岗区'),
  china('广东省', '广州市', '5100', '越秀区', '天河区', '海珠区', '番禺区', '白云区'),
  china('浙江省', '杭州市', '3100', '上城区', '拱墅区', '西湖区', '滨江区', '余杭区'),
  china('四川省', '成都市', '6100', '锦江区', '青羊区', '武侯区', '成华区', '双流区'),
  china('江苏省', '南京市', '2100', '玄武区', '秦淮区', '鼓楼区', '建邺区', '江宁区'),
  china('江苏省', '苏州市', '2150', '姑苏区', '吴中区', '相城区', '虎丘区'),
  china('湖北省', '武汉市', '4300', '江岸区', '武昌区', '洪山区', '汉阳区'),
  china('重庆市', '重庆市', '4000', '渝中区', '江北区', '沙坪坝区', '南岸区'),
  china('陕西省', '西安市', '7100', '碑林区', '雁塔区', '未央区', '莲湖区'),
  china('湖南省', '长沙市', '4100', '芙蓉区', '岳麓区', '雨花区', '天心区'),
  china('天津市', '天津市', '3000', '和平区', '河西区', '南开区', '滨海新区'),
  china('山东省', '青岛市', '2660', '市南区', '市北区', '崂山区', '黄岛区'),
  china('山东省', '济南市', '2500', '历下区', '市中区', '槐荫区'),
  china('福建省', '厦门市', '3610', '思明区', '湖里区', '集美区'),
  china('福建省', '福州市', '3500', '鼓楼区', '台江区', '仓山区'),
  china('辽宁省', '大连市', '1160', '中山区', '西岗区', '沙河口区', '甘井子区'),
  china('辽宁省', '沈阳市', '1100', '和平区', '沈河区', '铁西区'),
  china('河南省', '郑州市', '4500', '金水区', '中原区', '二七区'),
  china('安徽省', '合肥市', '2300', '蜀山区', '包河区', '庐阳区'),
  china('云南省', '昆明市', '6500', '五华区', '盘龙区', '官渡区'),
];

const abroad = (country: 'GB' | 'US', province: string, city: string, postal: string): Place => ({
  country,
  province,
  city,
  postal,
  districts: [],
});

export const britishPlaces: readonly Place[] = [
  abroad('GB', 'England', 'London', 'SE1'),
  abroad('GB', 'England', 'Manchester', 'M1'),
  abroad('GB', 'England', 'Birmingham', 'B3'),
  abroad('GB', 'England', 'Leeds', 'LS1'),
  abroad('GB', 'England', 'Bristol', 'BS1'),
  abroad('GB', 'Scotland', 'Edinburgh', 'EH1'),
  abroad('GB', 'Scotland', 'Glasgow', 'G1'),
  abroad('GB', 'Wales', 'Cardiff', 'CF10'),
];

export const americanPlaces: readonly Place[] = [
  abroad('US', 'New York', 'New York', '100'),
  abroad('US', 'California', 'Los Angeles', '900'),
  abroad('US', 'California', 'San Francisco', '941'),
  abroad('US', 'Illinois', 'Chicago', '606'),
  abroad('US', 'Washington', 'Seattle', '981'),
  abroad('US', 'Massachusetts', 'Boston', '021'),
  abroad('US', 'Texas', 'Austin', '787'),
];

export const chineseStreets = [
  '人民路',
  '中山路',
  '解放路',
  '建设路',
  '和平路',
  '新华路',
  '文化路',
  '学院路',
  '长江路',
  '滨河路',
  '花园路',
  '朝阳街',
  '青年大街',
  '科技大道',
];

export const englishStreets = [
  'High Street',
  'Church Road',
  'Station Road',
  'Park Avenue',
  'Mill Lane',
  'Victoria Road',
  'Green Street',
  'Maple Avenue',
  'Oak Street',
  'Main Street',
  'Queens Road',
  'Elm Drive',
];
