/** What sets a segment apart in one feature: which way, and how far from the mean of all, in standard deviations. */
export interface Trait {
  readonly feature: string;
  readonly z: number;
  /** so high by itself that a name must say so, whatever all the others are */
  readonly isBeyond?: boolean;
}

/** Below this a segment is like everybody else. */
const noticeable = 0.3;
/** From this it is so very much. */
const strong = 1.25;
/** How many traits a name has, where segments can be told apart by so few. */
const usual = 2;
/** How much less a trait that a name has may become before the name changes. */
const slack = 0.5;

const isHigh = ({ z, isBeyond }: Trait): boolean => isBeyond === true || z > 0;

const strongestFirst = (centroid: readonly Trait[]): readonly Trait[] =>
  centroid.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z));

/** `frequency_high.monetary_very_high`, in the order of the features; `average` where nothing is noticeable. */
function codeOf(centroid: readonly Trait[], traits: number, hasDegrees: boolean): string {
  const told = strongestFirst(centroid)
    .slice(0, traits)
    .filter(({ z }, at) => z !== 0 && (Math.abs(z) >= noticeable || at >= usual));
  const parts = centroid
    .filter((trait) => trait.isBeyond || told.includes(trait))
    .map((trait) => {
      const way = isHigh(trait) ? 'high' : 'low';
      const degree = hasDegrees && (way === 'high' ? trait.z : -trait.z) >= strong ? 'very_' : '';
      return `${trait.feature}_${degree}${way}`;
    });
  return parts.length > 0 ? parts.join('.') : 'average';
}

/** Whether a segment is still what its code says. */
function isStill(code: string, centroid: readonly Trait[]): boolean {
  const parts = partsOf(code);
  const isSaid = (trait: Trait) => parts.some((part) => part.feature === trait.feature && part.isHigh);
  if (!centroid.every((trait) => !trait.isBeyond || isSaid(trait))) return false;
  if (parts.length === 0) return centroid.every(({ z }) => Math.abs(z) < noticeable / slack);
  return parts.every((part) => {
    const { z, isBeyond } = centroid.find(({ feature }) => feature === part.feature) ?? { z: 0 };
    if (isBeyond && !part.isVery) return true;
    return (part.isHigh ? z : -z) >= (part.isVery ? strong : noticeable) * slack;
  });
}

/**
 * A code for each segment, from what sets its centroid apart from the mean of all: two traits where they will do, more,
 * and by degree, where segments would be called the same, and a number where nothing else parts them. No two are equal.
 * Beside these a code says every trait that is high by itself (`isBeyond`). A segment keeps the code it had for as long
 * as that is true of it, and no other segment has it.
 *
 * @param centroids traits of each segment, features in the same order everywhere
 * @param before the codes that the same segments had, where they had one
 */
export function segmentCodes(
  centroids: readonly (readonly Trait[])[],
  before: readonly (string | undefined)[] = [],
): string[] {
  if (centroids.length === 1) return ['all'];
  const codes = centroids.map((centroid, i) => {
    const known = before[i];
    return known && !known.includes('#') && known !== 'all' && isStill(known, centroid) ? known : undefined;
  });
  const all = centroids[0]?.length ?? 0;
  const steps = [
    ...Array.from({ length: Math.max(1, all - usual + 1) }, (_, i) => ({
      traits: usual + i,
      hasDegrees: false,
    })),
    { traits: all, hasDegrees: true },
  ];
  for (const { traits, hasDegrees } of steps) {
    const tried = centroids.map((centroid, i) => codes[i] ?? codeOf(centroid, traits, hasDegrees));
    tried.forEach((code, i) => {
      if (tried.indexOf(code) === tried.lastIndexOf(code)) codes[i] = code;
    });
  }
  const counts = new Map<string, number>();
  return centroids.map((centroid, i) => {
    const settled = codes[i];
    if (settled) return settled;
    const code = codeOf(centroid, all, true);
    const number = (counts.get(code) ?? 0) + 1;
    counts.set(code, number);
    return `${code}#${number}`;
  });
}

export interface CodePart {
  readonly feature: string;
  readonly isHigh: boolean;
  readonly isVery: boolean;
}

/** What a code says, without its number. */
export const partsOf = (code: string): CodePart[] =>
  [...(code.split('#')[0] ?? '').matchAll(/([a-z0-9_]+?)_(very_)?(high|low)(?:\.|$)/g)].map(
    ([, feature = '', very, way]) => ({ feature, isHigh: way === 'high', isVery: very !== undefined }),
  );
