import {
  adjustHolm,
  describeValues,
  type Effect,
  leastSquares,
  tame,
  tamingCuts,
} from '../../models/index.ts';

/** `measured` in a unit of its own; `present` is yes or no, 1 or 0. */
export type DriverKind = 'measured' | 'present';

export interface Driver {
  readonly name: string;
  readonly kind: DriverKind;
  readonly values: Float64Array;
}

/**
 * What may be said of a driver: it goes with more or with less of the outcome, neither can be told, it does
 * not vary, or too few rows (customers, where they have several) carry it.
 */
export type DriverVerdict = 'raises' | 'lowers' | 'unclear' | 'constant' | 'too-few';

export interface DriverEffect {
  readonly driver: string;
  readonly kind: DriverKind;
  /** of the driver over all rows, as they are; for `present`, the share that has it */
  readonly mean: number;
  /** what `effect` is of: one standard deviation of a measured driver, far values drawn in; presence of the other */
  readonly step: number;
  /** outcome for one step more, others held, with the interval; null where the driver was dropped */
  readonly effect: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** outcome per unit of the driver */
  readonly perUnit: number | null;
  /** held to one level over all drivers of the outcome */
  readonly p: number | null;
  readonly verdict: DriverVerdict;
}

export interface OutcomeSummary {
  readonly rows: number;
  readonly mean: number | null;
  readonly median: number | null;
  readonly sd: number | null;
  readonly quantiles: readonly (number | null)[];
  /** share of the variance that the drivers explain; null without a regression */
  readonly explained: number | null;
}

/** A measured driver with what lies beyond its first and last percentile drawn in: a long tail is no slope. */
function drawnIn(driver: Driver): Driver {
  if (driver.kind === 'present') return driver;
  const column = { rows: driver.values.length, columns: 1, values: driver.values };
  return { ...driver, values: tame(column, tamingCuts(column)).values };
}

/**
 * The effects of drivers on an outcome, each with the others held; none where there is no regression. An effect is
 * claimed where its p, adjusted for the number of drivers, is below .05. They are associations: what the drivers do
 * themselves, only an experiment can tell.
 * @param customers whose each row is, where a customer may have several
 */
export function driverEffects(outcome: Float64Array, raw: readonly Driver[], customers?: readonly string[]) {
  const drivers = raw.map(drawnIn);
  const described = describeValues(outcome);
  const columns = Object.fromEntries(drivers.map(({ name, values }) => [name, values]));
  const fit = leastSquares(outcome, columns, customers && { clusters: customers });
  const effects = new Map<string, Effect>(fit?.effects.map((effect) => [effect.driver, effect]));
  const adjusted = adjustHolm(fit?.effects.map(({ p }) => p) ?? []);
  const pOf = new Map(fit?.effects.map(({ driver }, i) => [driver, adjusted[i] as number]));
  const rows = !fit
    ? []
    : drivers.map(({ name, kind, values }, i): DriverEffect => {
        const { mean } = describeValues((raw[i] as Driver).values, []);
        const { sd } = describeValues(values, []);
        const step = kind === 'present' ? 1 : (sd ?? 0);
        const found = effects.get(name);
        const p = pOf.get(name);
        const known = { driver: name, kind, mean: mean ?? 0, step };
        if (!found || p === undefined) {
          const verdict = fit.dropped.includes(name) ? 'constant' : 'too-few';
          return { ...known, effect: null, low: null, high: null, perUnit: null, p: null, verdict };
        }
        const verdict = p >= 0.05 ? 'unclear' : found.coefficient > 0 ? 'raises' : 'lowers';
        return {
          ...known,
          effect: found.coefficient * step,
          low: found.low * step,
          high: found.high * step,
          perUnit: found.coefficient,
          p,
          verdict,
        };
      });
  const summary: OutcomeSummary = {
    rows: described.n,
    mean: described.mean,
    median: described.median,
    sd: described.sd,
    quantiles: described.quantiles,
    explained: fit?.adjustedR2 ?? null,
  };
  return { effects: rows, summary };
}
