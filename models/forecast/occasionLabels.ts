/** A named time that comes again, such as a holiday: its first and last step, which may lie outside the series. */
export interface Occasion {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /**
   * periods of seven steps before and as many after that may differ because of it, each in its own way; 1 where not
   * given
   */
  readonly weeks?: number;
}

/** What each step is near to, a week at a time and by the day; undefined where it is near to nothing. */
export interface OccasionLabels {
  /** `feast`, `before feast`, `2 weeks after feast` */
  readonly weeks: readonly (string | undefined)[];
  /** `day 1 of feast`, `3 days before feast` */
  readonly days: readonly (string | undefined)[];
}

/**
 * What each step is near to: the occasion itself, the seven steps before or after it, the seven beyond those where it
 * reaches so far, or nothing. Of several, the occasion comes before its surroundings, the nearer before the farther,
 * the first named before the others.
 */
export function occasionLabels(length: number, occasions: readonly Occasion[]): OccasionLabels {
  const weeksOf: (string | undefined)[] = new Array(length).fill(undefined);
  const days = [...weeksOf];
  const distances = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  for (const { name, first, last, weeks = 1 } of occasions)
    for (let t = Math.max(0, first - 7 * weeks); t <= Math.min(length - 1, last + 7 * weeks); t++) {
      const distance = t < first ? first - t : t > last ? t - last : 0;
      if (distance >= (distances[t] as number)) continue;
      distances[t] = distance;
      const side = t < first ? 'before' : 'after';
      const away = Math.ceil(distance / 7);
      weeksOf[t] = distance === 0 ? name : `${away > 1 ? `${away} weeks ` : ''}${side} ${name}`;
      days[t] = distance === 0 ? `day ${t - first + 1} of ${name}` : `${distance} days ${side} ${name}`;
    }
  return { weeks: weeksOf, days };
}
