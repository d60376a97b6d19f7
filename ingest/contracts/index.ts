export { currencies } from './currencies.ts';
export { defineEvent, type EventType, marks, type PersonalData, personal, type Topic } from './define.ts';
export { driftOf } from './drift.ts';
export { eventTypes, macros, piiOf, structSchema } from './macros.ts';
export { clearable } from './profileUpdated.ts';
export { type AcceptedEvent, type ReadEvent, readEvent } from './readEvent.ts';
export type { Refusal } from './refusal.ts';
export { registry } from './registry.ts';
