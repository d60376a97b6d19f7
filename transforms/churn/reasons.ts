/** Why a candidate was chosen. */
export const churnReasons = {
  noHorizon: 'No horizon with customers before it is over: nobody is known to have left or stayed.',
  tooFew: 'Too few {what} ({count}, where {least} are needed): everybody gets the share that left.',
  customersEarlier: 'customers at earlier cut-off dates',
  leftEarlier: 'left at earlier cut-off dates',
  stayedEarlier: 'stayed at earlier cut-off dates',
  customersLatest: 'customers at the latest cut-off date',
  leftLatest: 'left at the latest cut-off date',
  stayedLatest: 'stayed at the latest cut-off date',
  share:
    'At {date} neither model, nor recency alone ({recency}), beats the share that left before (log loss {loss}) by more than chance: everybody gets the share.',
  recency: 'At {date} neither model beats recency alone ({recency}) by more than chance.',
  trees:
    'At {date} the chances of boosted trees ({best}) are better than those by recency alone ({recency}).',
  logistic:
    'At {date} the chances of logistic regression ({best}) are better than those by recency alone ({recency}).',
  figures: 'AUC {auc}, log loss {loss}, calibration error {error} %',
} as const;
