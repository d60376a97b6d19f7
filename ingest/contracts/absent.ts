import type { z } from 'zod';
import { elementOf, shapeOf, unwrapped } from './structure.ts';

type Drop = (value: unknown) => void;

const drops = new WeakMap<z.ZodType, Drop | undefined>();

/**
 * Takes fields that are null or empty text out of data, in place, where their contract lets them be absent
 * and does not let them be that: many producers write null or "" for "not known". So goes an empty text in a
 * list of texts. A null stays in a required field, in a list, in a field that its contract does not know, and
 * where it is a value of its own (a correction that empties a field).
 */
export function dropAbsent(schema: z.ZodType, data: unknown): void {
  if (!drops.has(schema)) drops.set(schema, dropOf(schema));
  drops.get(schema)?.(data);
}

/** What takes the absent out of values of a schema; `undefined` where it has no place for one. */
function dropOf(schema: z.ZodType): Drop | undefined {
  const plain = unwrapped(schema);
  const element = elementOf(plain);
  const shape = shapeOf(plain);
  if (element) return inList(element);
  if (!shape) return undefined;
  const fields = Object.entries(shape).map(
    ([name, field]) =>
      [name, standsForAbsent(field, null), standsForAbsent(field, ''), dropOf(field)] as const,
  );
  return (value) => {
    if (typeof value !== 'object' || value === null) return;
    const record = value as Record<string, unknown>;
    for (const [name, isNull, isEmpty, drop] of fields)
      if (Object.hasOwn(record, name)) {
        const held = record[name];
        if ((isNull && held === null) || (isEmpty && held === '')) delete record[name];
        else drop?.(held);
      }
  };
}

function inList(element: z.ZodType): Drop | undefined {
  const drop = dropOf(element);
  const isText = element.safeParse('x').success && !element.safeParse('').success;
  if (!drop && !isText) return undefined;
  return (value) => {
    if (!Array.isArray(value)) return;
    if (isText && value.includes('')) value.splice(0, value.length, ...value.filter((each) => each !== ''));
    if (drop) value.forEach(drop);
  };
}

/** May the field be left out, while this is nothing it may hold? */
const standsForAbsent = (field: z.ZodType, held: null | ''): boolean =>
  field.safeParse(undefined).success && !field.safeParse(held).success;
