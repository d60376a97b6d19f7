import { figure } from '../../components/figure.ts';
import { heatMap } from '../../components/heatMap.ts';
import { nameOf } from '../../components/terms.ts';
import type { RuleWeek } from '../../loaders/quality.ts';
import { dimensions, type QualityContext } from './context.ts';
import { passedShare, rate, tally } from './tally.ts';

export function bySource(rows: readonly RuleWeek[], context: QualityContext): HTMLElement {
  const { t, format, language } = context;
  const sums = tally(rows, ({ source, dimension }) => `${source}\t${dimension}`);
  const sources = [...new Set(rows.map(({ source }) => source))].sort();
  const worst = Math.max(0.01, ...[...sums.values()].map(rate));
  const all = [...sums.values()].reduce(
    (sum, each) => ({ tested: sum.tested + each.tested, failed: sum.failed + each.failed }),
    { tested: 0, failed: 0 },
  );
  return figure(context, {
    name: 'dimensions',
    title:
      all.tested > 0
        ? t.passed(format.percent(passedShare(all)), format.compactCount(all.tested))
        : t.dimensions,
    sentence: t.dimensionSentence,
    empty: t.noRules,
    columns: [
      { label: t.source, value: (row) => row.key.split('\t')[0] ?? '' },
      { label: t.dimension, value: (row) => nameOf(row.key.split('\t')[1] ?? '', language) },
      {
        label: t.tested,
        value: (row) => row.sum.tested,
        show: (row) => format.count(row.sum.tested),
        numeric: true,
      },
      {
        label: t.failed,
        value: (row) => row.sum.failed,
        show: (row) => format.count(row.sum.failed),
        numeric: true,
      },
      {
        label: t.rate,
        value: (row) => rate(row.sum),
        show: (row) => format.percent(rate(row.sum)),
        numeric: true,
      },
    ],
    rows: [...sums].map(([key, sum]) => ({ key, sum })),
    body: () =>
      heatMap({
        label: t.dimensions,
        wide: true,
        columns: dimensions.map((name) => nameOf(name, language)),
        rows: sources.map((source) => ({
          label: source,
          cells: dimensions.map((dimension) => {
            const sum = sums.get(`${source}\t${dimension}`);
            if (!sum || sum.tested === 0) return null;
            return {
              strength: rate(sum) / worst,
              tone: 'bad' as const,
              text: format.percent(rate(sum)),
              tip: [
                `${source}: ${nameOf(dimension, language)}`,
                t.failedOf(format.count(sum.failed), format.count(sum.tested)),
              ],
            };
          }),
        })),
      }),
  });
}
