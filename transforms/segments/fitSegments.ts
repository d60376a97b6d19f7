import { fitSegmentation, matrixOfColumns, type SegmentationFit } from '../../models/index.ts';
import { numbers } from '../columnValues.ts';
import { sampled } from '../sampled.ts';
import { say } from '../say.ts';
import type { Fit, Fitted, StepContext } from '../step.ts';
import { assignSql } from './assignSql.ts';
import type { RefitMove, SegmentsParameters } from './parameters.ts';
import { segmentReasons } from './reasons.ts';

type Context = StepContext & { readonly last: Fitted<SegmentsParameters> | undefined };

/** Customers that a fit looks at. */
const sampleRows = 20_000;

const featuresOn = (date: string): string =>
  `(select * from segment_features where month_end_date = date '${date}')`;

/** Fits segments to a sample of today's customers: the same ones from build to build, by a digest of the id. */
export async function fitSegments(context: Context): Promise<Fit<SegmentsParameters>> {
  const { read, config, seed, asOf, last } = context;
  const { features, kFrom, kTo } = config.models.segments;
  const today = featuresOn(asOf);
  const [customers = 0] = numbers(
    await read(`select cast(count(*) as double) as customers from ${today}`),
    'customers',
  );
  const sample = `(select * from ${today} where ${sampled('customer_id', customers, sampleRows)})`;
  const columns = features.map((name) => `cast(${name} as double) as ${name}`);
  const found = await read(`select ${columns.join(', ')} from ${sample} order by customer_id`);
  const matrix = matrixOfColumns(features.map((feature) => found[feature] ?? []));
  const labels = last
    ? numbers(
        await read(
          `select cast(label as double) as label from (${assignSql(last.parameters.segmentation, sample, ['customer_id'])}) order by customer_id`,
        ),
        'label',
      )
    : new Float64Array(0);
  const fit = fitSegmentation(matrix, {
    features,
    kFrom,
    kTo,
    seed,
    sampleRows,
    // beyond it lifecycle says dormant or lost: a name that told of orders and money alone would speak of people who
    // are gone
    tellAbove: { recency_days: config.lifecycle.atRiskDays },
    ...(last ? { last: { segmentation: last.parameters.segmentation, labels } } : {}),
  });
  return {
    parameters: { segmentation: fit.segmentation, refit: last ? await refitOf(context, fit, last) : null },
    rows: matrix.rows,
    chosen: fit.tried.length > 0 ? nameOf(fit.segmentation.segments.length) : 'none',
    reason: reasonOf(fit, matrix.rows, customers, kFrom),
    figures: Object.fromEntries(fit.tried.map(({ k, ...figures }) => [nameOf(k), figures])),
  };
}

const nameOf = (k: number): string => `k-means, k ${k}`;

async function refitOf(
  { read, asOf }: Context,
  { segmentation }: SegmentationFit,
  last: Fitted<SegmentsParameters>,
): Promise<SegmentsParameters['refit']> {
  const today = featuresOn(asOf);
  const found = await read(`
    select cast(o.label as double) as "from", cast(n.label as double) as "to", cast(count(*) as double) as customers
    from (${assignSql(last.parameters.segmentation, today, ['customer_id'])}) as o
    inner join (${assignSql(segmentation, today, ['customer_id'])}) as n on n.customer_id = o.customer_id
    group by all order by all`);
  const [from, to, customers] = ['from', 'to', 'customers'].map((name) => numbers(found, name));
  const moves = Array.from(
    from ?? [],
    (label, i): RefitMove => ({
      from: label,
      to: to?.[i] ?? 0,
      customers: customers?.[i] ?? 0,
    }),
  );
  return { lastFittedOn: last.asOf, moves };
}

/** Why so many segments. */
function reasonOf(
  { segmentation, tried }: SegmentationFit,
  rows: number,
  customers: number,
  kFrom: number,
): string {
  const count = segmentation.segments.length;
  if (tried.length === 0) return segmentReasons.nobody;
  const [best] = tried.filter(({ k }) => k === count);
  const of = rows < customers ? say(segmentReasons.sample, { rows, customers }) : rows;
  if (count < kFrom)
    return say(count === 1 ? segmentReasons.alike : segmentReasons.alikeSome, { customers: of, count });
  const isWidest = tried.every(({ silhouette }) => silhouette <= (best?.silhouette ?? 0));
  const others = tried.map(
    ({ k, silhouette, stability }) => `${k}: ${silhouette.toFixed(3)}, ${stability.toFixed(2)}`,
  );
  return say(isWidest ? segmentReasons.widest : segmentReasons.firmest, {
    count,
    silhouette: (best?.silhouette ?? 0).toFixed(3),
    customers: of,
    others: others.join('; '),
  });
}
