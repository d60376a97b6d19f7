import type { z } from 'zod';
import type { EventType } from '../../../contracts/index.ts';

/** What JSON a contract wants at a place: decides how a cell is read where the mapping does not say. */
export type LeafKind = 'text' | 'decimal' | 'number' | 'score' | 'boolean' | 'list' | 'date' | 'time';

interface Inside {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

function inside(schema: z.ZodType): Inside {
  let def = (schema as unknown as { def: Inside }).def;
  for (let inner = def.innerType ?? def.in; inner; inner = def.innerType ?? def.in)
    def = (inner as unknown as { def: Inside }).def;
  return def;
}

/**
 * The schema at a path of an event's data; a list is stepped into where `intoList`. Undefined: the contract
 * does not know it.
 */
function schemaAt(event: EventType, path: readonly string[]): z.ZodType | undefined {
  let schema: z.ZodType = event.data;
  for (const step of path) {
    let def = inside(schema);
    if (def.element) def = inside(def.element);
    const next = def.shape?.[step];
    if (!next) return undefined;
    schema = next;
  }
  return schema;
}

/** Numbers that people write as 5星, ★★★★ or 4/5. */
const scores: ReadonlySet<string> = new Set(['rating', 'score']);

/** What the contract of `event` wants at `path`; a field it does not know is text. */
export function leafKind(event: EventType, path: readonly string[]): LeafKind {
  const schema = schemaAt(event, path);
  if (!schema) return 'text';
  const takes = (value: unknown) => schema.safeParse(value).success;
  if (inside(schema).element) return 'list';
  if (takes('x')) return 'text';
  if (takes('1.5')) return 'decimal';
  if (takes(1)) return scores.has(path.at(-1) ?? '') ? 'score' : 'number';
  if (takes(true)) return 'boolean';
  if (takes('2000-01-31')) return 'date';
  if (takes('2000-01-31T00:00:00Z')) return 'time';
  return 'text';
}

/** Whether the contract of `event` takes a value at `path`; anything where it does not know the field. */
export const takesValue = (event: EventType, path: readonly string[], value: unknown): boolean =>
  schemaAt(event, path)?.safeParse(value).success ?? true;

/** Does the contract know a field at this path? */
export const knowsField = (event: EventType, path: readonly string[]): boolean =>
  schemaAt(event, path) !== undefined;

/** The fields at the top of an event's data that must be there. */
export function requiredFields(event: EventType): string[] {
  return Object.entries(inside(event.data).shape ?? {})
    .filter(([, schema]) => !schema.safeParse(undefined).success)
    .map(([name]) => name);
}
