import { BIGINT, DATE, DOUBLE, INTEGER, VARCHAR } from '@duckdb/node-api';
import { readComments } from '../feedback/comments.ts';
import { type FeedbackParameters, fitFeedback } from '../feedback/fit.ts';
import { feedbackReasons } from '../feedback/reasons.ts';
import { chancesOf, feelings, readNames, sentimentByMonth, themesByMonth } from '../feedback/score.ts';
import { modelStep, openTable } from '../step.ts';

const themeColumns = {
  theme: VARCHAR,
  side: VARCHAR,
  rank: INTEGER,
  strength: DOUBLE,
  month_start_date: DATE,
  mentions: BIGINT,
  comments: BIGINT,
  satisfied_rate: DOUBLE,
  example: VARCHAR,
};
const monthColumns = {
  month_start_date: DATE,
  kind: VARCHAR,
  comments: BIGINT,
  scored_comments: BIGINT,
  satisfied_rate: DOUBLE,
  dissatisfied_rate: DOUBLE,
  positive_probability: DOUBLE,
};

/** What customers speak of and how they feel about it, learned from the business's own scored comments. */
export const step = modelStep<FeedbackParameters>({
  reads: ['comments', 'customers', 'staff', 'products', 'stores'],
  writes: {
    comment_sentiment: openTable({
      description: 'How likely each comment is a satisfied one; none where sentiment could not be learned.',
      grain: 'comment',
      keys: ['landed_seq'],
      columns: { landed_seq: BIGINT, positive_probability: DOUBLE },
      unpublished: true,
    }),
    feedback_themes: openTable({
      description:
        'What dissatisfied and satisfied customers speak of more than each other, by month, with an example in which only words and quantities stand that at least five people use, and no names.',
      grain: 'theme × month',
      keys: ['side', 'theme', 'month_start_date'],
      columns: themeColumns,
    }),
    feedback_sentiment: openTable({
      description:
        'How satisfied comments were by month and kind: the shares of all scored ones that were satisfied, and dissatisfied.',
      grain: 'month × kind of comment',
      keys: ['month_start_date', 'kind'],
      columns: monthColumns,
    }),
  },
  model: {
    name: 'sentiment',
    version: 8,
    settings: ({ models }) => models.sentiment,
    reasons: feedbackReasons,
    card: {
      purpose:
        'How customers feel and what about, in survey answers, reviews, complaints, calls, tickets and replies, in any language.',
      data: 'The latest 5,000 comments that came with a score; for themes the latest 15,000. Addresses, accounts, names after a title, and numbers that count nothing are left out first.',
      method:
        'Two logistic regressions over characters, words and their pairs, one of them weighted by naive Bayes, halfway between and bent to chances by Platt’s method; published where on comments not learned from they lose less than the share of satisfied ones by 1.96 standard errors. Themes are terms whose weighted log-odds with a Dirichlet prior set one side apart, those that come in the same comments together.',
      assumptions: [
        'Whoever scores high is satisfied with what the comment speaks of.',
        'Comments without a score are written like those with one.',
      ],
      limits: [
        'Nothing is learned from fewer scored comments on either side than configured.',
        'Irony and comments of two minds are often misread.',
        'Themes keep to one language each and are named by their words; what fewer than five people said is not shown.',
        'A name that no record has is told by its capital, or by a Chinese surname: others that five people use pass.',
      ],
      sources: [
        'Wang & Manning (2012), Baselines and Bigrams',
        'Monroe, Colaresi & Quinn (2008), Fightin’ Words, Political Analysis 16(4)',
      ],
    },
    score: { table: 'comment_sentiment', column: 'positive_probability' },
    async fit(context) {
      return fitFeedback(await readComments(context), context.config.models.sentiment.minimumComments);
    },
  },

  async run(context) {
    const { sentiment, themes } = context.fitted.parameters;
    const comments = await readComments(context);
    const chances = sentiment ? await chancesOf(comments, sentiment, context) : comments.text.map(() => null);
    const felt = feelings(comments, chances);
    const known = await readNames(context);
    return {
      comment_sentiment: { landed_seq: comments.landedSeq, positive_probability: chances },
      feedback_themes: themesByMonth(comments, themes, felt, known),
      feedback_sentiment: sentimentByMonth(comments, chances),
    };
  },
});
