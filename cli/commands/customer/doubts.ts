import { companyOutcome, emailOutcome } from '../../../transforms/standardise/index.ts';
import { rows, type Snapshot } from '../../../warehouse/index.ts';
import type { Correction } from './set.ts';

/**
 * What may be a slip in corrections that are valid: an address a letter away from a common provider's, an account that
 * no source has, or that is another company's than the customer's.
 */
export async function doubts(
  snapshot: Snapshot,
  customerId: string,
  corrections: readonly Correction[],
): Promise<readonly string[]> {
  const valueOf = (field: string) => corrections.find((one) => one.field === field)?.value;
  const email = valueOf('email');
  const suggestion = email ? emailOutcome(email).suggestion : null;
  return [
    ...(suggestion ? [`email: ${email} is a letter away from ${suggestion}; is that meant?`] : []),
    ...(await accountDoubt(snapshot, customerId, valueOf('account_id'), valueOf('company'))),
  ];
}

async function accountDoubt(
  { connection }: Snapshot,
  customerId: string,
  accountId: string | undefined,
  corrected: string | undefined,
): Promise<readonly string[]> {
  if (!accountId) return [];
  const [customer] = await rows<{ company: string | null }>(
    connection,
    'select company from customers where customer_id = $1',
    [customerId],
  );
  const accounts = await rows<{ account_key: string; company: string | null }>(
    connection,
    `select account_key, min(company) as company from accounts where account_id = $1 group by account_key order by account_key`,
    [accountId],
  );
  const [account, ...others] = accounts;
  if (!account) return [`account_id: no source has an account ${accountId}`];
  if (others.length > 0)
    return [
      `account_id: ${accountId} is an account of several companies, ${accounts.map((one) => one.company ?? one.account_key).join(', ')}; which is meant stays open`,
    ];
  const company = corrected ?? customer?.company;
  const keys = [account.company, company].map((name) => (name ? companyOutcome(name).key : null));
  return keys.every((key) => key !== null) && keys[0] !== keys[1]
    ? [
        `account_id: ${accountId} is ${account.company}, the customer's company ${company}; correct company=… too?`,
      ]
    : [];
}
