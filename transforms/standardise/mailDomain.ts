import { domainToASCII } from 'node:url';
import {
  commonMailDomains,
  disposableDomains,
  type MailProvider,
  mailProviders,
} from './data/mailProviders.ts';
import { editDistance } from './editDistance.ts';
import { remembered } from './memo.ts';

/** What is known of the domain of an address; null when it is no domain name. */
export interface MailDomain {
  readonly ascii: string;
  readonly provider: MailProvider | null;
  readonly suggestion: string | null;
  readonly isDisposable: boolean;
}

const providers: ReadonlyMap<string, MailProvider> = new Map(
  mailProviders.flatMap((provider) => provider.domains.map((domain) => [domain, provider] as const)),
);
const asciiDomain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** The domain name in ASCII (UTS 46, by the platform's URL parser) and what is known of it. */
export const mailDomain = remembered((domain: string): MailDomain | { readonly ascii: null } => {
  // the parser leaves out a port, and what comes behind a slash
  const ascii = /[/\\?#:]/.test(domain) ? '' : domainToASCII(domain);
  if (!asciiDomain.test(ascii) || ascii.length > 253) return { ascii: null };
  return {
    ascii,
    provider: providers.get(ascii) ?? null,
    suggestion: suggestDomain(ascii),
    isDisposable: ascii
      .split('.')
      .some((_, index, labels) => disposableDomains.has(labels.slice(index).join('.'))),
  };
});

interface SplitDomain {
  readonly label: string;
  readonly ending: string;
}

const split = (domain: string): SplitDomain => ({
  label: domain.slice(0, domain.indexOf('.')),
  ending: domain.slice(domain.indexOf('.') + 1),
});

const common = new Set(commonMailDomains);
const candidates: readonly SplitDomain[] = commonMailDomains.map(split);
const endings = new Set([
  'com',
  'net',
  'org',
  'edu',
  'gov',
  'info',
  'biz',
  'io',
  'me',
  ...candidates.map(({ ending }) => ending),
]);
const shortenedCom = new Set(['cm', 'co', 'om']);

/** two-letter endings are countries, save those that are com with a letter missing */
const isRealEnding = (ending: string): boolean =>
  endings.has(ending) || ending.includes('.') || (ending.length === 2 && !shortenedCom.has(ending));

/** short names that many people have; other short names are too close to too many real ones */
const shortNames = new Set(['qq', '163', '126']);

/**
 * The common domain that a domain is probably a slip of, or null.
 *
 * - The name may be off by one letter, by two from six letters on (`gmial`, `hotmial`); names of fewer than four
 *   characters are compared with qq, 163 and 126 alone.
 * - The ending may be off by one only if it is no real one (`con`, `cm`, `comm`); `yahoo.fr` is left alone.
 * - A domain without its dot or ending is completed (`163com`, `gmail`).
 * - Of endings as near the one of the same length, for com with a letter missing com (`yahoo.co`).
 * - None where two common domains are as near (`162.com`).
 */
export function suggestDomain(domain: string): string | null {
  if (common.has(domain)) return null;
  if (!domain.includes('.'))
    return (
      commonMailDomains.find((each) => each.replaceAll('.', '') === domain || split(each).label === domain) ??
      null
    );
  if (domain.startsWith('vip.')) {
    const suggested = `vip.${suggestDomain(domain.slice(4))}`;
    return common.has(suggested) ? suggested : null;
  }
  const { label, ending } = split(domain);
  const labelLimit = label.length < 3 ? 0 : label.length < 6 ? 1 : 2;
  const endingLimit = isRealEnding(ending) ? 0 : 1;
  let best = Number.POSITIVE_INFINITY;
  let nearest: readonly SplitDomain[] = [];
  for (const candidate of candidates) {
    const mayDiffer = candidate.label.length >= 4 || shortNames.has(candidate.label);
    const name = editDistance(label, candidate.label, mayDiffer ? labelLimit : 0);
    if (name > (mayDiffer ? labelLimit : 0)) continue;
    const end = editDistance(ending, candidate.ending, endingLimit);
    if (end > endingLimit || name + end > best) continue;
    nearest = name + end < best ? [candidate] : [...nearest, candidate];
    best = name + end;
  }
  if (nearest.length > 1)
    nearest = nearest.filter((each) =>
      shortenedCom.has(ending) ? each.ending === 'com' : each.ending.length === ending.length,
    );
  const [only] = nearest;
  return nearest.length === 1 && only ? `${only.label}.${only.ending}` : null;
}
