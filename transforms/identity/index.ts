export {
  type Decision,
  type DecisionKind,
  decide,
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
} from './explainRecords.ts';
export { currentParameters, lastIdentityFit } from './identityModel.ts';
