/** Why a candidate was chosen. */
export const churnReasons = {
  noHorizon: 'No horizon with customers before it is over: nobody is known to have left or stayed.',
  tooFew:
    '{train} and {test} customers at earlier cut-off dates and at the latest, {left} of all left: too few to learn from and to hold out, everybody gets the share that left.',
  share:
    'At {date} neither model, nor recency alone ({recency}), beats the share that left before (log loss {loss}) by more than chance: everybody gets the share.',
  recency: 'At {date} neither model beats recency alone ({recency}) by more than chance.',
  trees:
    'At {date} the chances of boosted trees ({best}) are better than those by recency alone ({recency}).',
  logistic:
    'At {date} the chances of logistic regression ({best}) are better than those by recency alone ({recency}).',
  figures: 'AUC {auc}, log loss {loss}, calibration error {error} %',
} as const;
