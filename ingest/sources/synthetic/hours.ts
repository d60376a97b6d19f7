import { type Random, runningSums } from './random.ts';

/** Weight of each hour of the business's day, by where somebody shops. */
const web = [3, 1, 0.5, 0.3, 0.3, 0.5, 1, 2, 4, 5, 6, 6, 7, 6, 5, 5, 5, 5, 6, 8, 10, 11, 9, 6];
const store = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 6, 7, 6, 7, 8, 8, 8, 9, 9, 7, 3, 0, 0];
const office = [0, 0, 0, 0, 0, 0, 0, 0, 1, 8, 9, 8, 4, 6, 9, 9, 8, 5, 1, 0, 0, 0, 0, 0];

const abroad = (weights: readonly number[]) => weights.map((_, hour) => weights[(hour + 16) % 24] ?? 0);
const sums = {
  web: [runningSums(web), runningSums(abroad(web))],
  store: [runningSums(store), runningSums(abroad(store))],
  office: [runningSums(office), runningSums(abroad(office))],
} as const;

export type Rhythm = keyof typeof sums;

/** A second of the day; people abroad live eight hours later. */
export function secondOfDay(random: Random, rhythm: Rhythm, china: boolean): number {
  const hour = random.byWeight(sums[rhythm][china ? 0 : 1]);
  return hour * 3600 + random.below(3600);
}
