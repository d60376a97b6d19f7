import type { ModelCard } from '../step.ts';

/** What a reader must know of churn probabilities. */
export const churnCard: ModelCard = {
  purpose:
    'How likely each customer who bought is to buy nothing within the horizon, why, and what is at stake. For choosing whom to win back first; not for decisions that bind a person.',
  data: 'Orders, refunds, interactions, tickets and CSAT answers of each customer up to a cut-off date, orders as they stood then, at up to four earlier cut-off dates for learning, a horizon apart, and at the as-of date for scoring.',
  method:
    'Logistic regression and boosted trees (of up to 20,000 rows the mean of two: a fit of all of them, and the mean of five fits without a fifth each), fitted on the earlier cut-off dates and calibrated (beta calibration, by Platt’s two parameters where a slope would turn round; of many rows by the shares of groups, made not to fall, where that helps) on rows of all of them that were held out of the fit; chosen by log loss on the latest cut-off date whose horizon is over, all chances moved to the share that left then, where recency alone must beat the share that left, and a model what then stands, by more than chance (one in twenty). The chosen one is then fitted to all cut-off dates. Reasons are its own contributions to the log odds, against those who stayed: to leave where the chance is medium or high, else to stay.',
  assumptions: [
    'Who leaves in the coming horizon looks like those who left in the earlier ones.',
    'Buying nothing for a whole horizon is leaving, whatever the product.',
  ],
  limits: [
    'With fewer than 100 customers at the earlier cut-off dates or at the latest one, or fewer than 10 of either who left or who stayed, everybody gets the share that left; without a horizon of history there is no probability.',
    'Reasons say what the model goes by, not what makes the person leave.',
    'What an offer keeps is configured, not learned: try it on a part of the list first.',
  ],
  sources: [
    'Friedman (2001), Greedy Function Approximation: A Gradient Boosting Machine',
    'Kull, Silva Filho & Flach (2017), Beyond sigmoids: how to obtain well-calibrated probabilities from binary classifiers with beta calibration, EJS 11(2)',
    'Breiman (1996), Bagging Predictors, Machine Learning 24',
    'Platt (1999), Probabilistic Outputs for Support Vector Machines',
    'Buckinx & Van den Poel (2005), Customer base analysis: partial defection in non-contractual FMCG retail, EJOR 164(1)',
  ],
};
