import type { Segmentation } from '../../models/index.ts';

/** Customers by the segment that the fit before gave them and the one that this fit gives, on the same day. */
export interface RefitMove {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
}

/** What the ledger keeps of segments. */
export interface SegmentsParameters {
  readonly segmentation: Segmentation;
  /** what the fit itself moved; nothing at the first one */
  readonly refit: { readonly lastFittedOn: string; readonly moves: readonly RefitMove[] } | null;
}

/** The number of a segment in the tables: 1 is the first; 0 stands for no order yet. */
export const segmentNumber = (label: number): number => label + 1;
