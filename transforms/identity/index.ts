export { decisionsOn } from './decidedRecords.ts';
export {
  type DecidedRecord,
  type Decision,
  type DecisionKind,
  decide,
  decisionOf,
  decisionsInForce,
  undoDecision,
} from './decisions.ts';
export type { Contribution, Explanation } from './explainPair.ts';
export {
  type ExplainedRecord,
  explainRecords,
  othersOf,
  type RecordExplanation,
  recordOf,
  type SharedIdentifier,
  type Veto,
} from './explainRecords.ts';
export { currentParameters, lastIdentityFit } from './identityModel.ts';
