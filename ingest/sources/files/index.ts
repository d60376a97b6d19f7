export { type FilesOptions, importFiles } from './importFiles.ts';
export { type LoadedMapping, loadMapping, parseMapping } from './mapping/load.ts';
export { type Mapping, type MappingInput, mappingSchema } from './mapping/schema.ts';
export type { FileReport, RejectedRow } from './report.ts';
export { type Suggestion, suggestMapping } from './suggest.ts';
