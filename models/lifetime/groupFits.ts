import { formulaLogLikelihood } from './formulaLikelihood.ts';
import type { FitLifetimeModel, LifetimeModel } from './lifetimeModels.ts';
import { customersIn, type DistinctStates } from './states.ts';

/** One group of customers, such as those of a channel. */
export interface StatesOfGroup {
  readonly group: string;
  readonly states: DistinctStates;
}

export interface GroupFits {
  /** groups with a model of their own; all others go by the pooled one */
  readonly fits: readonly { readonly group: string; readonly model: LifetimeModel }[];
  /** twice the gain in log-likelihood less what the extra parameters cost: positive where the groups are worth it */
  readonly gain: number;
}

/** A group needs so many customers, and so many who came back, for parameters of its own. */
const groupSize = { customers: 1000, returned: 200 };

/**
 * Fits a model to each group that carries one, sought near the pooled one, and keeps it where it beats the pooled
 * parameters on that group by the Bayesian information criterion.
 *
 * Source: Schwarz (1978), Estimating the Dimension of a Model, Annals of Statistics 6(2).
 */
export function fitGroups(
  groups: readonly StatesOfGroup[],
  pooled: LifetimeModel,
  fit: FitLifetimeModel,
): GroupFits {
  const fits: { group: string; model: LifetimeModel }[] = [];
  let gain = 0;
  for (const { group, states } of groups) {
    const customers = customersIn(states);
    const returned = states.x.reduce((sum, x, i) => sum + (x > 0 ? (states.count[i] as number) : 0), 0);
    if (customers < groupSize.customers || returned < groupSize.returned) continue;
    const model = fit(states, pooled);
    if (!model.converged) continue;
    const letters = Object.keys(model.parameters).filter((letter) => letter !== 'k').length;
    const gained =
      2 * (model.logLikelihood - formulaLogLikelihood(pooled, states)) - letters * Math.log(customers);
    if (!(gained > 0)) continue;
    fits.push({ group, model });
    gain += gained;
  }
  return { fits, gain };
}
