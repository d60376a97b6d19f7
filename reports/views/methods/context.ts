import type { PageContext } from '../../components/page.ts';
import type { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

/** A candidate as the ledger names it, in words. */
export function candidateName({ t }: Context, candidate: string): string {
  const [, plain] = /^(.+) with holidays$/.exec(candidate) ?? [];
  const [, k] = /^k-means, k (\d+)$/.exec(candidate) ?? [];
  const named = (name: string) => t.candidates[name] ?? name;
  return k ? t.kMeans(k) : plain ? t.withHolidays(named(plain)) : named(candidate);
}
