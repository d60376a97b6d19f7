import path from 'node:path';
import type { Command } from 'commander';
import type { ForecastEvaluation } from '../../../transforms/evaluate/index.ts';
import { type Context, type GlobalOptions, printJson } from '../../context.ts';
import { wholeNumber } from '../../options.ts';

interface ForecastFlags extends GlobalOptions {
  readonly series: string;
  readonly columns: string;
  readonly season: number;
  readonly horizon: number;
}

/** `clientele evaluate forecast` */
export function registerForecast(evaluate: Command, context: Context): void {
  evaluate
    .command('forecast')
    .description('forecasts of a series, held to its end')
    .requiredOption(
      '--series <file>',
      'CSV, Parquet or NDJSON, one row per day, week, month, quarter or year',
    )
    .requiredOption('--columns <map>', 'date=<header>,value=<header>')
    .requiredOption(
      '--season <n>',
      'steps in a season, e.g. 12 for months, 7 for days; 1 for none',
      wholeNumber(1, 400),
    )
    .requiredOption('--horizon <n>', 'steps held out at the end', wholeNumber(1, 400))
    .action(async (_: object, self: Command) => {
      const flags = self.optsWithGlobals<ForecastFlags>();
      const { evaluateForecast, parseColumns } = await import('../../../transforms/evaluate/index.ts');
      const evaluation = await evaluateForecast({
        file: path.resolve(context.cwd, flags.series),
        columns: parseColumns(flags.columns, ['date', 'value']),
        season: flags.season,
        horizon: flags.horizon,
      });
      if (flags.json) printJson(context, { schema: 'clientele.evaluate-forecast/1', ...evaluation });
      else context.out(asText(evaluation));
    });
}

function asText({
  observations,
  period,
  missingPeriods,
  season,
  origins,
  models,
  chosen,
  members,
  isFallback,
}: ForecastEvaluation): string {
  const wide = Math.max(30, ...Object.keys(models).map(({ length }) => length + 1));
  const cell = (value: number | null) => (value === null ? '–' : value.toFixed(3)).padStart(12);
  return [
    `${observations} values, one a ${period}; season ${season}; chosen by ${origins} earlier origins`,
    ...(missingPeriods > 0
      ? [
          `${missingPeriods} ${missingPeriods === 1 ? 'period has' : 'periods have'} no value: put on the line between ${missingPeriods === 1 ? 'its' : 'their'} neighbours; where there was nothing, write 0`,
        ]
      : []),
    ...(season === 7 && period.endsWith('a week)')
      ? [`a week has fewer than 7 rows here, one a ${period}: give that number as --season`]
      : []),
    `${''.padEnd(wide)}${['MAPE %', 'MASE', 'backtest', 'in 80 %', 'in 95 %'].map((one) => one.padStart(12)).join('')}`,
    ...Object.entries(models).map(
      ([name, one]) =>
        `${name.padEnd(wide)}${[one.mape, one.mase, one.backtestMae, one.coverage80, one.coverage95].map(cell).join('')}`,
    ),
    isFallback
      ? `chosen: ${chosen}, for the history is too short to tell methods apart`
      : `chosen: ${chosen}${chosen.startsWith('combination') ? ` (median of ${members.join(', ')})` : ''}`,
    '',
  ].join('\n');
}
