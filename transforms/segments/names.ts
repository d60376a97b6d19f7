import { partsOf } from '../../models/index.ts';

interface Degrees {
  readonly veryLow: string;
  readonly low: string;
  readonly high: string;
  readonly veryHigh: string;
}

interface Words {
  readonly all: string;
  readonly average: string;
  readonly comma: string;
  readonly features: Readonly<Record<string, Degrees>>;
}

const degrees = (veryLow: string, low: string, high: string, veryHigh: string): Degrees => ({
  veryLow,
  low,
  high,
  veryHigh,
});

const english: Words = {
  all: 'all customers',
  average: 'average customers',
  comma: ', ',
  features: {
    recency_days: degrees('bought very lately', 'bought lately', 'long away', 'very long away'),
    frequency: degrees('very few orders', 'few orders', 'many orders', 'very many orders'),
    monetary: degrees('spent very little', 'spent little', 'spent much', 'spent very much'),
    average_order_value: degrees('very small orders', 'small orders', 'large orders', 'very large orders'),
    tenure_days: degrees('just won', 'recently won', 'long known', 'very long known'),
    active_days: degrees('came only briefly', 'came briefly', 'came for long', 'came for very long'),
    orders_12m: degrees(
      'very few orders this year',
      'few orders this year',
      'many orders this year',
      'very many orders this year',
    ),
    net_revenue_12m: degrees(
      'spent very little this year',
      'spent little this year',
      'spent much this year',
      'spent very much this year',
    ),
  },
};

const chinese: Words = {
  all: '全部客户',
  average: '普通客户',
  comma: '、',
  features: {
    recency_days: degrees('刚刚购买', '近期购买', '久未购买', '极久未购买'),
    frequency: degrees('订单极少', '订单少', '订单多', '订单极多'),
    monetary: degrees('消费极低', '消费低', '消费高', '消费极高'),
    average_order_value: degrees('客单价极低', '客单价低', '客单价高', '客单价极高'),
    tenure_days: degrees('刚获客', '新近获客', '老客户', '资深老客户'),
    active_days: degrees('购买跨度极短', '购买跨度短', '购买跨度长', '购买跨度极长'),
    orders_12m: degrees('近一年订单极少', '近一年订单少', '近一年订单多', '近一年订单极多'),
    net_revenue_12m: degrees('近一年消费极低', '近一年消费低', '近一年消费高', '近一年消费极高'),
  },
};

/** A segment's code in words: `Many orders, spent much`, `订单多、消费高`. Codes that differ have names that differ. */
export function segmentName(code: string, language: 'en' | 'zh-CN'): string {
  const words = language === 'en' ? english : chinese;
  const number = code.split('#')[1];
  const parts = partsOf(code).map(({ feature, isHigh, isVery }) => {
    const known = words.features[feature];
    if (!known) return feature;
    if (isHigh) return isVery ? known.veryHigh : known.high;
    return isVery ? known.veryLow : known.low;
  });
  const plain = parts.length > 0 ? parts.join(words.comma) : code === 'all' ? words.all : words.average;
  const said = `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`;
  return number ? `${said} ${number}` : said;
}
