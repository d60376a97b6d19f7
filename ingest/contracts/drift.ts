import { eventTypeOf } from './registry.ts';
import { type Structure, structureOf } from './structure.ts';

const structures = new Map<string, Structure | undefined>();
const none: readonly string[] = [];

/**
 * The fields of an event's data that its contract does not know, e.g. `lines[].colour`: they are kept, and a source
 * that begins to send them has changed its schema. Each path once, in order of appearance; a key that is no plain name
 * (it may be an identifier, or personal) stands as `*`.
 */
export function driftOf(type: string, data: unknown): readonly string[] {
  let structure = structures.get(type);
  if (structure === undefined && !structures.has(type)) {
    const event = eventTypeOf(type);
    structure = event && structureOf(event.data);
    structures.set(type, structure);
  }
  if (structure === undefined) return none;
  const found: string[] = [];
  collect(structure, data, '', found);
  return found.length === 0 ? none : [...new Set(found)];
}

function collect(structure: Structure, value: unknown, path: string, found: string[]): void {
  if (typeof structure === 'string' || typeof value !== 'object' || value === null) return;
  if (isList(structure)) {
    const [element] = structure;
    if (element && Array.isArray(value)) for (const item of value) collect(element, item, `${path}[]`, found);
    return;
  }
  for (const name in value) {
    const inner = Object.hasOwn(structure, name) ? structure[name] : undefined;
    const shown = inner !== undefined || isPlainName(name) ? name : '*';
    const at = path === '' ? shown : `${path}.${shown}`;
    if (inner === undefined) found.push(at);
    else collect(inner, (value as Record<string, unknown>)[name], at, found);
  }
}

/** Letters first, no long number: what somebody would name a field, in any script. */
const isPlainName = (name: string): boolean =>
  /^[\p{L}_][\p{L}\p{N}_-]{0,63}$/u.test(name) && !/\d{5}/.test(name);

const isList = (structure: Structure): structure is readonly Structure[] => Array.isArray(structure);
