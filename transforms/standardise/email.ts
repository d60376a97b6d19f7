import { roleLocalParts } from './data/mailProviders.ts';
import { splitAddresses } from './emailParts.ts';
import { type MailDomain, mailDomain, suggestDomain } from './mailDomain.ts';
import { isPlaceholder } from './nothing.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isTooLong } from './text.ts';

/**
 * `phone`: the field holds a telephone number; `local_part`, `domain`: that side of the @ is not well formed;
 * `masked`: signs of it were put out of sight (`w***@qq.com`), so that it is not one mailbox.
 */
export type EmailReason =
  | 'empty'
  | 'placeholder'
  | 'phone'
  | 'no_at'
  | 'local_part'
  | 'domain'
  | 'masked'
  | 'too_long';

export type EmailAssumption = 'first_of_several';

/** `value` can be written to: lower case, the domain in ASCII, tags kept. */
export interface StandardEmail extends Standardised<string, EmailReason, EmailAssumption> {
  /** the mailbox it reaches: without tags, and dots where the provider ignores them; equal keys are one mailbox */
  readonly key: string | null;
  readonly domain: string | null;
  /** the address that was probably meant, where the domain is close to a common one; it is never put in place */
  readonly suggestion: string | null;
  /** a function such as info@, not a person */
  readonly isRole: boolean;
  readonly isDisposable: boolean;
}

/** unquoted, as RFC 5321 has it, with letters beyond ASCII (RFC 6531); no dot first, last or twice */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

/**
 * One e-mail address: trimmed, full-width folded, `mailto:` and angle brackets off, lower case throughout,
 * the domain in ASCII (IDNA). The local part is lower-cased although RFC 5321 leaves its case to the
 * receiver: no large one tells case apart.
 *
 * Source: RFC 5321 (sizes, characters), RFC 6531 (letters), UTS 46 (domain names, through the platform's URL parser).
 */
export function standardiseEmail(raw: Raw): StandardEmail {
  return standardiseEmails(raw)[0];
}

/** Every address of a field; one entry that says why for a field without any. */
export function standardiseEmails(raw: Raw): readonly [StandardEmail, ...StandardEmail[]] {
  if (isTooLong(raw)) return [failed('too_long')];
  const text = foldText(raw).replaceAll('。', '.');
  if (text === '') return [failed('empty')];
  if (isPlaceholder(text)) return [failed('placeholder')];
  if (!text.includes('@')) return [failed(/^[+\d][\d\s()+-]{5,}$/.test(text) ? 'phone' : 'no_at')];
  const [first = failed('no_at'), ...others] = splitAddresses(text).map(standardiseOne);
  return others.length > 0 && first.valid
    ? [{ ...first, assumed: ['first_of_several'] }, ...others]
    : [first, ...others];
}

function standardiseOne(text: string): StandardEmail {
  const entry = text.toLowerCase().replace(/\.+$/, '').normalize('NFKC');
  const at = entry.lastIndexOf('@');
  const local = entry.slice(0, at);
  if (local.includes('*')) return failed('masked');
  if (at < 0 || !localPart.test(local)) return failed('local_part');
  const domain = mailDomain(entry.slice(at + 1));
  if (isNoMailbox(local, domain)) return failed('placeholder');
  if (domain.ascii === null) {
    const meant = suggestDomain(entry.slice(at + 1));
    return { ...failed('domain'), suggestion: meant && `${local}@${meant}` };
  }
  const value = `${local}@${domain.ascii}`;
  if (utf8Length(local) > 64 || utf8Length(value) > 254) return failed('too_long');
  return {
    value,
    valid: true,
    reason: null,
    assumed: [],
    key: mailboxOf(local, domain),
    domain: domain.ascii,
    suggestion: domain.suggestion === null ? null : `${local}@${domain.suggestion}`,
    isRole: isRoleMailbox(local),
    isDisposable: domain.isDisposable,
  };
}

/** Whether a local part names a function and not a person, whatever its tag. */
const isRoleMailbox = (local: string): boolean => roleLocalParts.has(local.replace(/\+.*$/, ''));

function mailboxOf(local: string, { ascii, provider }: MailDomain): string {
  if (!provider) return `${local}@${ascii}`;
  const tagged = local.indexOf('+');
  const untagged = tagged > 0 ? local.slice(0, tagged) : local;
  const mailbox = provider.ignoresDots ? untagged.replaceAll('.', '') : untagged;
  return `${mailbox}@${provider.canonical ?? ascii}`;
}

const noMail =
  /^(?:test|none|no|na|nil|null|unknown|no-?e?mail|not?available|anonymous|abc|a{2,5}|x{2,5}|asdf|qwerty|fake|dummy|sample|user|guest|customer|123)$/;
const noPlace =
  /^(?:test|example|noe?mail|none|nowhere|null|na|no|fake|dummy|sample|abc|email|mail|domain|xxx)\./;

/** none@none.com, test@example.com: typed to get past a form. A test twice over: test@qq.com may be somebody. */
const isNoMailbox = (local: string, { ascii }: { readonly ascii: string | null }): boolean =>
  noMail.test(local) && (ascii === null ? false : noPlace.test(ascii) || ascii.startsWith(`${local}.`));

const utf8Length = (text: string): number => Buffer.byteLength(text, 'utf8');

const failed = (reason: EmailReason): StandardEmail => ({
  value: null,
  valid: false,
  reason,
  assumed: [],
  key: null,
  domain: null,
  suggestion: null,
  isRole: false,
  isDisposable: false,
});
