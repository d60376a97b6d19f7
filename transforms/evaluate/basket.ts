import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { type AssociationRule, associationRules } from '../../models/index.ts';
import { ClienteleError } from '../../warehouse/index.ts';

export interface BasketEvaluationOptions {
  /** text, one basket a line, items separated by commas, no header; may be compressed (.gz) */
  readonly file: string;
  readonly support: number;
  readonly confidence: number;
  /** rules to show */
  readonly top: number;
}

export interface NamedRule {
  readonly given: readonly string[];
  readonly item: string;
  readonly support: number;
  readonly confidence: number;
  readonly lift: number;
}

export interface BasketEvaluation {
  readonly rows: number;
  readonly baskets: number;
  readonly items: number;
  readonly rules: number;
  /** rules by the number of items in them, both sides together */
  readonly byLength: Readonly<Record<string, number>>;
  /** the most lifted */
  readonly top: readonly NamedRule[];
  readonly seconds: number;
}

/**
 * Affinity rules of a file of baskets.
 * @throws ClienteleError where the file cannot be read or the support is too low for it
 */
export function evaluateBasket({
  file,
  support,
  confidence,
  top,
}: BasketEvaluationOptions): BasketEvaluation {
  const baskets = readBaskets(file);
  const numbers = new Map<string, number>();
  const numbered = baskets.map((items) =>
    items.map((item) => {
      const known = numbers.get(item) ?? numbers.size;
      numbers.set(item, known);
      return known;
    }),
  );
  const names = [...numbers.keys()];
  const begun = performance.now();
  let rules: readonly AssociationRule[];
  try {
    rules = associationRules(numbered, { support, confidence });
  } catch (error) {
    if (error instanceof RangeError)
      throw new ClienteleError('support-too-low', error.message, { cause: error });
    throw error;
  }
  const seconds = Math.round(performance.now() - begun) / 1000;
  const byLength: Record<string, number> = {};
  for (const { given } of rules) byLength[given.length + 1] = (byLength[given.length + 1] ?? 0) + 1;
  return {
    rows: baskets.length,
    baskets: baskets.length,
    items: names.length,
    rules: rules.length,
    byLength,
    top: rules.slice(0, top).map((rule) => ({
      given: rule.given.map((item) => names[item] ?? ''),
      item: names[rule.item] ?? '',
      support: rule.support,
      confidence: rule.confidence,
      lift: rule.lift,
    })),
    seconds,
  };
}

function readBaskets(file: string): readonly (readonly string[])[] {
  if (!fs.existsSync(file) || !fs.statSync(file).isFile())
    throw new ClienteleError('file-missing', `no file at ${file}`);
  const where = path.basename(file);
  const bytes = fs.readFileSync(file);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? zlib.gunzipSync(bytes) : bytes).toString('utf8');
  let records: readonly (readonly string[])[];
  try {
    records = parse(text, {
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new ClienteleError('file-unreadable', `${where} cannot be read: ${message}`, { cause: error });
  }
  const baskets = records
    .map((items) => [...new Set(items.filter((item) => item !== ''))])
    .filter((items) => items.length > 0);
  if (baskets.length === 0) throw new ClienteleError('rows-none', `${where} has no baskets`);
  return baskets;
}
