import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import {
  chooseK,
  type FeatureTransform,
  isStable,
  type KFigures,
  kMeans,
  type Matrix,
  matrixOfColumns,
  scaleFeatures,
  silhouette,
  stability,
  unscale,
} from '../../models/index.ts';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import { readInputFile } from './inputFile.ts';
import { leaveOutMissing } from './missing.ts';
import { secondsSince } from './timing.ts';
import { readValues } from './values.ts';

export interface SegmentsEvaluationOptions {
  /** CSV, Parquet or NDJSON, one row per customer */
  readonly file: string;
  /** headers of the features, numbers */
  readonly features: readonly string[];
  readonly transforms: readonly FeatureTransform[];
  readonly kFrom: number;
  readonly kTo: number;
  readonly restarts: number;
  readonly seed: number;
}

export interface KEvaluation {
  readonly inertia: number;
  readonly silhouette: number;
  /** Jaccard index with which the least stable cluster is found again in bootstrap draws, in the mean */
  readonly stability: number;
  readonly sizes: readonly number[];
  /** in the units of the file, in the order of the sizes */
  readonly centroids: readonly Readonly<Record<string, number>>[];
}

export interface SegmentsEvaluation {
  /** of the file */
  readonly rows: number;
  /** rows in which a feature is empty, or NA and the like: in no cluster */
  readonly rowsLeftOut: number;
  /** rows that the silhouettes are of: all, or a sample of five thousand */
  readonly silhouetteRows: number;
  readonly byK: Readonly<Record<string, KEvaluation>>;
  readonly chosenK: number;
  /**
   * whether all of its clusters come back in bootstrap draws; where not, those of no k do, and it is the most stable
   */
  readonly isStable: boolean;
  readonly seconds: number;
}

/** A silhouette compares every row with every other. */
const silhouetteSample = 5_000;

/**
 * Clusters the rows of a file by k-means for several k.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateSegments(options: SegmentsEvaluationOptions): Promise<SegmentsEvaluation> {
  const { file, features, transforms, kFrom, kTo, restarts, seed } = options;
  const engine = await openEngine();
  let table: { readonly matrix: Matrix; readonly rowsLeftOut: number };
  try {
    table = await readMatrix(await engine.connect(), file, features);
  } finally {
    engine.close();
  }
  const { matrix, rowsLeftOut } = table;
  const begun = performance.now();
  const { scaled, scale } = scaleFeatures(matrix, transforms);
  const byK: Record<string, KEvaluation> = {};
  const figures: KFigures[] = [];
  for (let k = kFrom; k <= kTo; k++) {
    const fit = kMeans(scaled, k, { restarts, seed });
    if (fit.centroids.length < k) {
      if (k > kFrom) break;
      throw new ClienteleError(
        'too-few-data',
        `${file} has ${fit.centroids.length} distinct rows in ${features.join(', ')}; ${k} clusters cannot be made of them`,
      );
    }
    const found = {
      silhouette: silhouette(scaled, fit.labels, { limit: silhouetteSample, seed }),
      stability: stability(scaled, k, { seed }),
    };
    figures.push({ k, ...found });
    byK[k] = {
      inertia: fit.inertia,
      ...found,
      sizes: fit.sizes,
      centroids: fit.centroids.map((centroid) =>
        Object.fromEntries(unscale(centroid, scale).map((value, c) => [features[c] ?? '', value])),
      ),
    };
  }
  const chosenK = chooseK(figures);
  return {
    rows: matrix.rows + rowsLeftOut,
    rowsLeftOut,
    silhouetteRows: Math.min(matrix.rows, silhouetteSample),
    byK,
    chosenK,
    isStable: figures.some((one) => one.k === chosenK && isStable(one)),
    seconds: secondsSince(begun),
  };
}

async function readMatrix(
  connection: DuckDBConnection,
  file: string,
  features: readonly string[],
): Promise<{ readonly matrix: Matrix; readonly rowsLeftOut: number }> {
  const columns = Object.fromEntries(features.map((header, i) => [`feature_${i}`, header]));
  const names = Object.keys(columns);
  await readInputFile(connection, file, columns);
  const rowsLeftOut = await leaveOutMissing(connection, path.basename(file), columns);
  await readValues(
    connection,
    file,
    columns,
    Object.fromEntries(names.map((name) => [name, 'number' as const])),
  );
  const reader = await connection.runAndReadAll(
    `select ${names.map((name) => `${name}_value`).join(', ')} from input order by row_number`,
  );
  const table = reader.getColumns() as number[][];
  const matrix = matrixOfColumns(table);
  if (matrix.rows === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  return { matrix, rowsLeftOut };
}
