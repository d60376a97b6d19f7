import { parametersOf } from '../../transforms/identity/featureParameters.ts';
import { featuresOf } from '../../transforms/identity/features.ts';
import type { MatchField } from '../../transforms/identity/normalise.ts';
import type { Frequencies, MatchParameters } from '../../transforms/identity/parameters.ts';
import { noHousehold } from '../../transforms/identity/posteriors.ts';

/** Of two people so many are equal in a field, and half as many again at each level below. */
const equalOfTwo = 0.001;

/** Parameters that nobody fitted: one person agrees as is expected, two people hardly ever, and nobody is of one household. */
export function expectedOf(
  fields: readonly MatchField[],
  frequencies: Readonly<Record<string, Frequencies>> = {},
): MatchParameters {
  const features = featuresOf(fields).map((feature) => {
    const m = feature.comparison.prior;
    const alike = m.slice(1).map((_, level, all) => equalOfTwo * 1.5 ** (all.length - 1 - level));
    const u = [1 - alike.reduce((sum, share) => sum + share, 0), ...alike];
    return parametersOf(feature, {}, { m, u });
  });
  return {
    fields,
    features,
    frequencies,
    conventions: { dates: {}, numbered: [], familyFirst: [], dotted: [], names: { turned: [], given: [] } },
    blocking: { isWhole: true, rules: [], blockLimit: 100, stopped: [] },
    shared: [],
    lambda: 0.001,
    lambdaHousehold: noHousehold,
    leastHouseholds: 0,
    moved: 0,
    threshold: 0.5,
  };
}
