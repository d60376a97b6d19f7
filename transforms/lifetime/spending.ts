import {
  fitGammaGamma,
  type GammaGammaParameters,
  type Independence,
  independenceOf,
  type Spending,
} from '../../models/index.ts';
import type { SpendingClass } from './parameters.ts';

/** Up to how many purchases a class goes where frequency and value are not independent. */
const classEnds: readonly (number | null)[] = [1, 3, 9, null];
/** A class is fitted on its own from so many customers. */
const classCustomers = 200;

/**
 * What customers spend at a time: one gamma-gamma model where frequency and value are independent, else one for each
 * class of frequency, within which they nearly are. Where the model does not fit, all are taken to spend the mean.
 */
export function fitSpending(spending: Spending): {
  readonly classes: readonly SpendingClass[];
  readonly independence: Independence;
} {
  const independence = independenceOf(spending);
  const pooled = gammaGammaOr(spending, alike(spending));
  if (independence.holds) return { classes: [{ upTo: null, parameters: pooled }], independence };
  let from = 0;
  const classes = classEnds.map((upTo): SpendingClass => {
    const isIn = Uint8Array.from(spending.x, (x) =>
      x > from && x <= (upTo ?? Number.POSITIVE_INFINITY) ? 1 : 0,
    );
    from = upTo ?? from;
    const within = {
      x: spending.x.filter((_, i) => isIn[i] === 1),
      z: spending.z.filter((_, i) => isIn[i] === 1),
    };
    return { upTo, parameters: within.x.length < classCustomers ? pooled : gammaGammaOr(within, pooled) };
  });
  return { classes, independence };
}

function gammaGammaOr(spending: Spending, otherwise: GammaGammaParameters): GammaGammaParameters {
  if (!spending.z.some((z, i) => z > 0 && (spending.x[i] as number) > 0)) return otherwise;
  const { parameters, converged } = fitGammaGamma(spending);
  // a customer of one purchase must have a mean
  return converged && parameters.p + parameters.q > 1 ? parameters : otherwise;
}

/** Everybody spends the mean of all at a time, spread exponentially: so much do customers count as alike. */
function alike({ x, z }: Spending): GammaGammaParameters {
  let [spent, purchases] = [0, 0];
  x.forEach((xi, i) => {
    spent += xi * Math.max(0, z[i] as number);
    purchases += xi;
  });
  const q = 1e6;
  return { p: 1, q, v: purchases > 0 ? (spent / purchases) * (q - 1) : 0 };
}
