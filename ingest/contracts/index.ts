export { defineEvent, type EventType, marks, type PersonalData, personal, type Topic } from './define.ts';
export { eventTypes, macros, piiOf, structSchema } from './macros.ts';
export { type AcceptedEvent, type ReadEvent, type Refusal, readEvent } from './readEvent.ts';
export { registry } from './registry.ts';
