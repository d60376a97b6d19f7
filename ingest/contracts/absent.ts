import type { z } from 'zod';
import { elementOf, shapeOf, unwrapped } from './structure.ts';

type Drop = (value: unknown) => void;

const drops = new WeakMap<z.ZodType, Drop | undefined>();

/**
 * Takes fields that are null out of data, in place, where their contract lets them be absent: many producers write
 * null for "not known". A null stays in a required field, in a list, in a field that its contract does not know, and
 * where it is a value of its own (a correction that empties a field).
 */
export function dropNulls(schema: z.ZodType, data: unknown): void {
  if (!drops.has(schema)) drops.set(schema, dropOf(schema));
  drops.get(schema)?.(data);
}

/** What takes the nulls out of values of a schema; `undefined` where it has no place for one. */
function dropOf(schema: z.ZodType): Drop | undefined {
  const plain = unwrapped(schema);
  const element = elementOf(plain);
  const shape = shapeOf(plain);
  if (element) {
    const drop = dropOf(element);
    return drop && ((value) => Array.isArray(value) && value.forEach(drop));
  }
  if (!shape) return undefined;
  const fields = Object.entries(shape).map(
    ([name, field]) => [name, mayBeAbsent(field), dropOf(field)] as const,
  );
  return (value) => {
    if (typeof value !== 'object' || value === null) return;
    const record = value as Record<string, unknown>;
    for (const [name, optional, drop] of fields)
      if (Object.hasOwn(record, name))
        if (optional && record[name] === null) delete record[name];
        else drop?.(record[name]);
  };
}

/** May the field be left out, while null is nothing it may hold? */
const mayBeAbsent = (field: z.ZodType): boolean =>
  field.safeParse(undefined).success && !field.safeParse(null).success;
