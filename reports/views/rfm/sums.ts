import type { RfmGroup } from '../../loaders/rfm.ts';

export interface Sum {
  readonly key: string;
  customers: number;
  revenue: number;
  orders: number;
  fewestDays: number;
  mostDays: number;
}

export function sumBy(groups: readonly RfmGroup[], keyOf: (group: RfmGroup) => string): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const group of groups) {
    const key = keyOf(group);
    const sum = sums.get(key) ?? {
      key,
      customers: 0,
      revenue: 0,
      orders: 0,
      fewestDays: Infinity,
      mostDays: 0,
    };
    sum.customers += group.customers;
    sum.revenue += group.revenue;
    sum.orders += group.orders;
    sum.fewestDays = Math.min(sum.fewestDays, group.fewestDays);
    sum.mostDays = Math.max(sum.mostDays, group.mostDays);
    sums.set(key, sum);
  }
  return [...sums.values()];
}
