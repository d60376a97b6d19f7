import type { SatisfactionData, ThemeMonth } from '../../loaders/satisfaction.ts';

export interface ThemeSum {
  readonly theme: string;
  readonly side: ThemeMonth['side'];
  readonly mentions: number;
  /** of all comments of these months */
  readonly share: number;
  /** the same share in as many months before; null where there are none */
  readonly shareBefore: number | null;
  readonly satisfied: number | null;
  /** the latest */
  readonly example: string | null;
}

/** Themes of the last months, the most mentioned first. */
export function themeSums({ themes }: SatisfactionData, months: number): readonly ThemeSum[] {
  const all = [...new Set(themes.map(({ month }) => month))].sort();
  const [recent, before] = [new Set(all.slice(-months)), new Set(all.slice(-2 * months, -months))];
  const names = new Map(themes.map((one) => [`${one.side} ${one.theme}`, one]));
  return [...names.values()]
    .map(({ theme, side }) => {
      const rows = themes.filter((one) => one.theme === theme && one.side === side);
      const share = (of: ReadonlySet<string>) => {
        const found = rows.filter(({ month }) => of.has(month));
        const comments = found.reduce((sum, one) => sum + one.comments, 0);
        return comments > 0 ? found.reduce((sum, one) => sum + one.mentions, 0) / comments : null;
      };
      const now = rows.filter(({ month }) => recent.has(month));
      const felt = now.filter(({ satisfied }) => satisfied !== null);
      const heard = felt.reduce((sum, one) => sum + one.mentions, 0);
      return {
        theme,
        side,
        mentions: now.reduce((sum, one) => sum + one.mentions, 0),
        share: share(recent) ?? 0,
        shareBefore: before.size === months ? share(before) : null,
        satisfied:
          heard > 0 ? felt.reduce((sum, one) => sum + (one.satisfied ?? 0) * one.mentions, 0) / heard : null,
        example: now.findLast(({ example }) => example !== null)?.example ?? null,
      };
    })
    .filter(({ mentions }) => mentions > 0)
    .sort((a, b) => b.mentions - a.mentions);
}
