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
/** Rows whose label says something else are left out where they are no more than this share. */
export const mostUnknown = 0.05;

/** Labels as scores, alongside; NaN where one spells none, and none of them is on the scale then. */
export interface Scores {
  readonly scores: readonly number[];
  readonly scale: Scale;
}

/**
 * Labels read as scores: numbers, 4星, 4 stars, ★★★★☆, 4/5, or one text in which only a number differs (`s-star4`). The
 * scale is the narrowest customary one that holds all but slips of the rows, not what happens to occur: nobody may have
 * given the lowest score, and one may have typed 10 for 1. Where labels say what they are out of, that is its upper
 * end.
 * @param rows how many have each label
 */
export function scoresOf(labels: readonly string[], rows: readonly number[]): Scores | undefined {
  const all = labels.map(writtenScore);
  const mark = decimalMark(all.map(({ score }) => score));
  const written = all.map(({ score }) => numberOf(score, mark));
  const scores = areScores(written, rows) ? written : numbersWithin(labels, rows);
  if (!areScores(scores, rows)) return undefined;
  const tops = new Set(all.flatMap(({ outOf }) => (outOf === undefined ? [] : [numberOf(outOf, mark)])));
  if (tops.size > 1) return undefined;
  const scales = [...tops].flatMap((high) => [1, 0].map((low) => ({ low, high })));
  const off = (scale: Scale) =>
    sumWhere(rows, (i) => Number.isFinite(scores[i]) && !isOn(scale, scores[i] as number));
  const isHeld = (scale: Scale) => off(scale) < slips * sumWhere(rows, () => true);
  const scale = (tops.size > 0 ? scales : customary).find(isHeld);
  return scale && { scores, scale };
}

/** Whether there are two numbers or more, and nearly all rows have one. */
const areScores = (scores: readonly number[], rows: readonly number[]): boolean =>
  scores.filter(Number.isFinite).length >= 2 &&
  sumWhere(rows, (i) => !Number.isFinite(scores[i])) <= mostUnknown * sumWhere(rows, () => true);

/** How many rows the labels have that pass. */
export const sumWhere = (rows: readonly number[], passes: (i: number) => boolean): number =>
  rows.reduce((sum, one, i) => sum + (passes(i) ? one : 0), 0);

/**
 * The first number in each label of the text that most rows have, whatever its number; NaN in others. Stars are
 * written from 10 to 50 as well (`allstar40 rating`).
 */
function numbersWithin(labels: readonly string[], rows: readonly number[]): readonly number[] {
  const around = labels.map((label) => label.replace(/\d+(?:\.\d+)?/, '#'));
  const rowsOf = new Map<string, number>();
  around.forEach((text, i) => {
    rowsOf.set(text, (rowsOf.get(text) ?? 0) + (rows[i] as number));
  });
  const [common] = [...rowsOf].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  const numbers = labels.map((label, i) =>
    around[i] === common ? Number(/\d+(?:\.\d+)?/.exec(label)?.[0] ?? Number.NaN) : Number.NaN,
  );
  const areTens = numbers.every((one) => Number.isNaN(one) || (one % 10 === 0 && one >= 10 && one <= 50));
  return areTens ? numbers.map((one) => one / 10) : numbers;
}
