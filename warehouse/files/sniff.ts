import { parse } from 'csv-parse/sync';

/** How a CSV file separates and quotes its cells. */
export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
}

const delimiters = [',', '\t', ';', '|', '，'] as const;

/** A delimiter's name for people. */
export const delimiterName = (delimiter: string): string => (delimiter === '\t' ? 'tab' : `"${delimiter}"`);

/**
 * Finds delimiter and quote from the first lines: the delimiter under which most rows have the same number of cells,
 * and among those the one with most cells. One column only: a comma.
 */
export function sniff(sample: string, fixed: Partial<Dialect> = {}): Dialect {
  const lines = wholeLines(sample);
  const quote = fixed.quote ?? findQuote(lines);
  let best: { delimiter: string; score: number } | undefined;
  for (const delimiter of fixed.delimiter ? [fixed.delimiter] : delimiters) {
    const score = agreement(lines, delimiter, quote);
    if (score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return { delimiter: best?.delimiter ?? fixed.delimiter ?? ',', quote };
}

/** `'` only where cells stand between two of them and none begins with `"`. */
function findQuote(lines: string): string {
  const single = /(^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)/m.test(lines);
  const double = /(^|[,;\t|])"/m.test(lines);
  return single && !double ? "'" : '"';
}

/** Without the last line where the sample may have cut it. */
function wholeLines(sample: string): string {
  const end = sample.lastIndexOf('\n');
  return end > 0 && sample.length > 60_000 ? sample.slice(0, end) : sample;
}

/** Share of rows as wide as the first, then the width; 0 where the first row is one cell. */
function agreement(sample: string, delimiter: string, quote: string): number {
  const rows = parsed(sample, delimiter, quote) ?? parsed(sample, delimiter, false) ?? [];
  const width = rows[0]?.length ?? 0;
  if (width < 2) return 0;
  const same = rows.filter((row) => row.length === width).length / rows.length;
  return same * 1000 + Math.min(width, 500);
}

function parsed(sample: string, delimiter: string, quote: string | false): string[][] | undefined {
  try {
    return parse(sample, { delimiter, quote, relax_column_count: true, skip_empty_lines: true, to: 200 });
  } catch {
    return undefined;
  }
}
