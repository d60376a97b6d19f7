import type { FieldKind } from '../identity/fields.ts';
import type { PairScore } from './pairScores.ts';

export interface IdentityEvaluationOptions {
  /** one table of records, or two to link */
  readonly files: readonly string[];
  /** kind of field → header, `given_name=first_name,…`; without it columns are recognised */
  readonly columns?: string;
  readonly id?: string;
  readonly truth?: string;
  readonly truthPairs?: string;
  readonly isLink: boolean;
  readonly threshold?: number;
  /** a file to write with the person of each record */
  readonly out?: string;
  /** a file to write with some of the pairs that are judged wrongly, and why; needs the truth */
  readonly errors?: string;
  /** memory goes back to the system as soon as it is free */
  readonly isSmall?: boolean;
  readonly note?: (what: string) => void;
}

export interface IdentityEvaluation {
  readonly records: number;
  /** header → kind of field, as given or recognised */
  readonly columns: Readonly<Record<string, FieldKind>>;
  /** the column by which records are called; null where it is their row, from 1 in each file */
  readonly ids: string | null;
  readonly candidatePairs: number;
  readonly blockingRules: readonly string[];
  /** the pairs that each rule gives, those that another gives too included; none where all pairs are compared */
  readonly blockingPairs: readonly { readonly rule: string; readonly pairs: number }[];
  /**
   * share of the true pairs that were compared; null, as all scores, without truth or where no two records are one
   * person
   */
  readonly blockingRecall: number | null;
  readonly threshold: number;
  /** of the pairs that the model alone takes for matches */
  readonly pairwise: PairScore | null;
  readonly clusters: { readonly count: number; readonly pairwise: PairScore | null };
  /** the threshold at which clusters would have been best, found with the truth */
  readonly best: { readonly threshold: number; readonly f1: number; readonly usesTruth: true } | null;
  readonly review: number;
  /** values that too many records share to be compared by them */
  readonly oversized: readonly { readonly rule: string; readonly value: string; readonly records: number }[];
  readonly warnings: readonly string[];
  /** of reading, matching and clustering */
  readonly seconds: number;
  readonly peakRssMiB: number;
}
