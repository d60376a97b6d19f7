/** What is known of a number of clusters. */
export interface KFigures {
  readonly k: number;
  readonly silhouette: number;
  /** of the least stable of them */
  readonly stability: number;
}

/** Hennig's bound for a cluster that is a pattern. */
const stable = 0.75;

/** Whether every cluster comes back in bootstrap draws often enough to be a pattern. */
export const isStable = ({ stability }: Pick<KFigures, 'stability'>): boolean => stability >= stable;

/** Below it Hennig trusts no cluster. */
const doubtful = 0.6;
/** A silhouette this much wider is worth new segments to get used to. */
const clearly = 0.02;

/**
 * The k of the widest silhouette among those whose clusters all come back; where there is none, the k whose clusters do
 * best. The k `before` stays for as long as its clusters are not doubtful and that one is not clearly wider: figures
 * differ a little from draw to draw.
 */
export function chooseK(figures: readonly KFigures[], before?: number): number {
  const sound = figures.filter(isStable);
  const [best] =
    sound.length > 0
      ? sound.toSorted((a, b) => b.silhouette - a.silhouette || a.k - b.k)
      : figures.toSorted((a, b) => b.stability - a.stability || a.k - b.k);
  if (!best) throw new RangeError('no number of clusters to choose from');
  const kept = figures.find(({ k, stability }) => k === before && stability >= doubtful);
  return kept && best.silhouette - kept.silhouette <= clearly ? kept.k : best.k;
}
