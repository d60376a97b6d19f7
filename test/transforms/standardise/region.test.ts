import { getCountries } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { countries, regionOf } from '../../../transforms/standardise/region.ts';

test('countries are those that have telephones', () => {
  expect(countries.toSorted()).toEqual(getCountries().toSorted());
});

test.each([
  [
    'HK',
    '香港|中国香港|中國香港|香港特别行政区|中国香港特别行政区|Hong Kong SAR|Hong Kong, China|Hong Kong SAR China|HKG',
  ],
  ['MO', '中国澳门|澳門特別行政區|Macau SAR|Macao, China|MAC'],
  ['TW', '中国台湾|中國臺灣|台湾省|Taiwan, China|Taiwan (China)|TWN'],
  ['CN', '中国|中华人民共和国|中国大陆|China|CHN|cn'],
  ['TR', 'Turkey|Türkiye|TÜRKİYE|Turkiye|TUR'],
  ['CZ', 'Czech Republic|Czechia|Česko'],
  ['VN', 'Việt Nam|Viet Nam|Vietnam'],
  ['RU', 'Россия|Russian Federation|RUS'],
  ['DE', 'Deutschland|DEUTSCHLAND|Germany|DEU|德国|DE'],
  ['AT', 'Österreich|Osterreich'],
  ['CH', 'Schweiz|Suisse|Svizzera'],
  ['NL', 'Nederland|The Netherlands|Holland'],
  ['ES', 'España|Espana'],
  ['IT', 'Italia'],
  ['FI', 'Suomi'],
  ['SE', 'Sverige'],
  ['JP', '日本国|日本|JPN'],
  ['KR', '대한민국|韩国|Republic of Korea'],
  ['IN', 'भारत|IN|IND'],
  ['IS', 'Island|Iceland'],
  [
    'GB',
    'GBR|England|英国|Großbritannien|Grossbritannien|Grande-Bretagne|Gran Bretaña|Gran Bretagna|Schottland|Écosse|Inglaterra|苏格兰',
  ],
  ['RO', 'ROU'],
  ['US', 'USA|U.S.A.|美国|EEUU|EE.UU.|EE. UU.|アメリカ'],
  ['AE', 'VAE|UAE|阿联酋|阿聯酋'],
  ['RU', 'RU'],
  ['AU', '澳洲'],
  ['CA', 'CA|CAN'],
  ['GE', 'Georgia'],
])('%s is the country of %s', (code, names) => {
  for (const name of names.split('|')) expect([name, regionOf(name)]).toEqual([name, code]);
});

test.each(['', 'Atlantis', '广东', '中国广东', 'Granada', 'Salvador', 'XYZ'])('%j is no country', (name) => {
  expect(regionOf(name)).toBeNull();
});
