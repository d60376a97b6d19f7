import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ClassifierFigures, classifierFigures, countTerms, heldOutChances } from '../../models/index.ts';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import { foldOf } from '../folds.ts';
import { type ColumnMap, leaveOut, readInputFile } from './inputFile.ts';
import { byFrequency, type LabelValues } from './labelledTable.ts';
import { namedLabels, sentimentSide } from './labelWords.ts';
import { emptyMissing, isMissing } from './missing.ts';
import { middleOf, type Scale } from './sentimentScale.ts';
import { type SentimentSide, sentimentSides } from './sentimentSides.ts';
import { secondsSince } from './timing.ts';

export interface SentimentEvaluationOptions {
  readonly file: string;
  /** headers of `text` and `label` */
  readonly columns: ColumnMap;
  /** the label's values that count as positive, | between them; without it scores, or words that are known */
  readonly positive?: string;
  readonly folds: number;
}

export interface SentimentEvaluation extends ClassifierFigures {
  readonly rows: number;
  /** rows without a text or without a label, NA and the like included */
  readonly rowsLeftOut: number;
  /** rows whose label is off the scale of the others, or not known where nearly all are: left out too */
  readonly rowsOutside: number;
  /** those with a label on one side */
  readonly texts: number;
  readonly positives: number;
  /**
   * the label's values on either side, those in the middle, which do not count, and those off the scale or not known: of
   * each the twenty most frequent, the frequent ones first
   */
  readonly label: LabelValues & {
    readonly between: readonly string[];
    readonly outside: readonly string[];
    /** what scores were taken to be on */
    readonly scale?: Scale;
  };
  readonly accuracy: number;
  /** of the positive side */
  readonly f1: number;
  readonly seconds: number;
}

/**
 * Fewer different texts than these on either side teach nothing that could be checked: those of one text share a fold.
 */
const leastTexts = 50;
/** Scores with decimals may have thousands of values. */
const shownLabels = 20;

/**
 * Learns sentiment from labelled texts and holds it to the folds that it did not see.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateSentiment({
  file,
  columns,
  positive,
  folds,
}: SentimentEvaluationOptions): Promise<SentimentEvaluation> {
  const engine = await openEngine();
  let read: Awaited<ReturnType<typeof readTexts>>;
  try {
    read = await readTexts(await engine.connect(), file, columns, positive);
  } finally {
    engine.close();
  }
  const rows = rowsByLabel(read.marks);
  const kinds = [...rows.keys()];
  const sides = sentimentSides(rows, positive);
  if (!sides) throw new ClienteleError('label-invalid', whyUntold(columns.label ?? 'label', kinds));
  const on = (side: SentimentSide) => kinds.filter((kind) => sides.of.get(kind) === side);
  const shown = (side: SentimentSide) => on(side).slice(0, shownLabels);
  const kept = read.texts.flatMap((text, i) => {
    const side = sides.of.get(read.marks[i] as string);
    return side === 0 || side === 1 ? [{ text, label: side }] : [];
  });
  const texts = kept.map(({ text }) => text);
  const labels = Uint8Array.from(kept, ({ label }) => label);
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const different = (side: 0 | 1) => new Set(texts.filter((_, i) => labels[i] === side)).size;
  const [negativeTexts, positiveTexts] = [different(0), different(1)];
  if (Math.min(negativeTexts, positiveTexts) < leastTexts)
    throw new ClienteleError(
      'too-few-data',
      `${positiveTexts} different positive and ${negativeTexts} different negative texts among ${texts.length}; at least ${leastTexts} of each are needed to learn from${sides.scale ? `; ${scaleInWords(sides.scale)}` : ''}`,
    );
  const begun = performance.now();
  const chances = chancesByFolds(texts, labels, folds);
  return {
    rows: read.texts.length + read.rowsLeftOut,
    rowsLeftOut: read.rowsLeftOut,
    rowsOutside: on('outside').reduce((sum, kind) => sum + (rows.get(kind) as number), 0),
    texts: texts.length,
    positives,
    label: {
      ...{ positive: shown(1), negative: shown(0), between: shown('between'), outside: shown('outside') },
      ...(sides.scale ? { scale: sides.scale } : {}),
    },
    ...calls(chances, labels),
    ...classifierFigures(chances, labels),
    seconds: secondsSince(begun),
  };
}

/** How many rows have each label, the frequent ones first. */
function rowsByLabel(marks: readonly string[]): ReadonlyMap<string, number> {
  const rows = new Map(byFrequency(marks).map((kind) => [kind, 0]));
  for (const mark of marks) rows.set(mark, (rows.get(mark) as number) + 1);
  return rows;
}

/** Why the sides of labels cannot be told, and how to tell them. */
function whyUntold(header: string, kinds: readonly string[]): string {
  const found = `${header} has labels such as ${kinds.slice(0, 6).join(', ')}; scores of a customary scale, known words or two values are wanted, in all but one row in twenty`;
  return kinds.filter((kind) => sentimentSide(kind) !== 'between').length > 2
    ? `${found}: name all the positive ones, in quotes, as "label=${header}=<value>|<value>"; the others are negative then`
    : `${found}: name the positive one as label=${header}=<value>`;
}

const scaleInWords = (scale: Scale): string =>
  `on a scale of ${scale.low} to ${scale.high}, positive is what is above ${middleOf(scale)}`;

/** The chance of each text to be positive, by what was learned from the other folds. */
const chancesByFolds = (texts: readonly string[], labels: Uint8Array, folds: number): Float64Array =>
  heldOutChances(
    countTerms(texts, true),
    labels,
    Uint8Array.from(texts, (text) => foldOf(text, folds)),
    folds,
  );

/** How good it is to call positive what is as likely so as not. */
function calls(chances: Float64Array, labels: Uint8Array): Pick<SentimentEvaluation, 'accuracy' | 'f1'> {
  let [right, hits, called, positives] = [0, 0, 0, 0];
  chances.forEach((chance, i) => {
    const [says, is] = [chance >= 0.5 ? 1 : 0, labels[i] as number];
    if (says === is) right++;
    called += says;
    positives += is;
    hits += says * is;
  });
  return {
    accuracy: right / labels.length,
    f1: called + positives > 0 ? (2 * hits) / (called + positives) : 0,
  };
}

async function readTexts(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
  positive: string | undefined,
) {
  await readInputFile(connection, file, columns);
  if (positive === undefined || !namedLabels(positive).some((one) => isMissing(one, 'categories')))
    await emptyMissing(connection, 'label', 'categories');
  const needed = ['text', 'label'].map((name) => ({ name, header: columns[name] ?? name }));
  const rowsLeftOut = await leaveOut(connection, path.basename(file), needed);
  const reader = await connection.runAndReadAll('select text, label from input order by row_number');
  const [texts = [], marks = []] = reader.getColumns() as [string[], string[]];
  if (texts.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  return { texts, marks, rowsLeftOut };
}
