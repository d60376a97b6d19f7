export { correctFields, type FieldCorrection } from './correctFields.ts';
export { readCorrections } from './corrections.ts';
export {
  type DeadLetter,
  type DeadLetterFilter,
  type DeadLetterWhole,
  eachDeadLetter,
  inspectDeadLetter,
  listDeadLetters,
  readingLanding,
} from './deadLetters.ts';
export { Landing, type LandingOptions } from './landing.ts';
export type { Batch, ImportRecord, Message, Outcome } from './message.ts';
export { type Correction, type ReplayReport, replay } from './replay.ts';
export {
  type FileReport,
  type FilesOptions,
  importFiles,
  type LoadedMapping,
  loadMapping,
  type Mapping,
  parseMapping,
  type Suggestion,
  suggestMapping,
} from './sources/files/index.ts';
export {
  brokersFrom,
  ingestKafka,
  type KafkaOptions,
  type PartitionReport,
  previewKafka,
} from './sources/kafka/index.ts';
export {
  type EventProducer,
  type Generated,
  type GenerateOptions,
  generate,
  openProducer,
} from './sources/synthetic/index.ts';
