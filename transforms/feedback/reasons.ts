/** Why sentiment was learned, or was not. */
export const feedbackReasons = {
  tooFew:
    '{satisfied} satisfied and {dissatisfied} dissatisfied comments with a score; sentiment is learned from {least} of each.',
  noBetter:
    'On {comments} comments not learned from, words told no more than the share of satisfied ones but for chance (log loss {loss} against {shareLoss}).',
  learned:
    'On comments not learned from, words put a satisfied one above a dissatisfied one in {auc} % of pairs, and chances were off by {error} % on average.',
} as const;
