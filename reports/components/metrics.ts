import { type Dictionary, dictionary, type Format } from './locale.ts';

interface MetricWords {
  readonly name: string;
  readonly definition: string;
}

/** Names and definitions of the metrics of `metric_values`. */
export const metricWords: Dictionary<Readonly<Record<string, MetricWords>>> = dictionary<
  Readonly<Record<string, MetricWords>>
>(
  {
    net_revenue: {
      name: 'Net revenue',
      definition: 'Order value after discounts, less refunds paid in the period, in the reporting currency.',
    },
    gross_revenue: { name: 'Gross revenue', definition: 'Order value before discounts and refunds.' },
    refunds: { name: 'Refunds', definition: 'Money paid back in the period, whenever the order was.' },
    orders: {
      name: 'Orders',
      definition: 'Orders placed in the period, each counted once however often it was corrected.',
    },
    average_order_value: {
      name: 'Average order',
      definition: 'Order value after discounts, divided by orders.',
    },
    active_customers: {
      name: 'Active customers',
      definition: 'Different customers who ordered in the period.',
    },
    new_customers: { name: 'New customers', definition: 'Customers whose first order is in the period.' },
    repeat_rate: {
      name: 'Repeat rate',
      definition: 'Share of the active customers who ordered beyond their first order.',
    },
    units: { name: 'Units', definition: 'Pieces sold, before returns.' },
  },
  {
    net_revenue: { name: '净销售额', definition: '折后订单金额减去当期退款，以报告货币计。' },
    gross_revenue: { name: '销售总额', definition: '折扣与退款前的订单金额。' },
    refunds: { name: '退款', definition: '当期退还的金额，不论订单何时发生。' },
    orders: { name: '订单数', definition: '当期下单数量，更正多次仍只计一次。' },
    average_order_value: { name: '客单价', definition: '折后订单金额除以订单数。' },
    active_customers: { name: '活跃客户', definition: '当期下过单的去重客户数。' },
    new_customers: { name: '新客户', definition: '首单落在当期的客户数。' },
    repeat_rate: { name: '复购率', definition: '活跃客户中，已有首单之外订单的比例。' },
    units: { name: '件数', definition: '售出件数，未扣退货。' },
  },
);

/** How the value of a metric is written. */
export function metricValue(format: Format, metric: string, value: number): string {
  if (metric === 'repeat_rate') return format.percent(value);
  if (metric === 'average_order_value') return format.price(value);
  if (metric.endsWith('revenue') || metric === 'refunds') return format.compactMoney(value);
  return format.count(value);
}
