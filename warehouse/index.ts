export { appendColumns, type ColumnValues } from './appendColumns.ts';
export {
  type Config,
  type ConfigInput,
  configSchema,
  defineConfig,
  loadConfig,
  parseConfig,
  survivingFields,
} from './config.ts';
export {
  type Engine,
  type EngineOptions,
  identifier,
  literal,
  openEngine,
  rows,
  storage,
  transaction,
  translateOpenError,
} from './database.ts';
export { ClienteleError } from './errors.ts';
export { heldBy, hold } from './held.ts';
export { type StatePaths, statePaths } from './paths.ts';
export { currentSnapshot, openSnapshot, type Snapshot } from './snapshots.ts';
export { supersededTopics } from './supersededTopics.ts';
