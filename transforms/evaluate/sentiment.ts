import type { DuckDBConnection } from '@duckdb/node-api';
import {
  type ClassifierFigures,
  classifierFigures,
  countTerms,
  fitSentiment,
  predictSentiment,
  textsWhere,
} from '../../models/index.ts';
import { ClienteleError, openEngine } from '../../warehouse/index.ts';
import { type ColumnMap, readInputFile } from './inputFile.ts';
import { foldOf } from './labelledTable.ts';

export interface SentimentEvaluationOptions {
  readonly file: string;
  /** headers of `text` and `label` */
  readonly columns: ColumnMap;
  readonly folds: number;
}

export interface SentimentEvaluation extends ClassifierFigures {
  readonly rows: number;
  /** rows without a text or without a label */
  readonly rowsLeftOut: number;
  /** those with a label on one side */
  readonly texts: number;
  readonly positives: number;
  readonly accuracy: number;
  /** of the positive side */
  readonly f1: number;
  readonly seconds: number;
}

/** Fewer texts than these on either side teach nothing that could be checked. */
const leastTexts = 50;

/**
 * Learns sentiment from labelled texts and holds it to the folds that it did not see.
 * @throws ClienteleError naming the column or row that does not fit
 */
export async function evaluateSentiment({
  file,
  columns,
  folds,
}: SentimentEvaluationOptions): Promise<SentimentEvaluation> {
  const engine = await openEngine();
  let read: Awaited<ReturnType<typeof readTexts>>;
  try {
    read = await readTexts(await engine.connect(), file, columns);
  } finally {
    engine.close();
  }
  const sides = sidesOf(read.marks);
  if (!sides)
    throw new ClienteleError(
      'label-invalid',
      `${columns.label} has labels such as ${[...new Set(read.marks)].slice(0, 4).join(', ')}; scores, or two values of which one is 1, true, positive, good or yes`,
    );
  const kept = read.texts.flatMap((text, i) =>
    sides[i] === undefined ? [] : [{ text, label: sides[i] as number }],
  );
  const texts = kept.map(({ text }) => text);
  const labels = Uint8Array.from(kept, ({ label }) => label);
  const positives = labels.reduce((sum, one) => sum + one, 0);
  if (Math.min(positives, labels.length - positives) < leastTexts)
    throw new ClienteleError(
      'too-few-data',
      `${positives} positive and ${labels.length - positives} negative texts; at least ${leastTexts} of each are needed to learn from`,
    );
  const begun = performance.now();
  const counted = countTerms(texts);
  const foldOfText = Uint8Array.from(texts, (text) => foldOf(text, folds));
  const chances = new Float64Array(texts.length);
  for (let fold = 0; fold < folds; fold++) {
    const model = fitSentiment(
      textsWhere(counted, (i) => foldOfText[i] !== fold),
      labels.filter((_, i) => foldOfText[i] !== fold),
    );
    const given = predictSentiment(
      model,
      textsWhere(counted, (i) => foldOfText[i] === fold),
    );
    let at = 0;
    foldOfText.forEach((one, i) => {
      if (one === fold) chances[i] = given[at++] as number;
    });
  }
  let [right, hits, called] = [0, 0, 0];
  chances.forEach((chance, i) => {
    const says = chance >= 0.5 ? 1 : 0;
    if (says === labels[i]) right++;
    called += says;
    hits += says * (labels[i] as number);
  });
  return {
    rows: read.texts.length + read.rowsLeftOut,
    rowsLeftOut: read.rowsLeftOut,
    texts: texts.length,
    positives,
    accuracy: right / texts.length,
    f1: called + positives > 0 ? (2 * hits) / (called + positives) : 0,
    ...classifierFigures(chances, labels),
    seconds: Math.round(performance.now() - begun) / 1000,
  };
}

/** 1, 0, or undefined for a score in the middle; undefined altogether where the labels cannot be told. */
function sidesOf(marks: readonly string[]): readonly (0 | 1 | undefined)[] | undefined {
  const kinds = [...new Set(marks)];
  const numbers = marks.map(Number);
  if (numbers.every(Number.isFinite) && kinds.length > 1) {
    const middle = (numbers.reduce((a, b) => Math.min(a, b)) + numbers.reduce((a, b) => Math.max(a, b))) / 2;
    return numbers.map((one) => (one === middle ? undefined : one > middle ? 1 : 0));
  }
  const good = /^(1|true|t|yes|y|pos|positive|good|好评|正面|积极)$/i;
  if (kinds.length !== 2 || kinds.filter((kind) => good.test(kind)).length !== 1) return undefined;
  return marks.map((mark) => (good.test(mark) ? 1 : 0));
}

async function readTexts(connection: DuckDBConnection, file: string, columns: ColumnMap) {
  const rowsLeftOut = await readInputFile(connection, file, columns, ['text', 'label']);
  const reader = await connection.runAndReadAll('select text, label from input order by row_number');
  const [texts = [], marks = []] = reader.getColumns() as [string[], string[]];
  if (texts.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  return { texts, marks, rowsLeftOut };
}
