import { z } from 'zod';
import { ruleInstead } from './ruleInstead.ts';
import { type SurvivingField, survivingFields } from './survivingFields.ts';

/** What a field can be filled with beside a value: a figure of all records, or the rule `account`. */
type Figure = 'most-common' | 'median' | 'account';

interface Fillable {
  readonly figures: readonly Figure[];
  /** whether a value is in the standard form */
  readonly takes: (value: string) => boolean;
  readonly hint: string;
}

/** ISO 8601, in UTC */
const today = () => new Date().toISOString().slice(0, 10);

const plainText = (hint: string) => ({ takes: (value: string) => value === value.trim(), hint });

/** A name, an address, an e-mail address or a phone of somebody else is no guess but wrong: these cannot be filled. */
const fillable: Readonly<Partial<Record<SurvivingField, Fillable>>> = {
  gender: {
    figures: ['most-common'],
    takes: (value) => ['female', 'male', 'other'].includes(value),
    hint: 'use female, male or other',
  },
  birth_date: {
    figures: ['most-common', 'median'],
    takes: (value) => z.iso.date().safeParse(value).success && value > '1900-01-01' && value <= today(),
    hint: 'use a date such as 1985-03-04, not one to come',
  },
  company: { figures: ['account'], ...plainText('use a company name') },
  job_title: { figures: ['most-common'], ...plainText('use a job title') },
  account_owner: { figures: ['most-common', 'account'], ...plainText('use a name') },
  acquisition_channel: { figures: ['most-common'], ...plainText('use a channel') },
};

const missingPolicy = z
  .strictObject(
    {
      policy: z.enum(['keep', 'fill', 'drop']),
      /** what to fill with: a figure of all records, the person's account, or `value` */
      with: z.string().optional(),
      value: z.string().min(1).optional(),
    },
    ruleInstead('policy'),
  )
  .refine(
    ({ policy, with: figure, value }) =>
      policy === 'fill'
        ? (figure === undefined) !== (value === undefined)
        : figure === undefined && value === undefined,
    'fill takes either "with" or "value", the other policies neither',
  );

type MissingPolicy = z.infer<typeof missingPolicy>;

/**
 * What is done where no record of a customer has a valid value (`keep`, `fill`), or a record lacks one
 * (`drop`: to quarantine).
 */
export const missingPolicies = z
  .partialRecord(z.enum(survivingFields), missingPolicy)
  .superRefine((policies, context) => {
    for (const [field, rule] of Object.entries(policies) as [SurvivingField, MissingPolicy | undefined][]) {
      const message = rule && whyNot(field, rule);
      if (message) context.addIssue({ code: 'custom', path: [field], message });
    }
  });

function whyNot(field: SurvivingField, { policy, with: figure, value }: MissingPolicy): string | undefined {
  if (policy !== 'fill') return undefined;
  const how = fillable[field];
  if (!how) return `it cannot be filled; only ${Object.keys(fillable).join(', ')} can`;
  if (figure !== undefined && !how.figures.some((one) => one === figure))
    return `it cannot be filled with "${figure}"; use ${how.figures.map((one) => `"${one}"`).join(' or ')}, or a value`;
  return value === undefined || how.takes(value) ? undefined : `"${value}" is no value of it; ${how.hint}`;
}
