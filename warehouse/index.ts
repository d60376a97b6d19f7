export { appendColumns } from './appendColumns.ts';
export {
  type Config,
  type ConfigInput,
  defineConfig,
  loadConfig,
  parseConfig,
  survivingFields,
} from './config.ts';
export {
  type Engine,
  identifier,
  literal,
  openEngine,
  rows,
  storage,
  transaction,
} from './database.ts';
export { ClienteleError } from './errors.ts';
export { heldBy, hold } from './held.ts';
export { oneFile } from './oneFile.ts';
export { packageRoot } from './packageRoot.ts';
export { type StatePaths, statePaths } from './paths.ts';
export { readNumbers } from './readNumbers.ts';
export { currentSnapshot, openSnapshot, type Snapshot } from './snapshots.ts';
export { supersededTopics } from './supersededTopics.ts';
