import type { z } from 'zod';
import type { EventType } from './define.ts';
import { pathText, type Refused, refuse, shown } from './refusal.ts';
import { piiAt } from './structure.ts';

type Issue = z.core.$ZodIssue;

/** The refusal for what a contract found first: `invalid currency: "RMB" (data.currency); use ISO 4217, e.g. CNY`. */
export function explain(event: EventType, data: unknown, issue: Issue | undefined): Refused {
  if (!issue) return refuse('contract', 'contract', 'invalid data (data)', 'data');
  const path = pathText(issue.path);
  const name = String(issue.path.findLast((step) => typeof step === 'string') ?? 'data');
  const value = issue.path.reduce<unknown>(
    (at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step],
    data,
  );
  const what =
    value === undefined
      ? `missing ${name}`
      : `invalid ${name}: ${isPublic(event, issue.path) ? shown(value) : kindOf(value)}`;
  return refuse('contract', 'contract', `${what} (${path}); ${hintOf(issue)}`, path);
}

/** May the value stand in a message that others than stewards read? */
const isPublic = (event: EventType, steps: readonly PropertyKey[]): boolean => {
  const path = steps.map((step) => (typeof step === 'number' ? '[]' : `.${String(step)}`)).join('');
  return piiAt(event, path.slice(1)) === 'none';
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'string' ? `a text of ${value.length} characters` : `${article(typeof value)}`;
}

const article = (kind: string) => (kind === 'object' ? 'an object' : `a ${kind}`);

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const formats: Readonly<Record<string, string>> = {
  date: 'a date that exists, e.g. 2026-03-02',
  datetime: 'a time with its offset, e.g. 2026-03-02T10:15:00+08:00',
};

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' elements' };

function hintOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_format':
      return formats[issue.format] ?? issue.message;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'above' : 'at least'} ${issue.minimum}${units[issue.origin] ?? ''}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}${units[issue.origin] ?? ''}`;
    case 'invalid_union':
      return [...new Set(issue.errors.flatMap(([first]) => (first ? [hintOf(first)] : [])))].join(' or ');
    default:
      return issue.message;
  }
}
