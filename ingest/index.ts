export { Landing, type Position } from './landing.ts';
export type { Batch, ImportRecord, Message, Outcome } from './message.ts';
