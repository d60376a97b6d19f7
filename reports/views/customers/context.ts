import { type PageContext } from '../../components/page.ts';
import type { CustomersData } from '../../loaders/customers.ts';
import { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

export const stages = ['new', 'active', 'resurrected', 'at_risk', 'dormant', 'lost'] as const;

export const stageColors: Readonly<Record<string, string>> = {
  new: 'var(--c6)',
  active: 'var(--c0)',
  resurrected: 'var(--c2)',
  at_risk: 'var(--c5)',
  dormant: 'var(--c1)',
  lost: 'var(--c4)',
};

export const monthsOf = (data: CustomersData) =>
  [...new Set(data.lifecycle.map(({ month }) => month))].sort();

export function counts(data: CustomersData, stage: string, months: readonly string[]): readonly number[] {
  const found = new Map(
    data.lifecycle.filter((row) => row.lifecycle === stage).map((row) => [row.month, row.customers]),
  );
  return months.map((month) => found.get(month) ?? 0);
}
