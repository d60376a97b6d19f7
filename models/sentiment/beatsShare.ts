import { pairedDifference } from '../compare/pairedDifference.ts';
import { lossOfChance } from '../numeric/logisticFunctions.ts';

/** Standard errors that chance exceeds, one way, one time in forty. */
const beyondChance = 1.96;

/**
 * Whether chances of texts that were not learned from lose less than one chance for all, by more than 1.96 standard
 * errors. Equal texts, which are told alike, are one case: that many people wrote the same says little of how well words
 * tell.
 */
export function beatsShare(
  texts: readonly string[],
  chances: Float64Array,
  share: number,
  labels: Uint8Array,
): boolean {
  const losses = new Map<string, { told: number; plain: number }>();
  texts.forEach((text, i) => {
    const { told, plain } = losses.get(text) ?? { told: 0, plain: 0 };
    const label = labels[i] as number;
    losses.set(text, {
      told: told + lossOfChance(chances[i] as number, label),
      plain: plain + lossOfChance(share, label),
    });
  });
  const cases = [...losses.values()];
  const { mean, standardError } = pairedDifference(
    cases.map(({ told }) => told),
    cases.map(({ plain }) => plain),
  );
  return mean + beyondChance * standardError < 0;
}
