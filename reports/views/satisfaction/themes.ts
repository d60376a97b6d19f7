import type { Share, Verdict } from '../../../models/index.ts';
import type { SatisfactionData, ThemeMonth } from '../../loaders/satisfaction.ts';
import { verdicts } from './significance.ts';

export interface ThemeSum {
  readonly theme: string;
  readonly side: ThemeMonth['side'];
  readonly mentions: number;
  /** of all comments of these months */
  readonly share: number;
  /** the same share in as many months before; null where there are none */
  readonly shareBefore: number | null;
  /** whether the change is more than chance */
  readonly verdict: Verdict;
  readonly satisfied: number | null;
  /** the latest */
  readonly example: string | null;
}

const rate = ({ hits, of }: Share): number | null => (of > 0 ? hits / of : null);

/** Themes of the last months, the most mentioned first. */
export function themeSums({ themes }: SatisfactionData, months: number): readonly ThemeSum[] {
  const all = [...new Set(themes.map(({ month }) => month))].sort();
  const [recent, before] = [new Set(all.slice(-months)), new Set(all.slice(-2 * months, -months))];
  const names = new Map(themes.map((one) => [`${one.side} ${one.theme}`, one]));
  const sums = [...names.values()]
    .map(({ theme, side }) => {
      const rows = themes.filter((one) => one.theme === theme && one.side === side);
      const share = (within: ReadonlySet<string>): Share => {
        const found = rows.filter(({ month }) => within.has(month));
        return {
          hits: found.reduce((sum, one) => sum + one.mentions, 0),
          of: found.reduce((sum, one) => sum + one.comments, 0),
        };
      };
      const pair = {
        now: share(recent),
        before: before.size === months ? share(before) : { hits: 0, of: 0 },
      };
      const now = rows.filter(({ month }) => recent.has(month));
      const felt = now.filter(({ satisfied }) => satisfied !== null);
      const heard = felt.reduce((sum, one) => sum + one.mentions, 0);
      return {
        theme,
        side,
        mentions: now.reduce((sum, one) => sum + one.mentions, 0),
        pair,
        share: rate(pair.now) ?? 0,
        shareBefore: rate(pair.before),
        satisfied:
          heard > 0 ? felt.reduce((sum, one) => sum + (one.satisfied ?? 0) * one.mentions, 0) / heard : null,
        example: now.findLast(({ example }) => example !== null)?.example ?? null,
      };
    })
    .filter(({ mentions }) => mentions > 0)
    .sort((a, b) => b.mentions - a.mentions);
  const found = verdicts(sums.map(({ pair }) => pair));
  return sums.map(({ pair: _, ...sum }, i) => ({ ...sum, verdict: found[i] ?? 'not-testable' }));
}
