/**
 * Whether values a season apart resemble each other by more than chance, the straight line through the series taken out: the
 * autocorrelation at the season's length beyond 1.645 standard errors, which the shorter lags widen.
 *
 * Source: Bartlett (1946), Supplement to the Journal of the Royal Statistical Society 8(1); as a rule for forecasts
 * Fioruci et al. (2016), International Journal of Forecasting 32(4), section 2.
 */
export function isSeasonal(series: Float64Array, season: number): boolean {
  const n = series.length;
  if (season < 2 || n < 2 * season + 2) return false;
  const rest = withoutLine(series);
  const variance = rest.reduce((sum, one) => sum + one * one, 0);
  if (!(variance > 0)) return false;
  const correlation = (lag: number) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (rest[t] as number) * (rest[t - lag] as number);
    return sum / variance;
  };
  let squares = 0;
  for (let lag = 1; lag < season; lag++) squares += correlation(lag) ** 2;
  return correlation(season) > 1.645 * Math.sqrt((1 + 2 * squares) / n);
}

function withoutLine(series: Float64Array): Float64Array {
  const middle = (series.length - 1) / 2;
  const mean = series.reduce((sum, one) => sum + one, 0) / series.length;
  let [top, bottom] = [0, 0];
  series.forEach((one, t) => {
    top += (t - middle) * one;
    bottom += (t - middle) ** 2;
  });
  const slope = bottom > 0 ? top / bottom : 0;
  return series.map((one, t) => one - mean - slope * (t - middle));
}
