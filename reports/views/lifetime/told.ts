import type { LifetimeData, LifetimeSettings, LifetimeTotals } from '../../loaders/lifetime.ts';

/**
 * Whether nothing is said of what customers are worth: no model stands, and nobody ever came back whose rate
 * all could have.
 */
export const isUntold = (
  { noModel }: Pick<LifetimeSettings, 'noModel'>,
  { clv }: Pick<LifetimeTotals, 'clv'>,
): boolean => noModel !== null && clv === 0;

/** What may be shown of values: nothing where none is known, for a value of 0 would be one. */
export const toldOnly = <
  Data extends Pick<LifetimeData, 'settings' | 'totals' | 'bands' | 'channels' | 'cohorts'>,
>(
  data: Data,
): Data =>
  data.settings && data.totals && isUntold(data.settings, data.totals)
    ? { ...data, bands: [], channels: [], cohorts: [] }
    : data;
