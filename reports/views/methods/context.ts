import type { PageContext } from '../../components/page.ts';
import type { words } from './words.ts';

export type Context = PageContext<(typeof words)['en']>;

/** A candidate as the ledger names it, in words. */
export function candidateName({ t }: Pick<Context, 't'>, candidate: string): string {
  const [, plain] = /^(.+) with holidays$/.exec(candidate) ?? [];
  const [, k] = /^k-means, k (\d+)$/.exec(candidate) ?? [];
  const [, allYear] = /^(.+), seasonal$/.exec(candidate) ?? [];
  const named = (name: string) => t.candidates[name] ?? name;
  if (k) return t.kMeans(k);
  if (plain) return t.withHolidays(named(plain));
  return allYear ? t.withSeason(named(allYear)) : named(candidate);
}
