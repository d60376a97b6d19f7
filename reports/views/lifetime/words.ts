import { counted, dictionary } from '../../components/locale.ts';

export const words = dictionary(
  {
    worth: (value: string, customers: string) =>
      `${counted(customers, 'customer is', 'customers are')} still worth ${value}.`,
    worthUnknown: (customers: string) =>
      `What ${counted(customers, 'customer is', 'customers are')} still worth is not known yet.`,
    doubtful: (value: string, customers: string, found: string) =>
      `${counted(customers, 'customer is', 'customers are')} reckoned at ${value}, which is hardly to be relied on. ${found}.`,
    horizon: (months: string, rate: string) =>
      `Margin expected in the next ${counted(months, 'month')}, discounted at ${rate} a year.`,
    margin: {
      configured: (share: string) => `Margin is taken as ${share} of net revenue, as configured.`,
      products: (share: string) => `Margin is ${share} of net revenue, by the cost of the products sold.`,
      unknown: (_share: string) => 'No cost of products is known, so margin is all of net revenue.',
    },
    belowCost: (share: string) =>
      `Products were sold below their cost: margin would be ${share} of net revenue, and is held at 0.`,
    models: {
      'bg-nbd': 'BG/NBD',
      'mbg-nbd': 'MBG/NBD',
      'mbg-cnbd-k': 'MBG/CNBD-k',
      'pareto-nbd': 'Pareto/NBD',
      nbd: 'NBD',
    } as Readonly<Record<string, string>>,
    staying: {
      'bg-nbd':
        'BG/NBD has nobody leave before a second order, so whether customers of one order are still there is not told.',
      nbd: 'NBD has nobody leave, so whether customers are still there is not told.',
    } as Readonly<Record<string, string | undefined>>,
    noneBetter: (days: string) =>
      `No model did better than everybody going on as before over the last ${counted(days, 'day')}, held out, so all are taken to go on so.`,
    chosen: (model: string, days: string) =>
      `${model} did best over the last ${counted(days, 'day')}, held out.`,
    noModel: {
      'few-returned':
        'Too few customers came back to fit a model: what all buy is parted by past rate and by how long each has been silent.',
      short:
        'The orders span too few days to hold some out for a model: what all buy is parted by past rate and by how long each has been silent.',
      'few-returned-before':
        'Too few customers had come back early enough to try a model on later orders: what all buy is parted by past rate and by how long each has been silent.',
      'not-converged':
        'No model could be fitted to these orders: everybody is taken to go on at the past rate, drawn to that of all.',
    },
    seasonal: 'It counts busy and quiet months.',
    related: (correlation: string) =>
      `How often and how much are related (correlation ${correlation}), so spending is fitted by class of frequency.`,
    tiles: {
      clv: 'Value of all customers',
      clv_each: 'Mean per customer',
      clv_median: 'Median per customer',
      alive: 'Likely still customers',
      orders_12m: 'Orders in 12 months',
      margin_12m: 'Margin in 12 months',
    },
    definitions: {
      clv: 'Sum of the discounted margin expected of every customer with an order; new customers to come are not in it.',
      clv_each: 'The sum over the number of customers with an order.',
      clv_median: 'Half of the customers are worth less, half more.',
      alive:
        'Mean chance that a customer with an order is not gone for good and will buy again at some time, given how often and how lately they did. It is not the chance of an order within some days, which the page Churn has.',
      orders_12m: 'Days with an order expected of today’s customers in the next 12 months.',
      margin_12m: 'Margin expected of today’s customers in the next 12 months, not discounted.',
    },
    distribution: 'Distribution of lifetime value',
    concentrated: (customers: string, value: string) =>
      `${customers} of customers, those above the mean, hold ${value} of the value`,
    distributionSentence: 'Customers by lifetime value; the last column holds all above',
    noneKnown: 'What customers are still worth is not known yet.',
    noGroup: {
      channel: 'No customer’s acquisition channel is known.',
      cohort: 'No customer’s first order is known.',
    },
    andMore: (from: string) => `${from} and more`,
    value: 'Lifetime value',
    sum: 'Sum',
    deciles: 'Expected against realised',
    tooMany: (share: string, days: string) =>
      `Over ${counted(days, 'day')} held out, ${share} more orders were expected than came`,
    tooFew: (share: string, days: string) =>
      `Over ${counted(days, 'day')} held out, ${share} fewer orders were expected than came`,
    noneCame: (predicted: string, days: string) =>
      `Over ${counted(days, 'day')} held out, ${counted(predicted, 'order was', 'orders were')} expected and none came`,
    decileSentence:
      'Days with an order per customer, by tenth of the customers in the order of what was expected; the model had not seen those days.',
    above: (share: string) =>
      `Of the customers whose 80 % interval does not end at 0, ${share} spent more than its upper end; 10 % is right.`,
    decile: 'Tenth',
    decileUnit: 'Tenth of the customers (10: most was expected)',
    predicted: 'Expected orders',
    realised: 'Orders that came',
    naive: 'Everybody going on as before',
    predictedValue: 'Expected revenue',
    realisedValue: 'Revenue that came',
    naiveValue: 'Revenue going on as before',
    noHoldout: 'This needs some months of orders, and customers who came back.',
    aliveMap: 'Chance of still being a customer',
    ratherGone: (customers: string, share: string) =>
      `${counted(customers, 'customer')} (${share}) ${customers === '1' ? 'is' : 'are'} in groups that are rather gone than still customers`,
    aliveSentence: (staying: string) =>
      `Mean chance that customers are not gone for good, by days since the last order and number of orders${staying && `. ${staying}`}`,
    recency: 'Since the last order',
    frequency: 'Number of orders',
    days: (band: string) => counted(band, 'day'),
    orderCount: (band: string) => (band === '1' ? '1 order' : `${band} orders`),
    customerCount: (n: string) => n,
    alive: 'Likely still a customer',
    orders12m: 'Orders in 12 months',
    groups: { channel: 'Value by acquisition channel', cohort: 'Value by year of the first order' },
    groupName: { channel: 'Acquisition channel', cohort: 'First order in' },
    groupSentence: {
      channel:
        'Lifetime value by the channel that brought the customer; the difference is to the mean of all others, with a 95 % interval of its own. The reading holds all groups of the page to one level, so it may be “within chance” where the interval alone leaves out 0',
      cohort:
        'Lifetime value by the year of the first order; the difference is to the mean of all others, with a 95 % interval of its own. The reading holds all groups of the page to one level, so it may be “within chance” where the interval alone leaves out 0',
    },
    best: {
      channel: (name: string, mean: string, more: string) =>
        `Customers from ${name} are worth ${mean} each, ${more} more than others`,
      cohort: (name: string, mean: string, more: string) =>
        `Customers of ${name} are worth ${mean} each, ${more} more than others`,
    },
    noDifference: {
      channel: 'No channel brings customers of clearly higher value',
      cohort: 'No year brought customers of clearly higher value',
    },
    mean: 'Mean value',
    median: 'Median value',
    difference: 'Difference to others',
    verdict: 'Reading',
    verdicts: {
      up: 'higher',
      down: 'lower',
      noise: 'within chance',
      'not-testable': 'not testable',
    },
  },
  {
    worth: (value, customers) => `${customers} 位客户未来仍值 ${value}。`,
    worthUnknown: (customers) => `${customers} 位客户的未来价值尚不可知。`,
    doubtful: (value, customers, found) => `${customers} 位客户估值 ${value}，但不宜采信。${found}。`,
    horizon: (months, rate) => `为未来 ${months} 个月的预期毛利，按年折现率 ${rate} 折现。`,
    margin: {
      configured: (share) => `毛利按配置取净销售额的 ${share}。`,
      products: (share) => `按所售商品成本计算，毛利为净销售额的 ${share}。`,
      unknown: () => '商品成本未知，因此毛利按全部净销售额计。',
    },
    belowCost: (share) => `商品售价低于成本：毛利本为净销售额的 ${share}，此处按 0 计。`,
    models: {
      'bg-nbd': 'BG/NBD',
      'mbg-nbd': 'MBG/NBD',
      'mbg-cnbd-k': 'MBG/CNBD-k',
      'pareto-nbd': 'Pareto/NBD',
      nbd: 'NBD',
    },
    staying: {
      'bg-nbd': 'BG/NBD 认定第二单之前无人离开，因此不给出只有一单的客户仍是客户的概率。',
      nbd: 'NBD 认定无人离开，因此不给出仍是客户的概率。',
    },
    noneBetter: (days) => `在留出的最近 ${days} 天里，没有模型优于人人照旧：假定人人照旧。`,
    chosen: (model, days) => `在留出的最近 ${days} 天里，${model} 表现最好。`,
    noModel: {
      'few-returned': '回购客户太少，无法拟合模型：总购买量按过去速率与沉默时长分给各人。',
      short: '订单跨度太短，无法留出一段时间检验模型：总购买量按过去速率与沉默时长分给各人。',
      'few-returned-before':
        '较早回购的客户太少，无法用后来的订单检验模型：总购买量按过去速率与沉默时长分给各人。',
      'not-converged': '没有模型能拟合这些订单：假定人人按过去的速率（向总体收缩）继续。',
    },
    seasonal: '模型考虑了淡季与旺季。',
    related: (correlation) => `购买频次与金额相关（相关系数 ${correlation}），因此按频次分级拟合消费金额。`,
    tiles: {
      clv: '全部客户价值',
      clv_each: '人均价值',
      clv_median: '价值中位数',
      alive: '仍是客户的概率',
      orders_12m: '12 个月订单',
      margin_12m: '12 个月毛利',
    },
    definitions: {
      clv: '每位有订单客户的预期折现毛利之和；不含将来的新客户。',
      clv_each: '价值之和除以有订单的客户数。',
      clv_median: '一半客户低于此值，一半高于此值。',
      alive:
        '根据购买频次与最近购买时间，有订单的客户尚未永久离开、日后还会购买的平均概率。它不是某段期限内下单的概率；后者见“流失”页。',
      orders_12m: '现有客户未来 12 个月预期的有订单天数。',
      margin_12m: '现有客户未来 12 个月的预期毛利，未折现。',
    },
    distribution: '生命周期价值分布',
    concentrated: (customers, value) => `高于均值的 ${customers} 客户占全部价值的 ${value}`,
    distributionSentence: '按生命周期价值统计的客户数；最后一列为所有更高者',
    noneKnown: '客户的未来价值尚不可知。',
    noGroup: { channel: '所有客户的获客渠道均未知。', cohort: '所有客户的首单均未知。' },
    andMore: (from) => `${from} 及以上`,
    value: '生命周期价值',
    sum: '合计',
    deciles: '预期与实际',
    tooMany: (share, days) => `在留出的 ${days} 天里，预期订单比实际多 ${share}`,
    tooFew: (share, days) => `在留出的 ${days} 天里，预期订单比实际少 ${share}`,
    noneCame: (predicted, days) => `在留出的 ${days} 天里，预期 ${predicted} 单，实际一单也没有`,
    decileSentence: '按预期从低到高分为十等分，每位客户的有订单天数；模型未见过这些日子。',
    above: (share) => `80% 区间上限不为 0 的客户中，${share} 的消费超出上限；恰当的比例为 10%。`,
    decile: '十分位',
    decileUnit: '客户十分位（10：预期最多）',
    predicted: '预期订单',
    realised: '实际订单',
    naive: '人人照旧',
    predictedValue: '预期销售额',
    realisedValue: '实际销售额',
    naiveValue: '照旧的销售额',
    noHoldout: '需要数月订单以及回购客户。',
    aliveMap: '仍是客户的概率',
    ratherGone: (customers, share) => `${customers} 位客户（${share}）所在群体更可能已不再是客户`,
    aliveSentence: (staying) =>
      `按距最近订单的天数与订单数，客户尚未永久离开的平均概率${staying && `。${staying}`}`,
    recency: '距最近订单',
    frequency: '订单数',
    days: (band) => `${band} 天`,
    orderCount: (band) => `${band} 单`,
    customerCount: (n) => `${n} 位`,
    alive: '仍是客户的概率',
    orders12m: '12 个月订单',
    groups: { channel: '按获客渠道的价值', cohort: '按首单年份的价值' },
    groupName: { channel: '获客渠道', cohort: '首单年份' },
    groupSentence: {
      channel:
        '按带来客户的渠道统计的生命周期价值；差异为与其余客户均值之差及其自身的 95% 区间。结论对本页所有分组统一控制水平，因此区间不含 0 时仍可能“未超出随机波动”',
      cohort:
        '按首单年份统计的生命周期价值；差异为与其余客户均值之差及其自身的 95% 区间。结论对本页所有分组统一控制水平，因此区间不含 0 时仍可能“未超出随机波动”',
    },
    best: {
      channel: (name, mean, more) => `来自${name}的客户人均价值 ${mean}，比其余客户高 ${more}`,
      cohort: (name, mean, more) => `${name} 年首购的客户人均价值 ${mean}，比其余客户高 ${more}`,
    },
    noDifference: {
      channel: '没有哪个渠道带来的客户价值明显更高',
      cohort: '没有哪一年的客户价值明显更高',
    },
    mean: '人均价值',
    median: '中位数',
    difference: '与其余客户之差',
    verdict: '结论',
    verdicts: { up: '更高', down: '更低', noise: '未超出随机波动', 'not-testable': '无法检验' },
  },
);
