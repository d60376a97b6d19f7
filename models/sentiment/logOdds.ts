/** How much more one group of comments uses a term than another: z of the log-odds ratio, positive for the first. */
export interface TermContrast {
  readonly term: string;
  readonly first: number;
  readonly second: number;
  readonly z: number;
}

/**
 * Log-odds ratios of terms in two groups with a Dirichlet prior in proportion to their use in both, divided by their
 * standard errors, so that neither rare terms nor common ones stand out by their frequency alone. Counts are of
 * comments in which a term is.
 *
 * Source: Monroe, Colaresi & Quinn (2008), Fightin' Words, Political Analysis 16(4), equations 16, 20 and 22; the prior
 * as in section 3.5.1.
 */
export function weightedLogOdds(
  first: ReadonlyMap<string, number>,
  second: ReadonlyMap<string, number>,
  priorWeight = 500,
): readonly TermContrast[] {
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((all, one) => all + one, 0);
  const [firstSum, secondSum] = [sum(first), sum(second)];
  const all = firstSum + secondSum;
  if (firstSum === 0 || secondSum === 0) return [];
  return [...new Set([...first.keys(), ...second.keys()])].map((term) => {
    const [yi, yj] = [first.get(term) ?? 0, second.get(term) ?? 0];
    const alpha = (priorWeight * (yi + yj)) / all;
    const odds = (y: number, n: number) => Math.log((y + alpha) / (n + priorWeight - y - alpha));
    // a term that is all there is, in both groups, is used as much in one as in the other
    const delta = yi + yj < all ? odds(yi, firstSum) - odds(yj, secondSum) : 0;
    return { term, first: yi, second: yj, z: delta / Math.sqrt(1 / (yi + alpha) + 1 / (yj + alpha)) };
  });
}
