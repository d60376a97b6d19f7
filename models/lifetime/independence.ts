import { pearson } from '../numeric/correlation.ts';
import { normalQuantile } from '../numeric/normal.ts';
import type { Spending } from './gammaGamma.ts';

/** Whether how often customers buy and how much at a time may be taken for unrelated. */
export interface Independence {
  readonly customers: number;
  /** of ln x and the mean value: 0 in expectation where they are unrelated, whatever the shape of either; −1 to 1 */
  readonly correlation: number;
  readonly low: number;
  readonly high: number;
  /** false where all of the interval is beyond ± `independenceLimit` */
  readonly holds: boolean;
}

/**
 * The correlation beyond which orders and their value are not multiplied. CDNOW, on which the gamma-gamma model was
 * shown, has about .1 of itself.
 *
 * Source: Fader, Hardie & Lee (2005), RFM and CLV, J. of Marketing Research 42(4), who keep the model at .11.
 */
const independenceLimit = 0.2;

/**
 * The assumption of the gamma-gamma model, held to the data, with the interval of Fisher's z. The logarithm keeps a few
 * very frequent customers from deciding; values stay as they are, since the mean of their logarithms rises with x.
 *
 * Source: Fisher (1921), Metron 1, for the interval.
 */
export function independenceOf({ x, z }: Spending, confidence = 0.95): Independence {
  const kept = Uint32Array.from(
    Array.from(x, (xi, i) => (xi > 0 && (z[i] as number) > 0 ? i : -1)).filter((i) => i >= 0),
  );
  const n = kept.length;
  const logs = Float64Array.from(kept, (i) => Math.log(x[i] as number));
  const values = Float64Array.from(kept, (i) => z[i] as number);
  const correlation = n > 1 ? pearson(logs, values) : 0;
  if (n < 4) return { customers: n, correlation, low: -1, high: 1, holds: true };
  const middle = Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, correlation)));
  const half = normalQuantile((1 + confidence) / 2) / Math.sqrt(n - 3);
  const [low, high] = [Math.tanh(middle - half), Math.tanh(middle + half)];
  return {
    customers: n,
    correlation,
    low,
    high,
    holds: !(low > independenceLimit || high < -independenceLimit),
  };
}
