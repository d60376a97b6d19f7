import { normalised } from './levelSums.ts';
import type { FittedShares } from './posteriors.ts';

/** Share of matches that have moved between their records, at most. */
export const mostMoved = 0.5;

/** What is fitted of a mixture, by feature and level. */
export interface MixtureFit {
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** see `FeatureParameters.coincidence` */
  readonly coincidences: readonly (number | undefined)[];
  readonly shares: FittedShares;
}

/** Shares of which no change is too small to go on. */
const asked = ['lambda', 'lambdaHousehold'] as const;

/** Shares that are extrapolated; that of pairs of one town dwindles for hundreds of rounds, and is left to do so. */
const extrapolated = [...asked, 'moved'] as const;

/** A class is no more than half of all pairs. */
const most = { lambda: 0.5, lambdaHousehold: 0.5, moved: mostMoved };

/** The logarithms of what is fitted, 0 for what is 0 or not there. */
export const toLogarithms = ({ m, u, coincidences, shares }: MixtureFit): Float64Array =>
  Float64Array.from(
    [...m.flat(), ...u.flat(), ...coincidences, ...extrapolated.map((share) => shares[share])],
    (value) => (value ? Math.log(value) : 0),
  );

/** The fit of such numbers, whose levels sum to one; what is 0 or not there in the one that it is like is so again. */
export function fromLogarithms(numbers: Float64Array, like: MixtureFit): MixtureFit {
  let at = 0;
  const next = <T extends number | undefined>(before: T) => {
    const value = Math.exp(numbers[at++] as number);
    return before ? value : before;
  };
  const m = like.m.map((row) => normalised(row.map(next)));
  const u = like.u.map((row) => normalised(row.map(next)));
  const coincidences = like.coincidences.map(next);
  const shares = extrapolated.map((share) => [share, Math.min(most[share], next(like.shares[share]))]);
  return { m, u, coincidences, shares: { ...like.shares, ...Object.fromEntries(shares) } };
}

/** The largest change of a share, those of classes by the matches. */
export function changeOf(before: MixtureFit, after: MixtureFit): number {
  return Math.max(
    ...asked.map((share) => Math.abs(after.shares[share] - before.shares[share]) / before.shares.lambda),
    Math.abs(after.shares.moved - before.shares.moved),
    ...after.m.flatMap((row, f) => row.map((value, l) => Math.abs(value - (before.m[f]?.[l] as number)))),
  );
}
