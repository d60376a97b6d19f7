import { fitLogistic } from '../classify/logistic.ts';
import { lossOfChance, lossOfLogOdds, sigmoid } from '../numeric/logisticFunctions.ts';
import { type CountedTexts, textsWhere } from './countedTexts.ts';
import { fitSparse, hasTerms, scores, sparse, times } from './sparseLogistic.ts';
import { type LearnedTerms, placesOf, type Rows, rowsOf, type Vocabulary } from './termRows.ts';
import { isPart } from './terms.ts';

/** Learned weights of terms; the chance that a comment is positive is that of two models halfway between. */
export interface Sentiment extends LearnedTerms {
  /** of TF-IDF, and of TF-IDF times the ratio; the last element is the intercept */
  readonly weights: Float64Array;
  readonly ratioWeights: Float64Array;
  /** what bends scores to chances, found on comments that a first fit did not see */
  readonly slope: number;
  readonly shift: number;
  /** of positive comments among those learned from, 0 to 1: the chance of a comment without any learned term */
  readonly share: number;
}

/**
 * Learns from comments with labels (1 positive, 0 negative), in whatever language they are written: logistic regression
 * over TF-IDF (1 + log of the count, rows of length one) of terms in at least two comments, and a second one in which
 * each term is weighted by what naive Bayes says of it. Their mean is bent to chances by Platt's two parameters, found
 * on fifths of the comments that share no text with those learned from; what these lose says how much weights may cost,
 * and whether parts of words, where they were counted, are learned too.
 *
 * Source: Wang & Manning (2012), Baselines and Bigrams: Simple, Good Sentiment and Topic Classification.
 */
export function fitSentiment(
  comments: CountedTexts,
  labels: Uint8Array,
  vocabulary: Vocabulary = { leastComments: 2, mostTerms: Number.POSITIVE_INFINITY },
): Sentiment {
  const { isKept = () => true } = vocabulary;
  const whole = { ...vocabulary, isKept: (term: string) => !isPart(term) && isKept(term) };
  const tried = [whole, ...(areOfParts(comments) ? [vocabulary] : [])].map((known) => ({
    known,
    ...bestCost(partsOf(comments, labels, known)),
  }));
  const { known, cost, fits, slope, shift } = tried.reduce((best, one) =>
    one.loss < best.loss ? one : best,
  );
  return { ...weigh(rowsOf(comments, labels, known), cost, fits.at(-1)), slope, shift };
}

/** Whether the comments are written in words with spaces between: a name among Chinese ones is too little. */
function areOfParts({ names, texts }: CountedTexts): boolean {
  const parts = Uint8Array.from(names, (name) => (isPart(name) ? 1 : 0));
  let [ofParts, all] = [0, 0];
  for (const { terms, counts } of texts)
    terms.forEach((term, i) => {
      const count = counts[i] as number;
      all += count;
      ofParts += (parts[term] as number) * count;
    });
  return 3 * ofParts > all;
}

/** The trial of the cost under which comments held out lose least. */
function bestCost(parts: readonly Part[]): Trial {
  const [first, ...others] = costs;
  let best = tryCost(parts, first);
  for (const cost of others) {
    const next = tryCost(parts, cost, best.fits);
    if (!(next.loss < best.loss)) break;
    best = next;
  }
  return best;
}

const folds = 5;
/** Below this number of texts every fifth is held out in turn; from there on one fifth tells enough. */
const fewTexts = 1500;
/** Next to no penalty on Platt's slope: it ends the search where the scores part the labels. */
const plattPenalty = 1e-2;
/** Fewer comments held out do not tell Platt's two parameters; the scores are then taken as log odds. */
const leastHeld = 50;
/**
 * Weights of the loss against ½ Σ w², scikit-learn's C, tried from the first on as long as the loss on comments held
 * out falls: rows of length one ask for larger weights than its usual 1, and long or many texts for larger ones yet.
 */
const costs = [2, 8, 32] as const;

/** Comments to learn from, and some that share no text with them. */
interface Part {
  readonly inside: Rows;
  readonly outside: CountedTexts;
  readonly labels: Uint8Array;
}

function partsOf(comments: CountedTexts, labels: Uint8Array, vocabulary: Vocabulary): readonly Part[] {
  const { texts } = comments;
  // the same words said again teach nothing of how sure to be of words never seen
  const places = new Map<string, number>();
  for (const { text } of texts) if (!places.has(text)) places.set(text, places.size);
  const foldOf = Uint8Array.from(texts, ({ text }) => (places.get(text) ?? 0) % folds);
  return Array.from({ length: texts.length < fewTexts ? folds : 1 }, (_, fold) => ({
    inside: rowsOf(
      textsWhere(comments, (i) => foldOf[i] !== fold),
      labels.filter((_, i) => foldOf[i] !== fold),
      vocabulary,
    ),
    outside: textsWhere(comments, (i) => foldOf[i] === fold),
    labels: labels.filter((_, i) => foldOf[i] === fold),
  }));
}

/** What a cost comes to: the fits of the parts, what bends their scores to chances, and what these lose. */
interface Trial extends Pick<Sentiment, 'slope' | 'shift'> {
  readonly cost: number;
  readonly fits: readonly Terms[];
  readonly loss: number;
}

function tryCost(parts: readonly Part[], cost: number, near: readonly Terms[] = []): Trial {
  const fits: Terms[] = [];
  for (const { inside } of parts) fits.push(weigh(inside, cost, near[fits.length] ?? fits.at(-1)));
  const held: { readonly score: number; readonly label: number }[] = [];
  let loss = 0;
  parts.forEach(({ outside, labels }, i) => {
    const fit = fits[i] as Terms;
    scoresOf(fit, outside).forEach((score, at) => {
      const label = labels[at] as number;
      if (score === undefined) loss += lossOfChance(fit.share, label);
      else held.push({ score, label });
    });
  });
  const platt = fitLogistic(
    { rows: held.length, columns: 1, values: Float64Array.from(held, ({ score }) => score) },
    Uint8Array.from(held, ({ label }) => label),
    plattPenalty,
  );
  const isSound = held.length >= leastHeld && (platt.weights[0] as number) > 0;
  const [slope, shift] = isSound ? [platt.weights[0] as number, platt.intercept] : [1, 0];
  for (const { score, label } of held) loss += lossOfLogOdds(shift + slope * score, label);
  return { cost, fits, slope, shift, loss };
}

type Terms = Omit<Sentiment, 'slope' | 'shift'>;

/** Learns the weights of the terms; the search begins at those of `near`, learned from most of the same comments. */
function weigh({ plain, weighted, labels, ...known }: Rows, cost: number, near?: Terms): Terms {
  const { names, terms } = known;
  const nearPlaces = placesOf(near?.terms ?? [], names.length);
  const begin = (of: Float64Array | undefined) => {
    const weights = new Float64Array(terms.length + 1);
    terms.forEach((term, at) => {
      weights[at] = of?.[nearPlaces[term] as number] ?? 0;
    });
    weights[terms.length] = of?.at(-1) ?? 0;
    return weights;
  };
  return {
    ...known,
    weights: fitSparse(plain, labels, begin(near?.weights), cost),
    ratioWeights: fitSparse(weighted, labels, begin(near?.ratioWeights), cost),
    share: labels.reduce((sum, one) => sum + one, 0) / labels.length,
  };
}

/** The chance, 0 to 1, that each comment is positive; their terms must be numbered as those learned from. */
export const predictSentiment = (model: Sentiment, texts: CountedTexts): Float64Array =>
  Float64Array.from(scoresOf(model, texts), (score) =>
    score === undefined ? model.share : sigmoid(model.shift + model.slope * score),
  );

/** Log odds before they are bent; nothing of a comment without any learned term, of which the intercept would be all. */
function scoresOf(
  { terms, idf, ratio, weights, ratioWeights }: Terms,
  { names, texts }: CountedTexts,
): readonly (number | undefined)[] {
  const rows = sparse(texts, placesOf(terms, names.length), idf);
  const first = scores(rows, weights);
  const second = scores(times(rows, ratio), ratioWeights);
  return Array.from(first, (one, row) =>
    hasTerms(rows, row) ? (one + (second[row] as number)) / 2 : undefined,
  );
}
