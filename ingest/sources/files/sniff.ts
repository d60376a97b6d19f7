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
 * Finds delimiter and quote from the first lines: the pair under which most rows have the same number of cells, and
 * among those the one with most cells. One column only: a comma.
 */
export function sniff(sample: string, fixed: Partial<Dialect> = {}): Dialect {
  const lines = wholeLines(sample);
  let best: { dialect: Dialect; score: number } | undefined;
  for (const quote of fixed.quote ? [fixed.quote] : ['"', "'"])
    for (const delimiter of fixed.delimiter ? [fixed.delimiter] : delimiters) {
      const score = agreement(lines, { delimiter, quote });
      if (score > (best?.score ?? 0)) best = { dialect: { delimiter, quote }, score };
    }
  return best?.dialect ?? { delimiter: fixed.delimiter ?? ',', quote: fixed.quote ?? '"' };
}

/** Without the last line where the sample may have cut it. */
function wholeLines(sample: string): string {
  const end = sample.lastIndexOf('\n');
  return end > 0 && sample.length > 60_000 ? sample.slice(0, end) : sample;
}

/** Share of rows as wide as the first, then the width; 0 where the first row is one cell. */
function agreement(sample: string, { delimiter, quote }: Dialect): number {
  let parsed: string[][];
  try {
    parsed = parse(sample, { delimiter, quote, relax_column_count: true, skip_empty_lines: true, to: 200 });
  } catch {
    return 0;
  }
  const width = parsed[0]?.length ?? 0;
  if (width < 2) return 0;
  const same = parsed.filter((row) => row.length === width).length / parsed.length;
  // cells that still wear a quotation mark were quoted by something else
  const worn = parsed.flat().filter((cell) => /^(["']).*\1$/.test(cell)).length / parsed.flat().length;
  return same * 1000 + Math.min(width, 500) - worn * 2000;
}
