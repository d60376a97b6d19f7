import { z } from 'zod';
import type { EventType } from '../../ingest/contracts/index.ts';

type Schema = Record<string, unknown>;

/** A valid value of a contract's data with every field filled, derived from its JSON Schema. */
export function exampleOf(event: EventType): Record<string, unknown> {
  const schema = z.toJSONSchema(event.data, { unrepresentable: 'any' }) as Schema;
  return value(schema, '') as Record<string, unknown>;
}

/** An event around it. */
export const envelopeOf = (event: EventType, data: unknown, id = 'e1'): Record<string, unknown> => ({
  specversion: '1.0',
  id,
  source: 'test',
  type: event.type,
  time: '2026-03-02T10:15:00+08:00',
  data,
});

function value(schema: Schema, name: string): unknown {
  if (name === 'currency' || name === 'to_currency') return 'CNY';
  const union = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (union?.[0]) return value(union[0], name);
  if (Array.isArray(schema.enum)) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([key, inner]) => [
          key,
          value(inner, key),
        ]),
      );
    case 'array':
      return [value(schema.items as Schema, name)];
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1));
    case 'boolean':
      return true;
    case 'string':
      if (schema.format === 'date') return '2026-03-02';
      if (schema.format === 'date-time') return '2026-03-02T10:15:00+08:00';
      return typeof schema.pattern === 'string' && schema.pattern.includes('\\d') ? '12.50' : 'text';
    default:
      return 'text';
  }
}
