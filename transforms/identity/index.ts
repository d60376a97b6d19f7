export { decisionsOn, membersWith } from './decidedRecords.ts';
export {
  type DecidedRecord,
  type Decision,
  type DecisionKind,
  decide,
  decisionOf,
  decisionsInForce,
  undoDecision,
} from './decisions.ts';
export { type ExplainedRecord, othersOf, recordOf } from './explainedRecord.ts';
export type { Contribution, Explanation } from './explainPair.ts';
export { explainRecords, type RecordExplanation } from './explainRecords.ts';
export { identityModel } from './identityModel.ts';
export type { ListedReason, ThirdPair } from './keptApart.ts';
export type { DoubtReason, ReviewReason } from './reviewReasons.ts';
export type { SharedIdentifier } from './sharedByTwo.ts';
