/**
 * Cities that are no more, alone and with a district of theirs, and where their addresses are today.
 *
 * Source: notices of changes of divisions, Ministry of Civil Affairs (mca.gov.cn), 2003 to 2019.
 */
export const successors: Readonly<Record<string, string>> = {
  莱芜市莱城区: '济南市莱芜区',
  莱芜市钢城区: '济南市钢城区',
  莱芜市莱芜区: '济南市莱芜区',
  莱芜市: '济南市莱芜区',
  襄樊市襄阳区: '襄阳市襄州区',
  襄樊市: '襄阳市',
  思茅市翠云区: '普洱市思茅区',
  思茅市: '普洱市',
  思茅地区: '普洱市',
  巢湖市居巢区: '合肥市巢湖市',
  巢湖市庐江县: '合肥市庐江县',
  巢湖市无为县: '芜湖市无为市',
  巢湖市含山县: '马鞍山市含山县',
  巢湖市和县: '马鞍山市和县',
};

/**
 * Districts and counties that a city had once, by its code, where only other cities have one of that name today.
 *
 * Source: the lists of divisions of the Ministry of Civil Affairs of 1995 to 2019 (github.com/cn/GB2260)
 * against cnDivisions.ts.
 */
export const formerDistricts: Readonly<Record<string, readonly string[]>> = {
  1301: ['桥东区'],
  1305: ['桥东区', '桥西区'],
  2203: ['公主岭市'],
  2301: ['太平区'],
  3208: ['清河区'],
  3210: ['兴化市', '靖江市', '泰兴市'],
  3408: ['枞阳县'],
  3412: ['涡阳县', '蒙城县', '利辛县'],
  3415: ['寿县'],
  4104: ['襄城县'],
  4105: ['铁西区'],
  4107: ['新华区'],
  4209: ['广水市'],
  4212: ['阳新县'],
  4401: ['东山区'],
  4501: ['凭祥市', '扶绥县', '大新县', '天等县', '宁明县', '龙州县'],
  4502: ['合山市', '象州县', '武宣县', '金秀瑶族自治县', '忻城县'],
  4504: ['昭平县', '钟山县', '富川瑶族自治县'],
  4601: ['新华区'],
  50: ['双桥区'],
  5110: ['乐至县', '安岳县', '简阳市'],
  5111: ['仁寿县', '洪雅县', '青神县', '丹棱县'],
  5120: ['简阳市'],
  5303: ['寻甸回族彝族自治县'],
  6302: ['湟源县'],
  6403: ['中宁县', '灵武市'],
  6404: ['海原县'],
  6501: ['东山区'],
};
