import { meanOf } from '../numeric/vectors.ts';
import type { Forecaster } from './plain.ts';
import { straightLine } from './straightLine.ts';

/**
 * The theta method: half the slope of the straight line through the series, on top of simple exponential smoothing,
 * after seasons were taken out (as factors where all values are positive) and put back.
 *
 * Source: Assimakopoulos & Nikolopoulos (2000), International Journal of Forecasting 16(4); Hyndman & Billah (2003),
 * ibid. 19(2).
 */
export const theta: Forecaster = (series, season, horizon) => {
  const n = series.length;
  const isFactor = series.every((one) => one > 0);
  const seasons = seasonsOf(series, season, isFactor);
  const plain = series.map((one, t) => without(one, seasons[t % season] as number, isFactor));
  const { slope } = straightLine(plain);
  let best = { error: Number.POSITIVE_INFINITY, level: 0, alpha: 1 };
  for (let step = 1; step <= rates; step++) {
    const alpha = step / rates;
    let [level, error] = [plain[0] as number, 0];
    for (const one of plain) {
      error += (one - level) ** 2;
      level += alpha * (one - level);
    }
    if (error < best.error) best = { error, level, alpha };
  }
  return Float64Array.from({ length: horizon }, (_, i) => {
    const { level, alpha } = best;
    const base = level + (slope / 2) * (i + (1 - (1 - alpha) ** n) / alpha);
    const s = seasons[(n + i) % season] as number;
    return isFactor ? base * s : base + s;
  });
};

/** Rates of smoothing tried, evenly up to 1, at which the level is the last value. */
const rates = 50;

const without = (value: number, s: number, isFactor: boolean) => (isFactor ? value / s : value - s);

/** Means by place in the season, of the series against its centred moving mean; none for less than two seasons. */
function seasonsOf(series: Float64Array, season: number, isFactor: boolean): Float64Array {
  const none = new Float64Array(season).fill(isFactor ? 1 : 0);
  if (season < 2 || series.length < 2 * season) return none;
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  const half = Math.floor(season / 2);
  for (let t = half; t < series.length - half; t++) {
    let trend = 0;
    for (let i = -half; i <= half; i++)
      trend += (series[t + i] as number) * (season % 2 === 0 && Math.abs(i) === half ? 0.5 : 1);
    trend /= season;
    if (isFactor && !(trend > 0)) return none;
    sums[t % season] = (sums[t % season] as number) + without(series[t] as number, trend, isFactor);
    counts[t % season] = (counts[t % season] as number) + 1;
  }
  if (counts.some((one) => one === 0)) return none;
  const means = sums.map((sum, i) => sum / (counts[i] as number));
  if (isFactor && means.some((one) => !(one > 0))) return none;
  const mean = meanOf(means);
  return means.map((one) => (isFactor ? one / mean : one - mean));
}
