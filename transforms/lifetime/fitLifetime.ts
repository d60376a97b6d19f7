import {
  credibilityOf,
  type DistinctStates,
  type FitLifetimeModel,
  fitGroups,
  type GroupFits,
  type LifetimeModel,
  type LifetimeModelName,
  leastReturned,
  mostRegular,
  onClock,
  type PurchaseStates,
  type SeasonClock,
  scaleOfParts,
} from '../../models/index.ts';
import { daysBefore } from '../days.ts';
import { say } from '../say.ts';
import type { Fit, StepContext } from '../step.ts';
import { type Contest, choose, contest, refitterOf } from './chooseModel.ts';
import { fitSeason } from './fitSeason.ts';
import { marginOfProducts } from './margin.ts';
import { type Extent, extentOf, observe, statesBy } from './observe.ts';
import type { Grouping, LifetimeParameters, NoModel } from './parameters.ts';
import { lifetimeReasons } from './reasons.ts';
import { holdoutSample, monthlyRepeats, spendingSample } from './samples.ts';
import { fitSpending } from './spending.ts';
import { validate } from './validateChoice.ts';

/** A holdout shorter than this says little. */
const shortestHoldout = 28;
/** A group is observed for a year at least, so that its horizon is not all beyond its data. */
const groupDays = 365;

/**
 * Chooses the model on the last third of the time (a year at most), then fits it to all of it, by group where
 * that pays.
 */
export async function fitLifetime(context: StepContext): Promise<Fit<LifetimeParameters>> {
  const { asOf } = context;
  await observe(context, asOf);
  const extent = await extentOf(context);
  const spendingOfAll = await spendingSample(context, extent.customers);
  const { classes, independence } = fitSpending(spendingOfAll);
  const base = {
    spending: classes,
    independence: extent.customers > 0 ? independence : null,
    marginOfProducts: await marginOfProducts(context),
  };
  const days = Math.min(365, Math.floor(extent.spanDays / 3));
  const plain = async (noModel: NoModel, reason: string) =>
    plainFit(extent, await observedStates(context), base, noModel, reason);
  if (extent.returned < leastReturned)
    return plain(
      'few-returned',
      say(lifetimeReasons.fewReturned, {
        returned: extent.returned,
        customers: extent.customers,
        least: leastReturned,
      }),
    );
  if (days < shortestHoldout) return plain('short', say(lifetimeReasons.short, { days: extent.spanDays }));
  const until = daysBefore(asOf, days);
  const sample = await holdoutSample(context, extent.customers, until, asOf);
  if (sample.states.x.filter((x) => x > 0).length < leastReturned)
    return plain(
      'few-returned-before',
      say(lifetimeReasons.fewBefore, { least: leastReturned, date: until }),
    );
  const held = contest(sample, until, days);
  const { choice, refit, pooled, season, clock, reasons } = await chooseOnAll(context, held);
  const { figures, holdout } = validate(held, choice);
  const { grouping, fits, gain } = await groupsOf(context, refit, pooled, clock);
  const template = { none: undefined, channel: lifetimeReasons.byChannel, cohort: lifetimeReasons.byCohort };
  const grouped = template[grouping];
  const names = fits.map(({ group }) => group).join(', ');
  const k = pooled.name === 'mbg-cnbd-k' ? pooled.parameters.k : undefined;
  const reason = [
    ...reasons,
    ...(k === mostRegular ? [say(lifetimeReasons.mostRegular, { k: mostRegular })] : []),
    ...(grouped ? [say(grouped, { groups: names, gain: gain.toFixed(1) })] : []),
    ...(independence.holds
      ? []
      : [say(lifetimeReasons.related, { correlation: independence.correlation.toFixed(2) })]),
  ];
  return {
    parameters: {
      ...base,
      season,
      pooled: { name: pooled.name, parameters: pooled.parameters },
      noModel: choice.noModel,
      grouping,
      groups: Object.fromEntries(fits.map(({ group, model }) => [group, model.parameters])),
      holdout,
    },
    rows: extent.customers,
    chosen: season ? `${pooled.name}, seasonal` : pooled.name,
    reason: reason.join(' '),
    figures,
  };
}

/**
 * The winner of the holdout that converges on all customers too, fitted to them: one that does not is left out, and the
 * others are held to the holdout again.
 */
async function chooseOnAll(context: StepContext, held: Contest) {
  const all = (await statesBy(context, 'none', context.asOf)).get('') as DistinctStates;
  const leftOut = new Set<LifetimeModelName>();
  let choice = choose(held, leftOut);
  let plainly = refitterOf(choice.model)(all);
  while (!plainly.converged) {
    leftOut.add(plainly.name);
    choice = choose(held, leftOut);
    plainly = refitterOf(choice.model)(all);
  }
  const refit = refitterOf(choice.model);
  const failed = leftOut.size > 0 ? [say(lifetimeReasons.left, { models: [...leftOut].join(', ') })] : [];
  const chosen = { choice, refit, pooled: plainly, season: null, clock: undefined };
  const reasons = [...failed, choice.reason];
  if (!choice.seasonal) return { ...chosen, reasons };
  const came = await monthlyRepeats(context, context.asOf);
  const { model, season, clock } = fitSeason(plainly, refit, all, context.asOf, came, 0);
  return model.converged
    ? { ...chosen, pooled: model, season, clock, reasons }
    : {
        ...chosen,
        choice: { ...choice, seasonal: undefined },
        reasons: [...reasons, lifetimeReasons.noClock],
      };
}

/** The parting of customers that explains most, of those that explain more than they cost. */
async function groupsOf(
  context: StepContext,
  refit: FitLifetimeModel,
  pooled: LifetimeModel,
  clock: SeasonClock | undefined,
): Promise<GroupFits & { readonly grouping: Grouping }> {
  let best: GroupFits & { readonly grouping: Grouping } = { grouping: 'none', fits: [], gain: 0 };
  for (const grouping of ['channel', 'cohort'] as const) {
    const groups = [...(await statesBy(context, grouping, context.asOf))]
      .filter(([group, { T }]) => group !== '' && T.some((t) => t >= groupDays))
      .map(([group, states]) => ({ group, states: clock ? onClock(states, clock) : states }));
    if (groups.length < 2) continue;
    const found = fitGroups(groups, pooled, refit);
    if (found.gain > best.gain) best = { grouping, ...found };
  }
  return best;
}

async function observedStates(context: StepContext): Promise<PurchaseStates> {
  const none = new Float64Array(0);
  return (await statesBy(context, 'none')).get('') ?? { x: none, tx: none, T: none };
}

/** What all buy, parted among customers by past rate and by silence. */
function plainFit(
  { purchases, exposureDays, customers }: Extent,
  states: PurchaseStates,
  base: Pick<LifetimeParameters, 'spending' | 'independence' | 'marginOfProducts'>,
  noModel: NoModel,
  reason: string,
): Fit<LifetimeParameters> {
  const credibility = credibilityOf(states);
  const ofAll = exposureDays > 0 ? (customers * purchases) / exposureDays : 0;
  return {
    parameters: {
      ...base,
      season: null,
      pooled: {
        name: 'none',
        parameters: { scale: scaleOfParts(credibility, states, ofAll), ...credibility },
      },
      noModel,
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
