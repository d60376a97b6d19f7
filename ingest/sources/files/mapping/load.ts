import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ClienteleError } from '../../../../warehouse/index.ts';
import { type Mapping, mappingSchema } from './schema.ts';

/** A mapping that passed its checks, with a hash of what it says (comments and layout aside). */
export interface LoadedMapping {
  readonly name: string;
  readonly mapping: Mapping;
  readonly hash: string;
}

/**
 * Reads a mapping file.
 * @throws ClienteleError `mapping-missing`, `mapping-invalid` (with line and key)
 */
export function loadMapping(file: string): LoadedMapping {
  if (!fs.existsSync(file))
    throw new ClienteleError(
      'mapping-missing',
      `no mapping file at ${file}; clientele mapping suggest FILE drafts one`,
    );
  return parseMapping(fs.readFileSync(file, 'utf8'), path.basename(file));
}

/** A column of a list in braces: YAML takes its brackets for a list of its own. */
const bracketed = /\{.*[^'"\s]\[\]\./;

/** As `loadMapping`, from the text itself; `name` is used in messages. */
export function parseMapping(text: string, name: string): LoadedMapping {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const broken = document.errors[0];
  if (broken) {
    const lines = text.split('\n');
    const { line, col } = counter.linePos(broken.pos[0]);
    throw new ClienteleError(
      'mapping-invalid',
      `${name}, line ${line}, column ${col}: ${broken.message.split('\n')[0]?.replace(/ at line.*$/, '')}${bracketed.test(lines[line - 1] ?? '') ? "; within { } a name with brackets is quoted: 'items[].sku'" : ''}`,
    );
  }
  const parsed = mappingSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const told = parsed.error.issues.flatMap((issue) => flat(issue)).slice(0, 5);
    const lineOf = (keys: readonly PropertyKey[]): number => {
      for (let length = keys.length; length >= 0; length--) {
        const node = document.getIn(keys.slice(0, length), true);
        if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
      }
      return 1;
    };
    const where = told.map(
      ({ keys, message }) =>
        `${name}, line ${lineOf(keys)}, ${keys.map(String).join('.') || '(top)'}: ${message}`,
    );
    throw new ClienteleError('mapping-invalid', where.join('\n'));
  }
  const hash = createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex');
  return { name, mapping: parsed.data, hash };
}

/** The issues of the alternative that came closest, in place of "invalid input" for a union. */
function flat(
  issue: z.core.$ZodIssue,
  prefix: readonly PropertyKey[] = [],
): { keys: readonly PropertyKey[]; message: string }[] {
  const keys = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ keys: [...keys, key], message: `"${key}" is not known here` }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const depth = (issues: readonly z.core.$ZodIssue[]) =>
      Math.max(...issues.map(({ path: at, code }) => at.length + (code === 'unrecognized_keys' ? 1 : 0)));
    const [closest] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
    return (closest ?? []).flatMap((inner) => flat(inner, keys));
  }
  return [{ keys, message: issue.message }];
}
