import { writtenScore } from '../standardise/light/index.ts';
import { namedLabels, sentimentSide } from './labelWords.ts';
import { numberOf } from './numbers.ts';
import { isOn, middleOf, mostUnknown, type Scale, scoresOf, sumWhere } from './sentimentScale.ts';

/** 1 is positive, 0 negative; what lies between, and what is off the scale or not known, does not count. */
export type SentimentSide = 0 | 1 | 'between' | 'outside';

export interface SentimentSides {
  readonly of: ReadonlyMap<string, SentimentSide>;
  /** of scores */
  readonly scale?: Scale;
}

/**
 * The side of each label: as named (all others but neutral words, and a few rows of unknown ones beside known, are
 * negative then), by scores, or by words that are known. A few rows whose label is neither, beside others that are,
 * are outside. Undefined where sides cannot be told.
 * @param rows how many have each label
 */
export function sentimentSides(
  rows: ReadonlyMap<string, number>,
  named: string | undefined,
): SentimentSides | undefined {
  const labels = [...rows.keys()];
  const counts = [...rows.values()];
  if (named !== undefined) return sidesOfNamed(labels, counts, namedLabels(named, labels));
  return sidesOfScores(labels, counts) ?? sidesOfWords(labels, counts);
}

function sidesOfNamed(
  labels: readonly string[],
  rows: readonly number[],
  positive: readonly string[],
): SentimentSides | undefined {
  if (!positive.every((one) => labels.includes(one))) return undefined;
  const others = labels.filter((label) => !positive.includes(label));
  const isKnown = (label: string) => sentimentSide(label) !== undefined || isScore(label);
  const isStray =
    others.some((label) => isKnown(label) && sentimentSide(label) !== 'between') &&
    areFew(rows, (i) => !positive.includes(labels[i] as string) && !isKnown(labels[i] as string));
  const sideOf = (label: string): SentimentSide => {
    if (positive.includes(label)) return 1;
    if (sentimentSide(label) === 'between') return 'between';
    return isStray && !isKnown(label) ? 'outside' : 0;
  };
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

/** Nearly every word must be known; of two, one is enough. */
function sidesOfWords(labels: readonly string[], rows: readonly number[]): SentimentSides | undefined {
  const sides = labels.map(sentimentSide);
  const told = sides.filter((side) => side !== 'between');
  const known = told.filter((side) => side !== undefined);
  if (known.length === 0 || told.length < 2) return undefined;
  const isPair = told.length === 2 && known.length === 1;
  if (!isPair && (known.length < 2 || !areFew(rows, (i) => sides[i] === undefined))) return undefined;
  const unknown: SentimentSide = !isPair ? 'outside' : known[0] === 1 ? 0 : 1;
  return { of: new Map(labels.map((label, i) => [label, sides[i] ?? unknown])) };
}

const areFew = (rows: readonly number[], passes: (i: number) => boolean): boolean =>
  sumWhere(rows, passes) <= mostUnknown * sumWhere(rows, () => true);

const isScore = (label: string): boolean => Number.isFinite(numberOf(writtenScore(label).score, '.'));
