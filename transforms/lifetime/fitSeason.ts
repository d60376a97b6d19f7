import {
  type DistinctStates,
  type FitLifetimeModel,
  type LifetimeModel,
  onClock,
  type Season,
  type SeasonClock,
  seasonClock,
  seasonFrom,
} from '../../models/index.ts';

/** A model by the clock of a season. */
export interface SeasonalFit {
  readonly season: Season;
  readonly clock: SeasonClock;
  /** by the clock */
  readonly states: DistinctStates;
  readonly model: LifetimeModel;
  /** of the purchases by the calendar, so that it compares with that of a model without a season */
  readonly logLikelihood: number;
}

/** A season is told from so many days of purchases: each month once. */
export const seasonDays = 365;
/** The season follows from the model and the model from the season: twice round is as far as it moves. */
const rounds = 2;

/**
 * The same model by the clock of a season, from what it expected of each month and what came.
 * @param came repeat purchases by month, `2026-03`
 * @param ahead days for which the clock must run on
 */
export function fitSeason(
  model: LifetimeModel,
  refit: FitLifetimeModel,
  states: DistinctStates,
  date: string,
  came: ReadonlyMap<string, number>,
  ahead: number,
): SeasonalFit {
  const longest = states.T.reduce((max, one) => Math.max(max, one), 0);
  const once = (from: LifetimeModel, before?: Season): SeasonalFit => {
    const season = seasonFrom(from, states, date, came, before);
    const clock = seasonClock(date, season, longest, ahead);
    const moved = onClock(states, clock);
    const fitted = refit(moved, from);
    let logLikelihood = fitted.logLikelihood;
    for (const [month, purchases] of came)
      logLikelihood += purchases * Math.log(season[Number(month.slice(5)) - 1] ?? 1);
    return { season, clock, states: moved, model: fitted, logLikelihood };
  };
  let fit = once(model);
  for (let round = 1; round < rounds; round++) fit = once(fit.model, fit.season);
  return fit;
}

/** Whether eleven more parameters (the months, 1 in the mean) are worth it, by the Bayesian information criterion. */
export const isWorthIt = (plain: LifetimeModel, seasonal: SeasonalFit, customers: number): boolean =>
  seasonal.model.converged &&
  2 * (seasonal.logLikelihood - plain.logLikelihood) > 11 * Math.log(Math.max(2, customers));
