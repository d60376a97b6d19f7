import type { Dependence, FeatureParameters } from './featureParameters.ts';
import { leastLevel, ratioUnder } from './likelihoodRatio.ts';
import { patternBase } from './patternCode.ts';
import type { PatternTable } from './patternTable.ts';

// What a level of a feature says depends on the parameters, and on which condition of the feature holds, if any. So it is
// worked out once for each of these, in a table of places: for no condition and for each in turn, a row of features, of
// `patternBase` levels each. Where the levels of a pattern stand there depends on no parameter.

/** Of each pattern, where what its levels say stands in a table of places; a feature with a missing value has none. */
export interface RatioPlaces {
  /** one pattern after another, its features in order */
  readonly places: Uint16Array;
  /** by pattern, where its places end */
  readonly ends: Uint32Array;
}

/** @param levels of the patterns, a row each (`levelsOfPatterns`) */
export function ratioPlaces(
  levels: PatternTable['levels'],
  features: readonly FeatureParameters[],
): RatioPlaces {
  const width = features.length;
  const conditions = features.map((feature) => conditionsOf(feature, features));
  const into = {
    places: new Uint16Array(comparedIn(levels)),
    ends: new Uint32Array(levels.length / Math.max(1, width)),
  };
  setPlaces(levels, width, conditions, into);
  return into;
}

/** How many of the levels are of values that are there. */
function comparedIn(levels: PatternTable['levels']): number {
  let compared = 0;
  for (let at = 0; at < levels.length; at++) if ((levels[at] as number) >= 0) compared++;
  return compared;
}

function setPlaces(
  levels: PatternTable['levels'],
  width: number,
  conditions: readonly Conditions[],
  { places, ends }: RatioPlaces,
): void {
  let next = 0;
  for (let row = 0, first = 0; row < ends.length; row++, first += width) {
    for (let f = 0; f < width; f++) {
      const level = levels[first + f] as number;
      if (level < 0) continue;
      const holding = holdingOf(conditions[f] as Conditions, levels, first);
      places[next++] = ((holding + 1) * width + f) * patternBase + level;
    }
    ends[row] = next;
  }
}

/** Conditions one after another: features that must show at least a level each, and where each condition ends. */
interface Conditions {
  readonly features: Uint8Array;
  readonly least: Int8Array;
  readonly ends: Uint32Array;
}

function conditionsOf({ given = [] }: FeatureParameters, features: readonly FeatureParameters[]): Conditions {
  const all = given.flatMap((dependence) =>
    dependence.when.map((f) => [f, leastLevel(dependence, features, f)] as const),
  );
  let end = 0;
  return {
    features: Uint8Array.from(all, ([feature]) => feature),
    least: Int8Array.from(all, ([, least]) => least),
    ends: Uint32Array.from(given, ({ when }) => (end += when.length)),
  };
}

/** The place of the first condition that the pattern whose levels begin at `first` fulfils; −1 if none. */
function holdingOf(
  { features, least, ends }: Conditions,
  levels: PatternTable['levels'],
  first: number,
): number {
  for (let c = 0, at = 0; c < ends.length; c++) {
    const end = ends[c] as number;
    while (at < end && (levels[first + (features[at] as number)] as number) >= (least[at] as number)) at++;
    if (at === end) return c;
    at = end;
  }
  return -1;
}

/** A table of places of what `say` says of each level of a feature where a dependence of it holds, or none. */
export function tableOfPlaces(
  features: readonly FeatureParameters[],
  say: (feature: FeatureParameters, level: number, dependence: Dependence | undefined) => number,
): Float64Array {
  const most = Math.max(0, ...features.map(({ given = [] }) => given.length));
  const table = new Float64Array((1 + most) * features.length * patternBase);
  features.forEach((feature, f) => {
    [undefined, ...(feature.given ?? [])].forEach((dependence, holding) => {
      feature.levels.forEach((_, level) => {
        table[(holding * features.length + f) * patternBase + level] = say(feature, level, dependence);
      });
    });
  });
  return table;
}

/** The likelihood ratio of one person against two. */
export const likelihoodRatios = (features: readonly FeatureParameters[]): Float64Array =>
  tableOfPlaces(features, ratioUnder);

/** The feature of each place of a table. */
export const featuresOfPlaces = (
  { length }: Float64Array,
  features: readonly FeatureParameters[],
): Uint8Array => Uint8Array.from({ length }, (_, place) => Math.floor(place / patternBase) % features.length);

/** Adds what a table of places holds of each level, whatever conditions hold, to the sums of the levels of features. */
export function addPlaces(sums: Float64Array, table: Float64Array, features: number): void {
  const width = features * patternBase;
  table.forEach((value, place) => {
    sums[place % width] = (sums[place % width] as number) + value;
  });
}
