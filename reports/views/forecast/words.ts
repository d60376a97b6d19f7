import { counted, dictionary } from '../../components/locale.ts';

type Kind = 'day' | 'week';

interface Banded {
  /** whether intervals are drawn */
  readonly banded: boolean;
  /** what the wider one held at earlier days, where that is far below what it is to hold */
  readonly tooNarrow: string | null;
}

export const words = dictionary(
  {
    metric: 'What is forecast',
    step: 'Step',
    day: 'Day',
    week: 'Week',
    series: 'Series',
    whole: 'The whole business',
    weekOf: (date: string) => `Week of ${date}`,
    span: (n: string, kind: Kind) => counted(n, kind),
    expected: (name: string, value: string, span: string) => `${name}: ${value} expected in the next ${span}`,
    expectedAgainst: (name: string, value: string, span: string, change: string) =>
      `${name}: ${value} expected in the next ${span}, ${change} on the last ${span}`,
    bands: (kind: Kind, holidays: boolean, yearBefore: boolean, { banded, tooNarrow }: Banded) => {
      const known = [...(holidays ? ['holidays'] : []), ...(yearBefore ? ['the year before'] : [])];
      const verb = holidays ? 'are' : 'is';
      const held = tooNarrow
        ? `; at earlier ${kind}s the wider one held ${tooNarrow}, so they may be too narrow`
        : '';
      return `Per ${kind}; ${
        banded
          ? `the bands are to hold 80 and 95 %, by past errors${held}`
          : `without an interval: at the earlier ${kind}s nothing came that it could be measured by`
      }${known.length > 0 ? `; ${known.join(' and ')} ${verb} taken into account` : ''}`;
    },
    fallback: (n: string, kind: Kind, banded: boolean) =>
      `${counted(n, kind)} of history ${n === '1' ? 'is' : 'are'} too few to tell methods apart: a plain rule, ${
        banded
          ? 'and bands that are to hold 80 and 95 %, by the few past errors there are'
          : 'without an interval'
      }`,
    tooShort: (name: string) => `${name}: too early to say what to expect`,
    tooShortWhy: (n: string, kind: Kind) =>
      `Only ${counted(n, kind === 'week' ? 'whole week' : 'day')} of history; a forecast needs two weeks, so that each day of the week was seen twice`,
    actual: 'Actual',
    forecast: 'Forecast',
    bandNames: '80 and 95 % interval',
    within80: '80 % interval',
    within95: '95 % interval',
    made: 'Foretold from',
    pastTitle: (off: string, n: string, all: string) =>
      `Earlier forecasts were ${off} off; ${n} of ${all} lay within the 80 % interval`,
    pastWhy:
      'The whole business, as it would have been foretold at up to three earlier days (the table below goes by more), method and intervals chosen without sight of what came after',
    pastNone: 'At earlier days too little was known to choose a method by.',
    accuracyTitle: (n: string, all: string, kind: Kind) =>
      `${n} of ${all} series are foretold better than by the same ${kind === 'week' ? 'week of last year' : 'day of last week'}`,
    accuracyNone: 'No history is long enough yet to hold forecasts to what came',
    onlySums: (n: string) =>
      `. Of the ${n} with an error of 100 % or more, single values cannot be foretold, only what they come to in sum`,
    accuracyWhy: (kind: Kind) =>
      `Mean error in percent of the mean amount, from earlier days; “as before” repeats ${kind === 'week' ? 'the same week of last year, or the last week where too little is known of a year' : 'the same day of last week'}; better is by more than chance, or by a tenth; the share that intervals held should be 80 and 95 %`,
    of: 'Of',
    error: 'Error',
    naiveError: 'As before',
    in80: 'Within 80 %',
    in95: 'Within 95 %',
    origins: (kind: Kind): string => (kind === 'week' ? 'Earlier weeks' : 'Earlier days'),
    noOrders: 'There is nothing to forecast from yet. Forecasts appear with the first orders.',
    applies: 'all figures; the series to the first only',
    grainsApart: (n: string, byDay: string, byWeek: string) =>
      `. For the same ${counted(n, 'whole week')} ${byDay} is expected by day and ${byWeek} by week: each is foretold by itself, and where they lie so far apart neither is sure`,
    ofWhole: ', scaled so that parts stand to the whole as in the last eight weeks',
  },
  {
    metric: '预测内容',
    step: '粒度',
    day: '日',
    week: '周',
    series: '序列',
    whole: '整体业务',
    weekOf: (date) => `${date}当周`,
    span: (n, kind) => `${n} ${kind === 'week' ? '周' : '天'}`,
    expected: (name, value, span) => `${name}：未来 ${span}预计 ${value}`,
    expectedAgainst: (name, value, span, change) =>
      `${name}：未来 ${span}预计 ${value}，较过去 ${span} ${change}`,
    bands: (kind, holidays, yearBefore, { banded, tooNarrow }) => {
      const known = [...(holidays ? ['节假日'] : []), ...(yearBefore ? ['上年同期'] : [])];
      const held = tooNarrow ? `；在更早的时点，较宽的区间只覆盖 ${tooNarrow}，可能偏窄` : '';
      return `按${kind === 'week' ? '周' : '日'}；${
        banded ? `区间按以往误差应覆盖 80% 与 95%${held}` : '不给出区间：更早的时点没有可供测量的数据'
      }${known.length > 0 ? `；已考虑${known.join('与')}` : ''}`;
    },
    fallback: (n, kind, banded) =>
      `只有 ${n} ${kind === 'week' ? '周' : '天'}历史，不足以比较各方法：采用简单规则，${
        banded ? '区间按为数不多的以往误差应覆盖 80% 与 95%' : '不给出区间'
      }`,
    tooShort: (name) => `${name}：为时尚早，无法预测`,
    tooShortWhy: (n, kind) =>
      `只有 ${n} ${kind === 'week' ? '整周' : '天'}历史；预测至少需要两周，使一周中的每一天都出现过两次`,
    actual: '实际',
    forecast: '预测',
    bandNames: '80% 与 95% 区间',
    within80: '80% 区间',
    within95: '95% 区间',
    made: '预测时点',
    pastTitle: (off, n, all) => `过去的预测平均偏差 ${off}；${all} 个中有 ${n} 个落在 80% 区间内`,
    pastWhy:
      '整体业务：在至多三个更早的日子会作出的预测（下表依据更多日子），方法与区间的选择都看不到其后的数据',
    pastNone: '在更早的日子，已知数据太少，无从选择方法。',
    accuracyTitle: (n, all, kind) =>
      `${all} 个序列中有 ${n} 个比沿用${kind === 'week' ? '去年同周' : '上周同日'}更准`,
    accuracyNone: '历史尚短，还无法用实际结果检验预测',
    onlySums: (n) => `。误差达 100% 及以上的 ${n} 个序列，单个数值无法预测，只能预测其合计`,
    accuracyWhy: (kind) =>
      `平均误差占平均值的百分比，由更早的日子测得；“沿用”即重复${kind === 'week' ? '去年同周（对一年所知太少时为上一周）' : '上周同日'}；“更准”指超出偶然或好一成以上；落入区间的占比应为 80% 与 95%`,
    of: '维度',
    error: '误差',
    naiveError: '沿用',
    in80: '80% 区间内',
    in95: '95% 区间内',
    origins: () => '测试时点',
    noOrders: '尚无可供预测的数据。有订单后即会出现预测。',
    applies: '全部图表；序列只作用于第一个',
    grainsApart: (n, byDay, byWeek) =>
      `。对同样的 ${n} 个整周，按日预计 ${byDay}，按周预计 ${byWeek}：两者各自预测，相差如此之大时都不可靠`,
    ofWhole: '；各部分已按比例调整，使其与整体的比例与最近八周一致',
  },
);
