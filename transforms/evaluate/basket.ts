import { type AssociationRule, associationRules } from '../../models/index.ts';
import { ClienteleError } from '../../warehouse/index.ts';
import { basketsOfLines, basketsOfRows } from './baskets.ts';
import type { ColumnMap } from './inputFile.ts';
import { secondsSince } from './timing.ts';

export interface BasketEvaluationOptions {
  /** text, one basket a line, no header; with columns, a table of one item a row */
  readonly file: string;
  /** headers of `basket` and `item` */
  readonly columns?: ColumnMap;
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
  /** rows of a table without a basket or an item */
  readonly rowsLeftOut: number;
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
 * @throws ClienteleError where the file cannot be read, holds no baskets, or the support is too low for it
 */
export async function evaluateBasket({
  file,
  columns,
  support,
  confidence,
  top,
}: BasketEvaluationOptions): Promise<BasketEvaluation> {
  const { rows, rowsLeftOut, baskets } = await (columns
    ? basketsOfRows(file, columns)
    : basketsOfLines(file));
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
  const seconds = secondsSince(begun);
  const byLength: Record<string, number> = {};
  for (const { given } of rules) byLength[given.length + 1] = (byLength[given.length + 1] ?? 0) + 1;
  return {
    rows,
    rowsLeftOut,
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
