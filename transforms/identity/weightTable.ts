import type { Columns } from '../step.ts';
import type { MatchParameters } from './parameters.ts';

/**
 * The m and u probabilities of every level of every field, and log2 of their ratio, as columns of
 * `identity_weights`.
 */
export function weightTable(parameters: MatchParameters | undefined): Columns {
  const levels = (parameters?.features ?? []).flatMap(({ name, levels, m, u }) =>
    levels.map((level, place) => ({ name, place, level, m: m[place] ?? 0, u: u[place] ?? 0 })),
  );
  return {
    field: levels.map(({ name }) => name),
    place: levels.map(({ place }) => place),
    level: levels.map(({ level }) => level),
    m: levels.map(({ m }) => m),
    u: levels.map(({ u }) => u),
    weight: levels.map(({ m, u }) => (m > 0 && u > 0 ? Math.log2(m / u) : null)),
  };
}
