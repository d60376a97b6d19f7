import { z } from 'zod';
import { customer } from './customer.ts';
import { defineEvent, type PersonalData } from './define.ts';
import { eventTypeOf, registry } from './registry.ts';
import { piiAt, type Structure, structureOf } from './structure.ts';
import { word } from './values.ts';

/** The fields that any event may have, read by `event_common(payload)`. */
const common = defineEvent({
  type: 'event_common',
  topic: 'interactions',
  description: 'What any event may say of its customer, channel, direction and campaign.',
  customer: 'optional',
  data: z.looseObject({
    customer: customer.optional(),
    channel: word().optional(),
    direction: word().optional(),
    campaign_id: word().optional(),
  }),
  example: { customer: { customer_ref: 'C-1001' }, channel: 'web' },
});

/** The shape of a type's data for DuckDB's `from_json`. */
export function structSchema(type: string): Structure {
  const event = eventTypeOf(type);
  if (!event) throw new RangeError(`unknown event type: ${type}`);
  return structureOf(event.data);
}

/** One `CREATE MACRO` a type: `purchase_completed(payload)` gives the data as a struct of texts. */
export const macros = (): readonly string[] =>
  [...registry, common].map(
    ({ type, data }) =>
      `create macro ${type.replaceAll('.', '_')}(payload) as from_json(payload, '${JSON.stringify(structureOf(data))}')`,
  );

/** The mark of a field of a type, `undefined` where the path holds further fields. */
export function piiOf(type: string, path: string): PersonalData | undefined {
  const event = type === common.type ? common : eventTypeOf(type);
  return event ? piiAt(event, path) : 'contact';
}

/** One row per event type, for the table `event_types`. */
export const eventTypes = () =>
  registry.map(({ type, topic, customer: about, interaction }) => ({
    type,
    topic,
    is_interaction: interaction !== undefined,
    channel: interaction?.channel,
    direction: interaction?.direction,
    customer: about,
  }));
