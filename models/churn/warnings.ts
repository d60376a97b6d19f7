/** What early warnings are told from; days are whole. */
export interface Signals {
  readonly recencyDays: number;
  /** all of them */
  readonly orders: number;
  /** null below two order days */
  readonly meanIntervalDays: number | null;
  readonly intervalDeviationDays: number | null;
  readonly meanOrder: number;
  /** mean of the last three orders */
  readonly lateOrder: number;
  /** of the last 90 days: complaints, and tickets that are not resolved */
  readonly unsettled: number;
  /** of the last 90 days, as those read */
  readonly emailsSent: number;
  readonly emailsRead: number;
  /** earlier than that */
  readonly emailsReadBefore: number;
}

export interface Warnings {
  /** silent for longer than the person's own mean interval and twice its deviation; needs two intervals */
  readonly interval: boolean;
  /** the last three of at least five orders are a third smaller than the person's own mean */
  readonly basket: boolean;
  readonly complaint: boolean;
  /** read e-mails before, none of at least three since */
  readonly email: boolean;
}

const leastOrders = { interval: 3, basket: 5 };
const fallenTo = 2 / 3;
/** So many e-mails that nobody read say something. */
export const leastEmails = 3;

/** Signs that somebody is leaving, each against the person's own past, not against others. */
export function warningsOf(one: Signals): Warnings {
  const { meanIntervalDays: mean, intervalDeviationDays: deviation } = one;
  return {
    interval:
      mean !== null &&
      deviation !== null &&
      one.orders >= leastOrders.interval &&
      one.recencyDays > mean + 2 * deviation,
    basket: one.orders >= leastOrders.basket && one.meanOrder > 0 && one.lateOrder < fallenTo * one.meanOrder,
    complaint: one.unsettled > 0,
    email: one.emailsSent >= leastEmails && one.emailsRead === 0 && one.emailsReadBefore > 0,
  };
}
