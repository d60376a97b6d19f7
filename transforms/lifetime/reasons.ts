/** Why a model of lifetimes was chosen, or none. */
export const lifetimeReasons = {
  fewReturned:
    'Of {customers} with an order {returned} came back, {least} are needed: what all buy is parted by past rate and by how long each has been silent.',
  short:
    'The purchases span {days} days, too few to hold some out: what all buy is parted by past rate and by how long each has been silent.',
  fewBefore:
    'Fewer than {least} customers had come back by {date}, where the holdout begins: what all buy is parted by past rate and by how long each has been silent.',
  left: 'On all customers {models} did not converge.',
  none: 'No model converged, so all go on at their own rate, drawn to that of all.',
  best: '{model} errs least over the last {days} days (RMSE {rmse} purchases a customer).',
  likelier:
    '{model} (RMSE {rmse} over the last {days} days) is no worse than {other} ({otherRmse}) beyond chance, and likelier for as many parameters as it has.',
  better: 'That is better than everybody going on as before ({plain}).',
  noBetter:
    'That is no better than everybody going on as before ({plain}) by one standard error and a hundredth, so no model is published and all go on at their own rate, drawn to that of all.',
  bySeason: 'By the clock of the season it errs {rmse}, and expects {bias} instead of {plainBias}.',
  noClock: 'On all customers it did not converge by that clock: time is counted by the calendar.',
  byChannel:
    'Parameters of their own by channel: {groups} (Bayesian information criterion better by {gain}).',
  byCohort: 'Parameters of their own by cohort: {groups} (Bayesian information criterion better by {gain}).',
  related:
    'Frequency and value are related (correlation {correlation}), so spending is fitted by class of frequency.',
  mostRegular: 'Purchases are as regular as the model can tell (k {k}): they may be more so.',
} as const;
