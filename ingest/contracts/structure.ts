import type { z } from 'zod';
import type { EventType, PersonalData } from './define.ts';
import { marks } from './define.ts';

/** Shape of a field as DuckDB's `from_json` wants it: every scalar is text, casts happen in SQL. */
export type Structure = 'VARCHAR' | readonly Structure[] | { readonly [field: string]: Structure };

interface Unwrapped {
  readonly schema: z.ZodType;
  readonly pii: PersonalData | undefined;
}

/** A schema without optional, nullable, default and pipe, and the mark met on the way. */
function unwrap(schema: z.ZodType): Unwrapped {
  let current = schema;
  let pii = marks.get(current)?.pii;
  for (;;) {
    const { def } = current as unknown as { def: { type: string; innerType?: z.ZodType; in?: z.ZodType } };
    const inner = def.innerType ?? def.in;
    if (!inner) return { schema: current, pii };
    current = inner;
    pii ??= marks.get(current)?.pii;
  }
}

/** A schema without its wrappers. */
export const unwrapped = (schema: z.ZodType): z.ZodType => unwrap(schema).schema;

/** The fields of an object's schema. */
export const shapeOf = (schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined =>
  (schema as unknown as { def: { shape?: Record<string, z.ZodType> } }).def.shape;

/** What a list's schema holds. */
export const elementOf = (schema: z.ZodType): z.ZodType | undefined =>
  (schema as unknown as { def: { element?: z.ZodType } }).def.element;

/** The structure of a schema. */
export function structureOf(schema: z.ZodType): Structure {
  const { schema: plain } = unwrap(schema);
  const shape = shapeOf(plain);
  if (shape)
    return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, structureOf(field)]));
  const element = elementOf(plain);
  return element ? [structureOf(element)] : 'VARCHAR';
}

/**
 * The mark of the field at `path` (`customer.email`, `lines[].sku`) of an event type's data.
 * @returns `undefined` for a path that holds further fields; unknown fields are contact data
 */
export function piiAt(event: EventType, path: string): PersonalData | undefined {
  let schema: z.ZodType = event.data;
  let mark: PersonalData | undefined;
  for (const step of path === '' ? [] : path.replaceAll('[]', '.[]').split('.')) {
    const { schema: plain, pii } = unwrap(schema);
    mark ??= pii;
    const next = step === '[]' ? elementOf(plain) : shapeOf(plain)?.[step];
    if (!next) return 'contact';
    schema = next;
  }
  const { schema: plain, pii } = unwrap(schema);
  mark ??= pii;
  if (shapeOf(plain) || elementOf(plain)) return mark;
  return mark ?? 'none';
}
