import {
  type DistinctStates,
  fitGroups,
  fitNbd,
  formulaLogLikelihood,
  type GroupFits,
  type LifetimeModel,
  onClock,
  type SeasonClock,
} from '../../models/index.ts';
import type { Fit, StepContext } from '../step.ts';
import { fitSeason } from './fitSeason.ts';
import { contest, refitterOf } from './holdout.ts';
import {
  type Extent,
  extentOf,
  holdoutSample,
  marginOf,
  monthlyRepeats,
  observe,
  spendingSample,
  statesBy,
} from './observe.ts';
import type { Grouping, LifetimeParameters } from './parameters.ts';
import { fitSpending } from './spending.ts';

/** So many customers must have come back for a model to be told. */
const returnedLimit = 30;
/** A holdout shorter than this says little. */
const shortestHoldout = 28;
/** A group is observed for a year at least, so that its horizon is not all beyond its data. */
const groupDays = 365;

/** Chooses the model on the last third of the time (a year at most), then fits it to all of it, by group where that pays. */
export async function fitLifetime(context: StepContext): Promise<Fit<LifetimeParameters>> {
  const { asOf } = context;
  await observe(context, asOf);
  const extent = await extentOf(context);
  const spendingOfAll = await spendingSample(context, extent.customers);
  const { classes, independence } = fitSpending(spendingOfAll);
  const base = {
    spending: classes,
    independence: extent.customers > 0 ? independence : null,
    margin: await margin(context),
  };
  const days = Math.min(365, Math.floor(extent.spanDays / 3));
  const plain = (reason: string) => plainFit(extent, base, reason);
  if (extent.returned < returnedLimit)
    return plain(
      `${extent.returned} of ${extent.customers} customers came back, ${returnedLimit} are needed: all are taken to buy at the rate of all.`,
    );
  if (days < shortestHoldout)
    return plain(
      `the purchases span ${extent.spanDays} days, too few to hold some out: all are taken to buy at the rate of all.`,
    );
  const until = daysBefore(asOf, days);
  const sample = await holdoutSample(context, extent.customers, until, asOf);
  if (sample.states.x.filter((x) => x > 0).length < returnedLimit)
    return plain(
      `fewer than ${returnedLimit} customers had come back by ${until}, where the holdout begins: all are taken to buy at the rate of all.`,
    );
  const { winner, isSeasonal, figures, holdout, reason: chosen } = contest(sample, until, days);
  const all = (await statesBy(context, 'none', asOf)).get('') as DistinctStates;
  const { refit, plainly, reason } = onAll(winner, chosen, all);
  const seasonal = isSeasonal
    ? fitSeason(plainly, refit, all, asOf, await monthlyRepeats(context, asOf), 0)
    : undefined;
  const pooled = seasonal?.model ?? plainly;
  if (!pooled.converged)
    return {
      ...plain(`${winner.name} did not converge on all customers: all are taken to buy at the rate of all.`),
      figures,
    };
  const { grouping, fits, gain } = await groupsOf(context, refit, pooled, seasonal?.clock);
  const grouped =
    grouping === 'none'
      ? ''
      : ` Parameters of their own by ${grouping}: ${fits.map(({ group }) => group).join(', ')} (Bayesian information criterion better by ${gain.toFixed(1)}).`;
  const related = independence.holds
    ? ''
    : ` Frequency and value are related (correlation ${independence.correlation.toFixed(2)}), so spending is fitted by class of frequency.`;
  return {
    parameters: {
      ...base,
      season: seasonal?.season ?? null,
      pooled: { name: pooled.name, parameters: pooled.parameters },
      grouping,
      groups: Object.fromEntries(fits.map(({ group, model }) => [group, model.parameters])),
      holdout,
    },
    rows: extent.customers,
    chosen: seasonal ? `${pooled.name}, seasonal` : pooled.name,
    reason: `${reason}${grouped}${related}`,
    figures,
  };
}

/** The winner fitted to everybody; where hardly anybody leaves, so that leaving has no parameters, the model without it. */
function onAll(winner: LifetimeModel, reason: string, all: DistinctStates) {
  const refit = refitterOf(winner);
  const plainly = refit(all);
  const staying = plainly.converged || winner.name === 'nbd' ? undefined : fitNbd(all);
  return staying?.converged
    ? {
        ...{ refit: fitNbd, plainly: staying },
        reason: `${reason} On all customers its parameters run off, and nbd, in which nobody leaves, stands in.`,
      }
    : { refit, plainly, reason };
}

/** The parting of customers that explains most, of those that explain more than they cost. */
async function groupsOf(
  context: StepContext,
  refit: (states: DistinctStates) => LifetimeModel,
  pooled: LifetimeModel,
  clock: SeasonClock | undefined,
): Promise<GroupFits & { readonly grouping: Grouping }> {
  let best: GroupFits & { readonly grouping: Grouping } = { grouping: 'none', fits: [], gain: 0 };
  for (const grouping of ['channel', 'cohort'] as const) {
    const groups = [...(await statesBy(context, grouping, context.asOf))]
      .filter(([group, { T }]) => group !== '' && T.some((t) => t >= groupDays))
      .map(([group, states]) => ({ group, states: clock ? onClock(states, clock) : states }));
    if (groups.length < 2) continue;
    const found = fitGroups(groups, refit, (states) => formulaLogLikelihood(pooled, states));
    if (found.gain > best.gain) best = { grouping, ...found };
  }
  return best;
}

async function margin(context: StepContext): Promise<LifetimeParameters['margin']> {
  const configured = context.config.models.lifetime.marginShare;
  if (configured !== undefined) return { share: configured, source: 'configured' };
  const known = await marginOf(context);
  return known === null ? { share: 1, source: 'unknown' } : { share: known, source: 'products' };
}

function plainFit(
  { purchases, exposureDays, customers }: Extent,
  base: Pick<LifetimeParameters, 'spending' | 'independence' | 'margin'>,
  reason: string,
): Fit<LifetimeParameters> {
  return {
    parameters: {
      ...base,
      season: null,
      pooled: { name: 'none', parameters: { rate: exposureDays > 0 ? purchases / exposureDays : 0 } },
      grouping: 'none',
      groups: {},
      holdout: null,
    },
    rows: customers,
    chosen: 'none',
    reason,
    figures: {},
  };
}

const daysBefore = (date: string, days: number) =>
  new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
