export { Landing, type LandingOptions } from './landing.ts';
export type { Batch, ImportRecord, Message, Outcome } from './message.ts';
