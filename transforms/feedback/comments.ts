import type { StepContext } from '../step.ts';
import { masked } from './mask.ts';

/** Comments in the order in which they landed; their text without what points to a person. */
export interface Comments {
  readonly landedSeq: readonly bigint[];
  readonly kind: readonly string[];
  readonly customerId: readonly (string | null)[];
  /** first day of the month, ISO 8601 */
  readonly month: readonly string[];
  readonly isScored: readonly boolean[];
  /** 1 satisfied, 0 dissatisfied, null where there was no score or one in the middle */
  readonly isSatisfied: readonly (number | null)[];
  readonly text: readonly string[];
}

export async function readComments({ read }: StepContext): Promise<Comments> {
  const columns = await read(`
    select landed_seq, kind, customer_id, cast(date_trunc('month', comment_date) as varchar) as month_start, is_scored, is_satisfied, text
    from comments order by landed_seq`);
  const column = <T>(name: string) => (columns[name] ?? []) as readonly T[];
  return {
    landedSeq: column('landed_seq'),
    kind: column('kind'),
    customerId: column('customer_id'),
    month: column<string>('month_start').map((one) => one.slice(0, 10)),
    isScored: column('is_scored'),
    isSatisfied: column('is_satisfied'),
    text: column<string>('text').map(masked),
  };
}
