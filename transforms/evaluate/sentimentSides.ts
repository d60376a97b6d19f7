import { namedLabels, sentimentSide } from './labelWords.ts';
import { isOn, middleOf, type Scale, scoresOf } from './sentimentScale.ts';

/** 1 is positive, 0 negative; what lies between and what is off the scale does not count. */
export type SentimentSide = 0 | 1 | 'between' | 'outside';

export interface SentimentSides {
  readonly of: ReadonlyMap<string, SentimentSide>;
  /** of scores */
  readonly scale?: Scale;
}

/**
 * The side of each label: as named (all others but neutral words are negative then), by scores, or by words that are
 * known. Undefined where they cannot be told.
 * @param rows how many have each label
 */
export function sentimentSides(
  rows: ReadonlyMap<string, number>,
  named: string | undefined,
): SentimentSides | undefined {
  const labels = [...rows.keys()];
  if (named !== undefined) return sidesOfNamed(labels, namedLabels(named, labels));
  return sidesOfScores(labels, [...rows.values()]) ?? sidesOfWords(labels);
}

function sidesOfNamed(labels: readonly string[], positive: readonly string[]): SentimentSides | undefined {
  if (!positive.every((one) => labels.includes(one))) return undefined;
  const sideOf = (label: string) =>
    positive.includes(label) ? 1 : sentimentSide(label) === 'between' ? 'between' : 0;
  return { of: new Map(labels.map((label) => [label, sideOf(label)])) };
}

function sidesOfScores(labels: readonly string[], rows: readonly number[]): SentimentSides | undefined {
  const found = scoresOf(labels, rows);
  if (!found) return undefined;
  const { scores, scale } = found;
  const middle = middleOf(scale);
  const sideOf = (score: number): SentimentSide =>
    !isOn(scale, score) ? 'outside' : score === middle ? 'between' : score > middle ? 1 : 0;
  return { of: new Map(labels.map((label, i) => [label, sideOf(scores[i] as number)])), scale };
}

/** Every word must be known; of two, one that is positive is enough. */
function sidesOfWords(labels: readonly string[]): SentimentSides | undefined {
  const sides = labels.map((label) => [label, sentimentSide(label)] as const);
  const told = sides.filter(([, side]) => side !== 'between');
  const isPair = told.length === 2 && told.filter(([, side]) => side === 1).length === 1;
  if (told.length < 2 || (!isPair && told.some(([, side]) => side === undefined))) return undefined;
  return { of: new Map(sides.map(([label, side]) => [label, side ?? 0])) };
}
