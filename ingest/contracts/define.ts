import { z } from 'zod';

/** How personal a field is. Masks, erasure and access requests are derived from these marks. */
export type PersonalData = 'none' | 'identity' | 'contact' | 'sensitive';

/** Which topic carries a type; also the families of the docs. */
export type Topic = 'purchases' | 'interactions' | 'profiles' | 'consents' | 'reference';

/** The marks of every schema that is not `none` by default. */
export const marks = z.registry<{ readonly pii: PersonalData }>();

/** Marks a schema as personal data (or as `none`, for free text that is known to hold nothing personal). */
export function personal<S extends z.ZodType>(pii: PersonalData, schema: S): S {
  marks.add(schema, { pii });
  return schema;
}

/** How an interaction reads in the `interactions` table. */
export interface InteractionKind {
  readonly channel: string;
  readonly direction: 'inbound' | 'outbound' | 'none';
}

/** One event type: its name, its data and where it belongs. */
export interface EventType<S extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly topic: Topic;
  /** one sentence for the docs */
  readonly description: string;
  readonly data: S;
  /** data as a source would send them: for the docs, and tests hold it to the schema */
  readonly example: Readonly<z.input<S>>;
  /** must some identifier of a customer be present? `optional`: may be anonymous; `none`: not about a customer */
  readonly customer: 'required' | 'optional' | 'none';
  /** present: the event is an interaction; `data.channel` and `data.direction` win where they are given */
  readonly interaction?: InteractionKind;
}

/** Declares an event type; unknown fields inside `data` are kept. */
export function defineEvent<S extends z.ZodObject>(event: EventType<S>): EventType<S> {
  return event;
}
