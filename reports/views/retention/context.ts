import { type PageContext } from '../../components/page.ts';
import { type Measure } from './curves.ts';
import { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

/** The value of a cell as people read it: a share of the cohort, or orders or money per customer of the cohort. */
export function written({ format }: Context, measure: Measure, value: number): string {
  if (measure === 'customers') return format.percent(value);
  return measure === 'orders' ? value.toFixed(2) : format.money(value);
}
