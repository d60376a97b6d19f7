import { dictionary } from '../../components/locale.ts';

type Names = Readonly<Record<string, string>>;

/** Words of the drivers of satisfaction and value. */
export const driverWords = dictionary(
  {
    title: { satisfaction: 'What goes with satisfaction', value: 'What goes with later revenue' },
    found: {
      satisfaction: (driver: string, effect: string) => `${driver}: satisfaction ${effect}, others held`,
      value: (driver: string, effect: string) => `${driver}: ${effect} in the half-year after, others held`,
    },
    nothing: {
      satisfaction: 'No driver of satisfaction stands out from chance',
      value: 'No driver of later revenue stands out from chance',
    },
    sentence: {
      csat: 'Effect on the CSAT score (1 to 5) with its 95 % interval, all others held; grey ones may be chance. They go together: cause takes an experiment.',
      nps: 'Effect on the NPS score (0 to 10) with its 95 % interval, all others held; grey ones may be chance. They go together: cause takes an experiment.',
      later_revenue:
        'Effect of the first 30 days on net revenue of days 31 to 210, with its 95 % interval, all others held; grey ones may be chance.',
    },
    described: {
      satisfaction: (rows: string, mean: string, median: string, sd: string, explained: string) =>
        `${rows} answers: mean ${mean}, median ${median}, standard deviation ${sd}; ${explained} of the variance is explained.`,
      value: (rows: string, mean: string, median: string, sd: string, explained: string) =>
        `${rows} customers: mean ${mean}, median ${median}, standard deviation ${sd}; ${explained} of the variance is explained.`,
    },
    tooFew: {
      satisfaction: 'This needs about a hundred scores of one survey, CSAT or NPS.',
      value: 'This needs some hundred customers whose first order is seven months ago.',
    },
    driver: 'Driver',
    step: 'For',
    effect: 'Effect',
    low: '95 % from',
    high: 'to',
    p: 'p, all drivers together',
    reading: 'Reading',
    present: (share: string) => `where so (${share})`,
    more: (step: string) => `for ${step} more`,
    verdicts: {
      raises: 'more',
      lowers: 'less',
      unclear: 'within chance',
      constant: 'does not vary',
      'too-few': 'rests on too few',
    },
    channel: (name: string) => `Came by ${name}`,
    units: {
      first_response_hours: ' hours',
      resolution_days: ' days',
      orders_before: ' orders',
      days_since_order: ' days',
      first_categories: ' categories',
    } as Names,
    names: {
      about_ticket: 'Answer about a ticket',
      first_response_hours: 'Wait for the first response',
      resolution_days: 'Time to resolution',
      ticket_reopened: 'Ticket reopened',
      orders_before: 'Orders before',
      days_since_order: 'Days since the last order',
      last_order_value: 'Value of the last order',
      last_discount_rate: 'Discount of the last order',
      refunded_90d: 'Refund within 90 days before',
      first_value: 'Value of the first order',
      first_discount_rate: 'Discount of the first order',
      first_in_store: 'First order in a store',
      first_categories: 'Categories in the first order',
      again_30d: 'Second purchase within 30 days',
      refunded_30d: 'Refund within 30 days',
      ticket_30d: 'Ticket within 30 days',
      member_30d: 'Loyalty member within 30 days',
      consent_30d: 'Marketing consent within 30 days',
    } as Names,
  },
  {
    title: { satisfaction: '满意度的相关因素', value: '后续销售额的相关因素' },
    found: {
      satisfaction: (driver, effect) => `${driver}：其他因素不变时满意度 ${effect}`,
      value: (driver, effect) => `${driver}：其他因素不变时此后半年 ${effect}`,
    },
    nothing: {
      satisfaction: '没有哪个因素对满意度的影响超出随机波动',
      value: '没有哪个因素对后续销售额的影响超出随机波动',
    },
    sentence: {
      csat: '对 CSAT 评分（1–5）的影响及 95% 区间，其他因素不变；灰色可能属随机波动。相关不等于因果，因果需要实验。',
      nps: '对 NPS 评分（0–10）的影响及 95% 区间，其他因素不变；灰色可能属随机波动。相关不等于因果，因果需要实验。',
      later_revenue:
        '首单后 30 天内的情况对第 31 至 210 天净销售额的影响及 95% 区间，其他因素不变；灰色可能属随机波动。',
    },
    described: {
      satisfaction: (rows, mean, median, sd, explained) =>
        `${rows} 份回答：均值 ${mean}，中位数 ${median}，标准差 ${sd}；解释了 ${explained} 的方差。`,
      value: (rows, mean, median, sd, explained) =>
        `${rows} 位客户：均值 ${mean}，中位数 ${median}，标准差 ${sd}；解释了 ${explained} 的方差。`,
    },
    tooFew: {
      satisfaction: '需要同一种问卷（CSAT 或 NPS）的约一百份评分。',
      value: '需要数百位首单在七个月以前的客户。',
    },
    driver: '因素',
    step: '对应变化',
    effect: '影响',
    low: '95% 下限',
    high: '上限',
    p: 'p 值（全部因素合并校正）',
    reading: '结论',
    present: (share) => `有此情况时（${share}）`,
    more: (step) => `每多 ${step}`,
    verdicts: {
      raises: '更高',
      lowers: '更低',
      unclear: '未超出随机波动',
      constant: '没有变化',
      'too-few': '涉及的数据太少',
    },
    channel: (name) => `来自${name}`,
    units: {
      first_response_hours: ' 小时',
      resolution_days: ' 天',
      orders_before: ' 单',
      days_since_order: ' 天',
      first_categories: ' 个品类',
    },
    names: {
      about_ticket: '针对工单的回答',
      first_response_hours: '首次响应等待',
      resolution_days: '解决用时',
      ticket_reopened: '工单被重新打开',
      orders_before: '此前订单数',
      days_since_order: '距最近订单天数',
      last_order_value: '最近订单金额',
      last_discount_rate: '最近订单折扣',
      refunded_90d: '此前 90 天内有退款',
      first_value: '首单金额',
      first_discount_rate: '首单折扣',
      first_in_store: '首单在门店',
      first_categories: '首单品类数',
      again_30d: '30 天内再次购买',
      refunded_30d: '30 天内有退款',
      ticket_30d: '30 天内有工单',
      member_30d: '30 天内成为会员',
      consent_30d: '30 天内同意营销',
    },
  },
);
