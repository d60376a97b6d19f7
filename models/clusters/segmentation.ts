import { type Matrix, refuseGaps, rowsOf } from '../numeric/matrix.ts';
import { sampleIndices, seededRandom } from '../numeric/random.ts';
import { chooseK } from './chooseK.ts';
import { type FeatureScale, scaleFeatures, unscale } from './features.ts';
import { type KMeans, kMeans } from './kMeans.ts';
import { matchPeople } from './matchPeople.ts';
import { segmentCodes, type Trait } from './segmentNames.ts';
import { silhouette } from './silhouette.ts';
import { stability } from './stability.ts';
import { type TamingCuts, tame, tamingCuts } from './tame.ts';

/** How a feature is made comparable: drawn in between the cuts, log1p, minus the mean, by the deviation. */
export interface SegmentScale {
  readonly feature: string;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** null: the feature is constant between its cuts, and counts for nothing */
  readonly deviation: number | null;
}

export interface Segment {
  /** stays with its people from fit to fit */
  readonly label: number;
  readonly code: string;
  /** in standard deviations from the mean of all, one per feature */
  readonly centroid: readonly number[];
  /** Jaccard's index of its people with those of the same label at the fit before; null where it is new */
  readonly kept: number | null;
}

/** All that assigning a customer needs; plain JSON. */
export interface Segmentation {
  readonly scales: readonly SegmentScale[];
  /** by label; one for all, without scales, where there was nobody to fit on */
  readonly segments: readonly Segment[];
  readonly nextLabel: number;
}

export interface SegmentationFigures {
  readonly k: number;
  readonly inertia: number;
  readonly silhouette: number;
  readonly stability: number;
}

export interface SegmentationOptions {
  /** names of the columns */
  readonly features: readonly string[];
  readonly kFrom: number;
  readonly kTo: number;
  readonly seed: number;
  readonly sampleRows?: number;
  readonly restarts?: number;
  /** by feature: typical values above it are high by themselves, and every name says so */
  readonly tellAbove?: Readonly<Record<string, number>>;
  /** the fit before, with the label that it gives each row today */
  readonly last?: { readonly segmentation: Segmentation; readonly labels: ArrayLike<number> };
}

export interface SegmentationFit {
  readonly segmentation: Segmentation;
  readonly tried: readonly SegmentationFigures[];
  /** rows that it was fitted on */
  readonly rows: number;
  readonly inertia: number;
}

/**
 * Rows of the exact silhouette, and of each draw of the bootstrap: their cost grows with the square, and with the
 * draws.
 */
const figureRows = 1_500;
/** Rows that the starts of k-means run on; the best of them goes on over the whole sample. */
const startRows = 4_000;

/**
 * Segments of customers: outliers tamed, log1p and z, k-means with restarts on a sample, k by silhouette among those
 * that come back in bootstrap draws, labels matched to the people of the fit before, and codes from what sets them
 * apart. Fewer distinct customers than `kFrom` make as many segments as there are, none make one for all to come.
 * @throws RangeError where a number of the matrix is NaN or infinite
 */
export function fitSegmentation(matrix: Matrix, options: SegmentationOptions): SegmentationFit {
  const { seed, sampleRows = 20_000, last } = options;
  refuseGaps(matrix);
  const picked = sampleIndices(matrix.rows, sampleRows, seededRandom(seed));
  const sample = rowsOf(matrix, picked);
  const nextLabel = last?.segmentation.nextLabel ?? 0;
  if (sample.rows === 0) return oneForAll(nextLabel);
  const cuts = tamingCuts(sample);
  const { scaled, scale } = scaleFeatures(tame(sample, cuts), ['log1p', 'z']);
  const { best, tried } = tryClusters(scaled, options);
  const matched = matchPeople(
    last ? Array.from(picked, (row) => last.labels[row] as number) : [],
    last ? best.labels : [],
    best.centroids.length,
    nextLabel,
  );
  const codes = codesOf(best, scale, matched.labels, options);
  const segments = best.centroids
    .map((centroid, i) => ({
      label: matched.labels[i] ?? i,
      code: codes[i] ?? '',
      centroid,
      kept: matched.kept[i] ?? null,
    }))
    .sort((a, b) => a.label - b.label);
  return {
    segmentation: {
      scales: scalesOf(options.features, cuts, scale),
      segments,
      nextLabel: matched.nextLabel,
    },
    tried,
    rows: sample.rows,
    inertia: best.inertia,
  };
}

/** Where there is nobody to fit on. */
function oneForAll(label: number): SegmentationFit {
  const all = { label, code: 'all', centroid: [], kept: null };
  return {
    segmentation: { scales: [], segments: [all], nextLabel: label + 1 },
    tried: [],
    rows: 0,
    inertia: 0,
  };
}

const scalesOf = (
  features: readonly string[],
  cuts: readonly TamingCuts[],
  { means, deviations }: FeatureScale,
): readonly SegmentScale[] =>
  features.map((feature, c) => {
    const deviation = deviations[c] ?? 1;
    const { low, high } = cuts[c] ?? { low: 0, high: 0 };
    return {
      feature,
      low,
      high,
      mean: means[c] ?? 0,
      deviation: Number.isFinite(deviation) ? deviation : null,
    };
  });

/** Clusters of every number asked for, up to as many as there are distinct rows, and the best of them. */
function tryClusters(
  scaled: Matrix,
  { kFrom, kTo, seed, restarts = 10, last }: SegmentationOptions,
): { readonly best: KMeans; readonly tried: readonly SegmentationFigures[] } {
  const fits = new Map<number, KMeans>();
  const tried: SegmentationFigures[] = [];
  for (let k = kFrom; k <= kTo; k++) {
    const fit = kMeans(scaled, k, { seed, restarts, sampleRows: startRows, swaps: 0 });
    const found = fit.centroids.length;
    if (fits.has(found)) break;
    fits.set(found, fit);
    tried.push({
      k: found,
      inertia: fit.inertia,
      silhouette: silhouette(scaled, fit.labels, { seed, limit: figureRows }),
      stability: stability(scaled, found, { seed, sampleRows: figureRows }),
    });
    if (found < k) break;
  }
  return { best: fits.get(chooseK(tried, last?.segmentation.segments.length)) as KMeans, tried };
}

/** What sets each cluster apart; one that carries a label on keeps its code for as long as that is right. */
function codesOf(
  { centroids }: KMeans,
  scale: FeatureScale,
  labels: readonly number[],
  { features, tellAbove = {}, last }: SegmentationOptions,
): readonly string[] {
  const traits = centroids.map((centroid) => {
    const typical = unscale(centroid, scale);
    return centroid.map((z, c): Trait => {
      const feature = features[c] ?? '';
      const isBeyond = (typical[c] as number) > (tellAbove[feature] ?? Number.POSITIVE_INFINITY);
      return { feature, z, isBeyond };
    });
  });
  const codeBefore = (label: number) => last?.segmentation.segments.find((one) => one.label === label)?.code;
  return segmentCodes(traits, labels.map(codeBefore));
}
