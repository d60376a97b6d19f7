import {
  beatsShare,
  type ClassifierFigures,
  type CountedTexts,
  classifierFigures,
  countTerms,
  fitSentiment,
  heldOutChances,
  type LinearSentiment,
  linearSentiment,
  type Theme,
  themesOf,
  type Vocabulary,
} from '../../models/index.ts';
import { foldOf } from '../folds.ts';
import { say } from '../say.ts';
import type { Fit } from '../step.ts';
import type { Comments } from './comments.ts';
import { feedbackReasons } from './reasons.ts';
import { leastPeople, saidByMany } from './saidByMany.ts';
import { phrasesOf } from './words.ts';

export interface NamedTheme extends Theme {
  readonly side: 'dissatisfied' | 'satisfied';
}

export interface FeedbackParameters {
  /** nothing where there were too few scored comments, or where it told no more than their share */
  readonly sentiment: LinearSentiment | null;
  readonly themes: readonly NamedTheme[];
}

/** Scored comments learned from, the latest; more teach little, and take time. */
const mostLearned = 5000;
/** Comments looked at for themes, the latest. */
const mostRead = 15_000;
const folds = 3;
const mostTerms = 8000;

/** Learns sentiment where there are enough scored comments and it can be told from words; finds themes. */
export function fitFeedback(comments: Comments, minimum: number): Fit<FeedbackParameters> {
  const scored = comments.isSatisfied.flatMap((one, i) => (one === null ? [] : [i])).slice(-mostLearned);
  const texts = scored.map((i) => comments.text[i] as string);
  const labels = Uint8Array.from(scored, (i) => comments.isSatisfied[i] as number);
  const positives = labels.reduce((sum, one) => sum + one, 0);
  const themes = feedbackThemes(comments);
  const none = (reason: string, figures: Fit<FeedbackParameters>['figures']): Fit<FeedbackParameters> => ({
    parameters: { sentiment: null, themes },
    rows: labels.length,
    chosen: 'none',
    reason,
    figures,
  });
  if (Math.min(positives, labels.length - positives) < minimum)
    return none(
      say(feedbackReasons.tooFew, {
        satisfied: positives,
        dissatisfied: labels.length - positives,
        least: minimum,
      }),
      {},
    );
  // what is recorded of a fit must not give away what one person said
  const counted = countTerms(texts);
  const isKept = saidByMany(
    counted.texts.map(({ terms }) => Array.from(terms, (term) => counted.names[term] as string)),
    scored.map((i) => comments.customerId[i] ?? null),
  );
  const vocabulary = { leastComments: 3, mostTerms, isKept };
  const chances = heldOut(counted, labels, vocabulary);
  const share = positives / labels.length;
  const [learned, plain] = [chances, new Float64Array(labels.length).fill(share)].map((one) =>
    figuresOf(classifierFigures(one, labels)),
  ) as [Figures, Figures];
  const figures = { learned, share: plain };
  if (!beatsShare(texts, chances, share, labels))
    return none(
      say(feedbackReasons.noBetter, {
        comments: labels.length,
        loss: learned.logLoss.toFixed(3),
        shareLoss: plain.logLoss.toFixed(3),
      }),
      figures,
    );
  return {
    parameters: { sentiment: linearSentiment(fitSentiment(counted, labels, vocabulary)), themes },
    rows: labels.length,
    chosen: 'learned',
    reason: say(feedbackReasons.learned, {
      auc: (100 * learned.auc).toFixed(1),
      error: (100 * learned.expectedCalibrationError).toFixed(1),
    }),
    figures,
  };
}

/** Chances of comments that were not learned from. */
const heldOut = (comments: CountedTexts, labels: Uint8Array, vocabulary: Vocabulary): Float64Array =>
  heldOutChances(
    comments,
    labels,
    Uint8Array.from(comments.texts, ({ text }) => foldOf(text, folds)),
    folds,
    vocabulary,
  );

/** All figures but the lift of a tenth: nobody picks comments by their chance. */
const figuresOf = ({ topDecileLift: _, ...figures }: ClassifierFigures) => figures;
type Figures = ReturnType<typeof figuresOf>;

/**
 * What dissatisfied and satisfied people speak of more than each other; a complaint is dissatisfied. Nothing
 * that fewer than five people said.
 */
function feedbackThemes({ kind, isSatisfied, text, customerId }: Comments): readonly NamedTheme[] {
  const from = Math.max(0, text.length - mostRead);
  const sides = isSatisfied.slice(from).map((one, i) => (kind[from + i] === 'complaint' ? 0 : one));
  const phrases = text.slice(from).map((one, i) => (sides[i] === null ? new Set<string>() : phrasesOf(one)));
  const isSaid = saidByMany(phrases, customerId.slice(from));
  const kept = phrases.map((one) => new Set([...one].filter(isSaid)));
  return (['dissatisfied', 'satisfied'] as const).flatMap((side) =>
    themesOf(
      kept,
      (i) => sides[i] === (side === 'satisfied' ? 1 : 0),
      (i) => sides[i] === (side === 'satisfied' ? 0 : 1),
      { leastComments: leastPeople },
    ).map((theme) => ({ ...theme, side })),
  );
}
