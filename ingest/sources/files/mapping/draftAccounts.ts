import type { Columns } from './columns.ts';
import type { EventMapping, MappingInput } from './schema.ts';

type EventInput = MappingInput['events'][number];

const numbers = ['account_id', 'customer_ref'];
/** what a person has, and a company that is only known as an account has not */
const ofPersons = [
  'name',
  'given_name',
  'family_name',
  'gender',
  'birth_date',
  'job_title',
  'email',
  'phone',
  'loyalty_id',
];

const numberOf = (columns: Columns): string | undefined => numbers.find((meaning) => columns.isKey(meaning));

/** Are these rows companies? Each has a number and a name, and nothing of a person. */
export const areAccounts = (columns: Columns): boolean =>
  columns.isFull('company') &&
  numberOf(columns) !== undefined &&
  !ofPersons.some((meaning) => columns.has(meaning));

/** Drafts accounts. */
export function draftAccounts(
  columns: Columns,
  time: EventMapping['time'],
): { readonly event: EventInput; readonly question: string } {
  const number = columns.name(numberOf(columns) ?? '') ?? '';
  const owner = columns.name('account_owner');
  return {
    event: {
      type: 'account.updated',
      id: number,
      time,
      fields: {
        account_id: number,
        ...columns.fields('company', 'industry', 'size'),
        ...(owner ? { owner } : {}),
      },
    },
    question: `are all rows companies? They are taken for accounts: whoever buys for one has its ${number} (account_id)`,
  };
}
