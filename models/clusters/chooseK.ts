/** What is known of a number of clusters. */
export interface KFigures {
  readonly k: number;
  readonly silhouette: number;
  readonly stability: number;
}

/** Hennig's bound for clusters that are a pattern. */
const stable = 0.75;

/** A silhouette this much wider is worth new segments to get used to. */
const clearly = 0.02;

/**
 * The k of the widest silhouette among those whose clusters come back; among all, where none do. The k `before` stays for
 * as long as it is among them and none is clearly wider.
 */
export function chooseK(figures: readonly KFigures[], before?: number): number {
  const sound = figures.filter((one) => one.stability >= stable);
  const candidates = sound.length > 0 ? sound : figures;
  const [best] = candidates.toSorted((a, b) => b.silhouette - a.silhouette || a.k - b.k);
  if (!best) throw new RangeError('no number of clusters to choose from');
  const kept = candidates.find(({ k }) => k === before);
  return kept && best.silhouette - kept.silhouette <= clearly ? kept.k : best.k;
}
