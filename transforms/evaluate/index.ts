export { evaluateIdentity, type IdentityEvaluation, type IdentityEvaluationOptions } from './identity.ts';
export { type ColumnMap, parseColumns } from './inputFile.ts';
export { evaluateRfm, type RfmEvaluation, type RfmEvaluationOptions } from './rfm.ts';
