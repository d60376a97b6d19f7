import type { Cohort, CohortCell } from '../../loaders/retention.ts';

export type Measure = 'customers' | 'orders' | 'revenue';

/** A cell per customer of its cohort: for customers that is the share who ordered. */
export const measured = (cohort: Cohort, cell: CohortCell, measure: Measure): number =>
  cell[measure] / cohort.size;

/** Whether the month a cell stands for is over by the as-of date. */
function isOver(cohort: Cohort, age: number, asOf: string): boolean {
  const end = new Date(`${cohort.month}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + age + 1, 0);
  return end.toISOString().slice(0, 10) <= asOf;
}

/** By age in months, the mean over cohorts weighted by their size; only months that are over count. */
export function averageCurve(cohorts: readonly Cohort[], measure: Measure, asOf: string): readonly number[] {
  const sums: { value: number; size: number }[] = [];
  for (const cohort of cohorts)
    for (const cell of cohort.cells) {
      if (!isOver(cohort, cell.age, asOf)) continue;
      const sum = sums[cell.age] ?? { value: 0, size: 0 };
      sums[cell.age] = { value: sum.value + cell[measure], size: sum.size + cohort.size };
    }
  return Array.from(sums, (sum) => (sum ? sum.value / sum.size : 0));
}
