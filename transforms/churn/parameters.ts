import type { Baseline, ClassifierParameters, GainStep, ReliabilityBin } from '../../models/index.ts';

/** How everybody's chance comes about: by a model, by recency alone, by the share that left, or not at all. */
export type ChurnChoice = 'trees' | 'logistic' | 'recency' | 'share' | 'none';

/** All that scoring needs, and what the held-out horizon said. */
export interface ChurnParameters {
  readonly choice: ChurnChoice;
  /** whoever buys nothing for so many days has left */
  readonly horizonDays: number;
  /** of the choice; absent for `share` and `none` */
  readonly classifier?: ClassifierParameters;
  /** chance of everybody under `share` */
  readonly share: number | null;
  /** those who stayed, whom reasons are told against; absent for `share` and `none` */
  readonly baseline?: Baseline;
  /** latest cut-off date whose horizon is over; null where none is */
  readonly heldOutDate: string | null;
  /** share that left at the cut-off date where fewest did, and where most did */
  readonly leftRates: { readonly least: number; readonly most: number } | null;
  readonly reliability: readonly ReliabilityBin[];
  readonly gains: readonly GainStep[];
}
