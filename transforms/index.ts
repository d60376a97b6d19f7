export { type BuildOptions, build, check, plan, publishTables, retry } from './build/build.ts';
export type { CheckResult } from './build/checks.ts';
export { tablesAboutRuns } from './build/fitTables.ts';
export { freshnessCheck, lateTopics, limitName } from './build/freshness.ts';
export { readLedger } from './build/ledger.ts';
export type { PlannedNode } from './build/plan.ts';
export { type BuildReport, type NodeResult, summaryLine, type Totals } from './build/report.ts';
export { dayIn } from './build/sources.ts';
export { rollback } from './publish/publish.ts';
