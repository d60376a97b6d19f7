import type { DuckDBValue } from '@duckdb/node-api';
import { holidaysOf } from '../calendar/holidays.ts';
import { amountValue, dateValue, tableColumns } from '../columnValues.ts';
import { msPerDay } from '../days.ts';
import { fitSeries } from '../forecast/fit.ts';
import { forecastsOf } from '../forecast/parts.ts';
import { fitPast, type KnownBefore, type PastFit, pastForecasts } from '../forecast/past.ts';
import { type PeriodSeries, periodsOf, type SeriesParameters } from '../forecast/periods.ts';
import { forecastReasons } from '../forecast/reasons.ts';
import { type Ahead, ahead } from '../forecast/score.ts';
import { type DailySeries, dailySeries, keyOf } from '../forecast/series.ts';
import { forecastTables } from '../forecast/tables.ts';
import { say } from '../say.ts';
import { modelStep, type StepContext } from '../step.ts';

/** How each series is foretold, and the business as a whole at earlier days. */
type Parameters = Readonly<Record<string, SeriesParameters & { readonly past: readonly PastFit[] }>>;

interface KnownSeries {
  readonly daily: DailySeries;
  readonly series: PeriodSeries;
  readonly key: string;
  readonly before: KnownBefore;
}

/** Net revenue and orders by day and week ahead, of the business and its channels and categories. */
export const step = modelStep<Parameters>({
  reads: ['metric_days', 'as_of'],
  writes: forecastTables,
  model: {
    name: 'forecast',
    version: 8,
    settings: ({ business, models: { forecast } }) => ({
      currency: business.reportingCurrency,
      country: forecast.country ?? business.defaultRegion,
      horizonDays: forecast.horizonDays,
      horizonWeeks: forecast.horizonWeeks,
    }),
    reasons: forecastReasons,
    card: {
      purpose:
        'What to expect of net revenue and orders in the days and weeks ahead, to staff, stock and set targets by.',
      data: 'Orders and refunds by day, whole and by channel and category, of at most three years; holidays of the configured country, and days that trade made.',
      method:
        'Plain and fitted methods (means, drift, exponential smoothing, theta, Holt–Winters) are held to what came after up to twelve earlier days; the median of the best four stands unless one alone is clearly better; by squared errors where most values are zero or too wide apart to be foretold one by one. Where the mean of that and of the year before (its shape and its values at the level of today) was clearly better, it is taken. Days near holidays are factors learned from two occurrences or more: the holiday, the week before and after it (three where it wanders through the year), and single days that stand out of those. Intervals are quantiles of those past errors, overlapping horizons not counted twice. Channels and categories share the forecast of the whole in proportion to their own.',
      assumptions: [
        'What drove sales goes on: no campaign, price or competitor is known of.',
        'Errors to come are as large as those of the last origins, in proportion to the usual size of the day or week.',
        'The last day is complete.',
      ],
      limits: [
        'A yearly season needs some seventeen months of history, so that the year before can be held to what came; before that forecasts know of none but holidays.',
        'Parts are held to what came one by one; what is foretold of them is scaled so that they stand to the whole as in the last eight weeks.',
        'A channel or category that is new since the fit is foretold from the next fit on.',
      ],
      sources: [
        'Athanasopoulos, Ahmed & Hyndman (2009), Hierarchical forecasts for Australian domestic tourism, International Journal of Forecasting 25(1)',
        'Hyndman & Athanasopoulos (2021), Forecasting: Principles and Practice, 3rd edition',
        'Timmermann (2006), Forecast combinations, Handbook of Economic Forecasting 1',
        'Vovk, Gammerman & Shafer (2005), Algorithmic Learning in a Random World',
      ],
    },
    async fit(context) {
      const known = await seriesOf(context);
      const parameters: Record<string, Parameters[string]> = {};
      let figures: Readonly<Record<string, Readonly<Record<string, number | null>>>> = {};
      let rows = 0;
      for (const { daily, series, key, before } of known) {
        const isPart = daily.dimension !== 'all';
        const fit = fitSeries(series, isPart);
        const past = isPart || fit.parameters.isFallback ? [] : fitPast(series, before);
        parameters[key] = { ...fit.parameters, past };
        if (key !== mainSeries) continue;
        figures = fit.figures();
        rows = series.values.length;
      }
      const main = parameters[mainSeries];
      return { parameters, rows, figures, chosen: main?.chosen ?? 'none', reason: reasonOf(main, rows) };
    },
  },

  async run(context) {
    const { parameters } = context.fitted;
    const found = (await seriesOf(context)).flatMap((one) => {
      const known = parameters[one.key];
      return known ? [{ ...one, parameters: known }] : [];
    });
    const foretold = forecastsOf(found);
    const forecasts = found.flatMap((known) => {
      const { daily, series, parameters } = known;
      return ahead(series, parameters, series.values.length, foretold.get(known)).map((one) => ({
        ...labelsOf(daily, series),
        ...rowOf(one),
        seasonal_naive: amountValue(one.seasonalNaive),
      }));
    });
    const tests = found.map(({ daily, series, parameters: p }) => ({
      ...labelsOf(daily, series),
      method: p.methods.length > 1 ? `median of ${p.methods.join(', ')}` : p.chosen,
      season: p.season,
      has_holidays: p.hasHolidays,
      has_year_before: p.hasYearBefore,
      is_fallback: p.isFallback,
      history_periods: series.values.length,
      origins: p.origins,
      mean_absolute_error: amountValue(p.error),
      error_rate: p.errorRate,
      seasonal_naive_error_rate: p.naiveErrorRate,
      beats_seasonal_naive: p.beatsNaive,
      coverage_80_rate: p.coverage80,
      coverage_95_rate: p.coverage95,
    }));
    const past = found.flatMap(({ daily, series, before, parameters }) =>
      pastForecasts(series, before, parameters.past).map((one) => ({
        metric: daily.metric,
        period_kind: series.kind,
        origin_date: dateValue(one.origin),
        ...rowOf(one),
        actual: amountValue(one.actual),
      })),
    );
    return {
      revenue_forecast: tableColumns(forecastTables.revenue_forecast, forecasts),
      forecast_backtest: tableColumns(forecastTables.forecast_backtest, tests),
      past_forecasts: tableColumns(forecastTables.past_forecasts, past),
    };
  },
});

const mainSeries = 'day net_revenue all all';

async function seriesOf(context: StepContext): Promise<readonly KnownSeries[]> {
  const { horizonDays, horizonWeeks, country } = context.config.models.forecast;
  const all = await dailySeries(context);
  const years = [
    ...all.map(({ firstDate }) => Number(firstDate.slice(0, 4))),
    new Date(Date.parse(context.asOf) + (horizonDays + 7 * (horizonWeeks + 1)) * msPerDay).getUTCFullYear(),
  ];
  const holidays =
    all.length > 0
      ? holidaysOf(country ?? context.config.business.defaultRegion, Math.min(...years), Math.max(...years))
      : [];
  const horizons = { day: horizonDays, week: horizonWeeks };
  return all.flatMap((daily) =>
    periodsOf(daily, horizons, holidays)
      .filter(({ values }) => values.length > 0)
      .map((series) => ({
        daily,
        series,
        key: keyOf(daily, series.kind),
        before: (origin) => {
          const values = daily.values.slice(
            0,
            Math.max(0, (origin - Date.parse(daily.firstDate)) / msPerDay),
          );
          return periodsOf({ ...daily, values }, horizons, holidays).find(({ kind }) => kind === series.kind);
        },
      })),
  );
}

const labelsOf = ({ metric, dimension, dimensionValue }: DailySeries, { kind }: PeriodSeries) => ({
  metric,
  dimension,
  dimension_value: dimensionValue,
  period_kind: kind,
});

const rowOf = ({ start, step, value, ...bounds }: Ahead): Record<string, DuckDBValue> => ({
  period_start: dateValue(start),
  steps_ahead: step,
  forecast: amountValue(value),
  low_80: amountValue(bounds.low80),
  high_80: amountValue(bounds.high80),
  low_95: amountValue(bounds.low95),
  high_95: amountValue(bounds.high95),
});

function reasonOf(main: SeriesParameters | undefined, days: number): string {
  if (!main) return forecastReasons.noOrders;
  if (main.isFallback) return say(forecastReasons.tooShort, { days });
  const percent = (rate: number | null) => (rate === null ? '–' : `${(100 * rate).toFixed(1)} %`);
  const tested = say(forecastReasons.tested, {
    origins: main.origins,
    error: percent(main.errorRate),
    naive: percent(main.naiveErrorRate),
    held80: percent(main.coverage80),
    held95: percent(main.coverage95),
  });
  return main.hasHolidays ? `${tested} ${forecastReasons.holidays}` : tested;
}
