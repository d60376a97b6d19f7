import { writtenScore } from '../standardise/light/index.ts';
import { decimalMark, numberOf } from './numbers.ts';

/** The ends of a scale of scores; its middle is neither positive nor negative. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

export const middleOf = ({ low, high }: Scale): number => (low + high) / 2;
export const isOn = ({ low, high }: Scale, score: number): boolean => score >= low && score <= high;

/** Scales that people are asked on, the narrowest first; of stars, one of five comes before 0 to 4. */
const customary: readonly Scale[] =
  '0,1 1,2 0,2 1,3 -1,1 1,5 0,4 -2,2 0,5 1,7 -3,3 -4,4 1,10 0,10 -5,5 -10,10 0,100 -100,100'
    .split(' ')
    .map((ends) => {
      const [low = 0, high = 0] = ends.split(',').map(Number);
      return { low, high };
    });

/** Rows off the scale are slips of the pen where they are fewer than this share. */
const slips = 0.01;

/** Labels as scores, alongside; NaN where one spells none, and none of them is on the scale then. */
export interface Scores {
  readonly scores: readonly number[];
  readonly scale: Scale;
}

/**
 * Labels read as scores: numbers, 4星, 4 stars, ★★★★☆, 4/5. The scale is the narrowest customary one that
 * holds all but slips of the rows, not what happens to occur: nobody may have given the lowest score, and one
 * may have typed 10 for 1. Where labels say what they are out of, that is its upper end.
 * @param rows how many have each label
 */
export function scoresOf(labels: readonly string[], rows: readonly number[]): Scores | undefined {
  const all = labels.map(writtenScore);
  const mark = decimalMark(all.map(({ score }) => score));
  const scores = all.map(({ score }) => numberOf(score, mark));
  if (scores.filter(Number.isFinite).length < 2) return undefined;
  const tops = new Set(all.flatMap(({ outOf }) => (outOf === undefined ? [] : [numberOf(outOf, mark)])));
  if (tops.size > 1) return undefined;
  const scales = [...tops].flatMap((high) => [1, 0].map((low) => ({ low, high })));
  const total = rows.reduce((sum, one) => sum + one, 0);
  const off = (scale: Scale) =>
    rows.reduce((sum, one, i) => sum + (isOn(scale, scores[i] as number) ? 0 : one), 0);
  const isHeld = (scale: Scale) => off(scale) < slips * total;
  const scale = (tops.size > 0 ? scales : customary).find(isHeld);
  return scale && { scores, scale };
}
