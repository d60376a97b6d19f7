import { type CountedTexts, textsWhere } from './countedTexts.ts';
import { fitSentiment, predictSentiment } from './sentiment.ts';
import type { Vocabulary } from './termRows.ts';

/**
 * The chance of each text to be positive, by what was learned from the texts of the other folds.
 * @param fold of each text, 0 to `folds` − 1
 */
export function heldOutChances(
  texts: CountedTexts,
  labels: Uint8Array,
  fold: Uint8Array,
  folds: number,
  vocabulary?: Vocabulary,
): Float64Array {
  const chances = new Float64Array(labels.length);
  for (let held = 0; held < folds; held++) {
    const model = fitSentiment(
      textsWhere(texts, (i) => fold[i] !== held),
      labels.filter((_, i) => fold[i] !== held),
      vocabulary,
    );
    const given = predictSentiment(
      model,
      textsWhere(texts, (i) => fold[i] === held),
    );
    let at = 0;
    fold.forEach((one, i) => {
      if (one === held) chances[i] = given[at++] as number;
    });
  }
  return chances;
}
