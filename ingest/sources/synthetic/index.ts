export type { BusinessOptions } from './business.ts';
export { type Generated, type GenerateOptions, generate } from './generate.ts';
export { type EventProducer, openProducer } from './produce.ts';
