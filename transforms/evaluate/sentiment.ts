import path from 'node:path';
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
import { foldOf } from '../folds.ts';
import { type ColumnMap, leaveOut, readInputFile } from './inputFile.ts';
import { byFrequency, type LabelValues } from './labelledTable.ts';
import { sentimentSide } from './labelWords.ts';
import { emptyMissing, isMissing } from './missing.ts';
import { decimalMark, numberOf } from './numbers.ts';
import { secondsSince } from './timing.ts';

export interface SentimentEvaluationOptions {
  readonly file: string;
  /** headers of `text` and `label` */
  readonly columns: ColumnMap;
  /** the label's value that counts as positive; without it scores, or words that are known */
  readonly positive?: string;
  readonly folds: number;
}

export interface SentimentEvaluation extends ClassifierFigures {
  readonly rows: number;
  /** rows without a text or without a label, NA and the like included */
  readonly rowsLeftOut: number;
  /** those with a label on one side */
  readonly texts: number;
  readonly positives: number;
  /** the label's values on either side, the frequent ones first, and those in the middle, which do not count */
  readonly label: LabelValues & { readonly between: readonly string[] };
  readonly accuracy: number;
  /** of the positive side */
  readonly f1: number;
  readonly seconds: number;
}

/**
 * Fewer different texts than these on either side teach nothing that could be checked: those of one text share a fold.
 */
const leastTexts = 50;

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
  const kinds = byFrequency(read.marks);
  const sides = sidesOf(kinds, positive);
  if (!sides)
    throw new ClienteleError(
      'label-invalid',
      `${columns.label} has labels such as ${kinds.slice(0, 4).join(', ')}; scores or two values are wanted: name the positive one as label=${columns.label}=<value>`,
    );
  const on = (side: 0 | 1 | 'between') => kinds.filter((kind) => sides.get(kind) === side);
  const kept = read.texts.flatMap((text, i) => {
    const side = sides.get(read.marks[i] as string);
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
      `${positiveTexts} different positive and ${negativeTexts} different negative texts among ${texts.length}; at least ${leastTexts} of each are needed to learn from`,
    );
  const begun = performance.now();
  const chances = chancesByFolds(texts, labels, folds);
  return {
    rows: read.texts.length + read.rowsLeftOut,
    rowsLeftOut: read.rowsLeftOut,
    texts: texts.length,
    positives,
    label: { positive: on(1), negative: on(0), between: on('between') },
    ...calls(chances, labels),
    ...classifierFigures(chances, labels),
    seconds: secondsSince(begun),
  };
}

/** The chance of each text to be positive, by what was learned from the other folds. */
function chancesByFolds(texts: readonly string[], labels: Uint8Array, folds: number): Float64Array {
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
  return chances;
}

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

type Sides = ReadonlyMap<string, 0 | 1 | 'between'>;

/** The side that each label is on; undefined where they cannot be told. */
function sidesOf(kinds: readonly string[], positive: string | undefined): Sides | undefined {
  if (positive !== undefined) {
    if (!kinds.includes(positive)) return undefined;
    const side = (kind: string) =>
      kind === positive ? 1 : sentimentSide(kind) === 'between' ? 'between' : 0;
    return new Map(kinds.map((kind) => [kind, side(kind)]));
  }
  return sidesOfScores(kinds) ?? sidesOfWords(kinds);
}

function sidesOfScores(kinds: readonly string[]): Sides | undefined {
  const mark = decimalMark(kinds);
  const scores = kinds.map((kind) => numberOf(kind, mark));
  if (kinds.length < 2 || !scores.every(Number.isFinite)) return undefined;
  const middle = (Math.min(...scores) + Math.max(...scores)) / 2;
  const side = (score: number) => (score === middle ? 'between' : score > middle ? 1 : 0);
  return new Map(kinds.map((kind, i) => [kind, side(scores[i] as number)]));
}

/** Every word must be known; of two, one that is positive is enough. */
function sidesOfWords(kinds: readonly string[]): Sides | undefined {
  const sides = kinds.map((kind) => [kind, sentimentSide(kind)] as const);
  const told = sides.filter(([, side]) => side !== 'between');
  const isPair = told.length === 2 && told.filter(([, side]) => side === 1).length === 1;
  if (told.length < 2 || (!isPair && told.some(([, side]) => side === undefined))) return undefined;
  return new Map(sides.map(([kind, side]) => [kind, side ?? 0]));
}

async function readTexts(
  connection: DuckDBConnection,
  file: string,
  columns: ColumnMap,
  positive: string | undefined,
) {
  await readInputFile(connection, file, columns);
  if (positive === undefined || !isMissing(positive)) await emptyMissing(connection, 'label');
  const needed = ['text', 'label'].map((name) => ({ name, header: columns[name] ?? name }));
  const rowsLeftOut = await leaveOut(connection, path.basename(file), needed);
  const reader = await connection.runAndReadAll('select text, label from input order by row_number');
  const [texts = [], marks = []] = reader.getColumns() as [string[], string[]];
  if (texts.length === 0) throw new ClienteleError('rows-none', `${file} has no rows`);
  return { texts, marks, rowsLeftOut };
}
