import { colorAt, figure, legend } from '../components/figure.ts';
import { filterBar, segmented, select } from '../components/filters.ts';
import { heatMap } from '../components/heatMap.ts';
import { html } from '../components/html.ts';
import { lineChart } from '../components/lineChart.ts';
import { definePage, type PageContext } from '../components/page.ts';
import { nameOf } from '../components/terms.ts';
import { live, urlState } from '../components/urlState.ts';
import type { QualityData, RuleWeek } from '../loaders/quality.ts';
import { checks, stages } from './quality/tables.ts';
import { words } from './quality/words.ts';

export type QualityContext = PageContext<(typeof words)['en']>;

const dimensions = ['completeness', 'validity', 'uniqueness', 'timeliness', 'consistency'] as const;

export const view = definePage(words, (data: QualityData, context) => {
  const { t, terms } = context;
  const weeks = [...new Set(data.rules.map(({ week }) => week))].sort();
  const sources = [...new Set(data.rules.map(({ source }) => source))].sort();
  const state = urlState(
    { range: '13', source: 'all' },
    { range: ['4', '13', '52'], source: ['all', ...sources] },
  );
  const chosen = () => {
    const shown = new Set(weeks.slice(-Number(state.get('range'))));
    return data.rules.filter(
      (row) => shown.has(row.week) && (state.get('source') === 'all' || row.source === state.get('source')),
    );
  };
  return [
    filterBar(
      context,
      [
        segmented(
          terms.period,
          ['4', '13', '52'].map((value) => ({ value, label: t.weeks(value) })),
          state,
          'range',
        ),
        select(
          t.source,
          () => [{ value: 'all', label: terms.all }, ...sources.map((value) => ({ value, label: value }))],
          state,
          'source',
        ),
      ],
      t.applies,
    ),
    html`<div class="cols c55">${live(state, () => bySource(chosen(), context))}${live(state, () => overTime(chosen(), context))}</div>`,
    live(state, () => rules(chosen(), context)),
    stages(data, context),
    checks(data, context),
  ];
});

interface Tally {
  tested: number;
  failed: number;
}

function tally(rows: readonly RuleWeek[], keyOf: (row: RuleWeek) => string): ReadonlyMap<string, Tally> {
  const sums = new Map<string, Tally>();
  for (const row of rows) {
    const sum = sums.get(keyOf(row)) ?? { tested: 0, failed: 0 };
    sum.tested += row.tested;
    sum.failed += row.failed;
    sums.set(keyOf(row), sum);
  }
  return sums;
}

const rate = ({ tested, failed }: Tally) => (tested > 0 ? failed / tested : 0);

function bySource(rows: readonly RuleWeek[], context: QualityContext): HTMLElement {
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
        ? t.passed(format.percent(1 - rate(all)), format.compactCount(all.tested))
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

function overTime(rows: readonly RuleWeek[], context: QualityContext): HTMLElement {
  const { t, format, language } = context;
  const weeks = [...new Set(rows.map(({ week }) => week))].sort();
  const sums = tally(rows, ({ dimension, week }) => `${dimension}\t${week}`);
  const lines = dimensions
    .filter((dimension) => rows.some((row) => row.dimension === dimension))
    .map((dimension, i) => ({
      label: nameOf(dimension, language),
      color: colorAt(i),
      values: weeks.map((week) => {
        const sum = sums.get(`${dimension}\t${week}`);
        return sum && sum.tested > 0 ? rate(sum) : null;
      }),
    }));
  return figure(context, {
    name: 'over-time',
    title: t.overTime,
    sentence: t.overTimeSentence,
    empty: t.noRules,
    columns: [
      { label: t.week, value: (row) => row.week, show: (row) => format.date(row.week) },
      ...lines.map((line) => ({
        label: line.label,
        value: (row: { i: number }) => line.values[row.i] ?? null,
        show: (row: { i: number }) => {
          const value = line.values[row.i];
          return value === null || value === undefined ? '' : format.percent(value);
        },
        numeric: true,
      })),
    ],
    rows: weeks.map((week, i) => ({ week, i })),
    legend: legend(lines),
    body: () =>
      lineChart({
        x: weeks,
        lines,
        formatX: (week) => t.weekOf(format.date(String(week))),
        tickX: (week) => format.shortMonth(String(week)),
        formatY: format.percent,
        label: t.overTime,
        height: 260,
      }),
  });
}

function rules(rows: readonly RuleWeek[], context: QualityContext): HTMLElement {
  const { t, format, language } = context;
  const about = new Map(rows.map((row) => [`${row.rule}\t${row.source}`, row]));
  const results = [...tally(rows, ({ rule, source }) => `${rule}\t${source}`)]
    .flatMap(([key, sum]) => {
      const row = about.get(key);
      return row ? [{ ...row, tested: sum.tested, failed: sum.failed, rate: rate(sum) }] : [];
    })
    .sort((a, b) => b.rate - a.rate || b.failed - a.failed);
  const broken = results.filter(({ failed }) => failed > 0).length;
  const name = (rule: string) => t.rules[rule] ?? rule;
  return figure(context, {
    name: 'rules',
    title: results.length > 0 ? t.broken(format.count(broken), format.count(results.length)) : t.ruleResults,
    sentence: t.ruleSentence,
    empty: t.noRules,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.rule, value: (row) => name(row.rule) },
      { label: t.dimension, value: (row) => nameOf(row.dimension, language) },
      { label: t.source, value: (row) => row.source },
      { label: t.owner, value: (row) => t.owners[row.owner] ?? row.owner },
      { label: t.tested, value: (row) => row.tested, show: (row) => format.count(row.tested), numeric: true },
      { label: t.failed, value: (row) => row.failed, show: (row) => format.count(row.failed), numeric: true },
      { label: t.rate, value: (row) => row.rate, show: (row) => format.percent(row.rate), numeric: true },
    ],
    rows: results,
  });
}
