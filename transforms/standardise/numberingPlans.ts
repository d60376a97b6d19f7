import { type CountryCode, Metadata, type NumberType } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.max';

/** A number that some country assigns, as the library would have it. */
export interface AssignedNumber {
  /** E.164 */
  readonly number: string;
  readonly type: Exclude<NumberType, undefined>;
  readonly country: CountryCode;
}

type Type = AssignedNumber['type'];

interface Plan {
  readonly country: CountryCode;
  readonly leadingDigits: RegExp | null;
  readonly national: RegExp;
  /** what may stand before a national number, so a number that starts with it has two readings */
  readonly prefix: RegExp | null;
  readonly types: readonly {
    readonly type: Type;
    readonly lengths: readonly number[] | null;
    readonly pattern: RegExp;
  }[];
  readonly mobileIsFixed: boolean;
}

const typeOrder: readonly Type[] = [
  'FIXED_LINE',
  'MOBILE',
  'PREMIUM_RATE',
  'TOLL_FREE',
  'SHARED_COST',
  'VOIP',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
];

const plans = new Map<string, readonly Plan[]>();

/**
 * An international number, digits only and without +, looked up in the numbering plans of libphonenumber,
 * whose patterns are compiled once; the library compiles them at every call. Null where the number is not
 * assigned or has a second reading (it starts with what may be a national prefix): then the library is to be
 * asked. A property test holds the two together.
 */
export function assignedNumber(digits: string): AssignedNumber | null {
  for (let length = 1; length <= 3; length++) {
    const countries = countriesOf(digits.slice(0, length));
    if (countries.length === 0) continue;
    const national = digits.slice(length);
    if (countries.some(({ prefix }) => prefix?.test(national))) return null;
    const plan =
      countries.length === 1 ? countries[0] : countries.find((candidate) => belongsTo(candidate, national));
    const type = plan ? typeOf(plan, national) : null;
    return plan && type ? { number: `+${digits}`, type, country: plan.country } : null;
  }
  return null;
}

const belongsTo = (plan: Plan, national: string): boolean =>
  plan.leadingDigits ? plan.leadingDigits.test(national) : typeOf(plan, national) !== null;

function typeOf(plan: Plan, national: string): Type | null {
  if (!plan.national.test(national)) return null;
  const is = ({ lengths, pattern }: Plan['types'][number]): boolean =>
    (lengths === null || lengths.includes(national.length)) && pattern.test(national);
  const first = plan.types.find(is);
  if (first?.type !== 'FIXED_LINE') return first?.type ?? null;
  const mobile = plan.types.find(({ type }) => type === 'MOBILE');
  return plan.mobileIsFixed || (mobile && is(mobile)) ? 'FIXED_LINE_OR_MOBILE' : 'FIXED_LINE';
}

function countriesOf(callingCode: string): readonly Plan[] {
  const known = plans.get(callingCode);
  if (known) return known;
  const codes: Readonly<Record<string, readonly CountryCode[]>> = metadata.country_calling_codes;
  const compiled = (codes[callingCode] ?? []).map(compile);
  plans.set(callingCode, compiled);
  return compiled;
}

/** What the library's numbering plan answers; it declares only some of it. */
interface PlanReader {
  nationalNumberPattern(): string;
  nationalPrefixForParsing(): string | undefined;
  leadingDigits(): string | undefined;
  type(type: Type): { pattern(): string; possibleLengths(): readonly number[] | undefined } | undefined;
}

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const start = (pattern: string | undefined): RegExp | null =>
  pattern ? new RegExp(`^(?:${pattern})`) : null;

function compile(country: CountryCode): Plan {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const reader = metadata.numberingPlan as unknown as PlanReader;
  return {
    country,
    leadingDigits: start(reader.leadingDigits()),
    national: whole(reader.nationalNumberPattern()),
    prefix: start(reader.nationalPrefixForParsing()),
    types: typeOrder.flatMap((type) => {
      const rule = reader.type(type);
      return rule?.pattern()
        ? [{ type, lengths: rule.possibleLengths() ?? null, pattern: whole(rule.pattern()) }]
        : [];
    }),
    mobileIsFixed: !reader.type('MOBILE')?.pattern(),
  };
}
