/** What is known of a number of clusters. */
export interface KFigures {
  readonly k: number;
  readonly silhouette: number;
  readonly stability: number;
}

/** Hennig's bound for clusters that are a pattern. */
const stable = 0.75;

/** The k of the widest silhouette among those whose clusters come back; among all, where none do. */
export function chooseK(figures: readonly KFigures[]): number {
  const sound = figures.filter((one) => one.stability >= stable);
  const [best] = (sound.length > 0 ? sound : figures).toSorted(
    (a, b) => b.silhouette - a.silhouette || a.k - b.k,
  );
  if (!best) throw new RangeError('no number of clusters to choose from');
  return best.k;
}
