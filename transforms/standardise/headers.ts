import { fold } from './fold.ts';
import { hl7Kind } from './headerHl7.ts';
import { addresses } from './headerLatin.ts';
import {
  unspacedAbout,
  unspacedEvents,
  unspacedOtherContacts,
  unspacedOwners,
  unspacedRules,
  unspacedUserName,
  unspacedWholeName,
} from './headerUnspaced.ts';
import {
  about,
  aboutDocuments,
  aboutDocumentsFirst,
  companies,
  countries,
  customers,
  events,
  type HeaderKind,
  keys,
  links,
  localRules,
  networks,
  ofAddresses,
  otherContacts,
  owners,
  recordDates,
  rules,
  shortForms,
  someoneElse,
} from './headerVocabulary.ts';
import { withoutMarks } from './text.ts';

export type { HeaderKind };

/**
 * Letters as they are compared: folded, those of Greek, Cyrillic, Arabic and Hebrew without marks (דוא״ל); of
 * Arabic ya and kaf one of each, and no article.
 */
const plain = (text: string): string =>
  fold(withoutMarks(text))
    .replaceAll(/[\u0640\u05f3\u05f4]/g, '')
    .replaceAll(/[یى]/g, 'ي')
    .replaceAll('ک', 'ك')
    .replaceAll(/(?<!\p{L})ال(?=\p{L}{3})/gu, '');

/** Words of scripts that part them. */
const wordIn =
  /\p{Script=Latin}+|\p{Script=Greek}+|\p{Script=Arabic}+|\p{Script=Hebrew}+|\p{Script=Devanagari}+|\p{Script=Bengali}+/gu;
const pieces = (text: string): readonly string[] => plain(text).match(wordIn) ?? [];

const parsed = rules.map(([kind, reach, text]) => ({
  kind,
  reach,
  isAddress: text === addresses,
  phrases: new Set(text.split('|').map((phrase) => pieces(phrase).join(''))),
}));
const folded = (words: ReadonlySet<string>): ReadonlySet<string> => new Set([...words].flatMap(pieces));
const ownerWords = folded(owners);
const linkWords = folded(links);
const addressWords = new Set(addresses.split('|'));
const countryWords = folded(countries);
const firstAboutDocuments = folded(aboutDocumentsFirst);
const vocabulary: ReadonlySet<string> = new Set([
  ...parsed.flatMap(({ phrases }) => [...phrases]),
  ...rules.flatMap(([, , text]) => pieces(text)),
  ...ownerWords,
  ...linkWords,
  ...about,
  ...countryWords,
  ...networks,
  ...otherContacts,
]);

/** A word that is several known ones written as one, in as few as possible: `customeremail`, `handynummer`. */
function known(word: string): readonly string[] {
  if (vocabulary.has(word)) return [word];
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 2; end <= word.length; end++)
    for (let start = 0; start <= end - 2; start++) {
      const before = best[start];
      const piece = word.slice(start, end);
      if (
        before &&
        vocabulary.has(piece) &&
        before.length + 1 < (best[end]?.length ?? Number.POSITIVE_INFINITY)
      )
        best[end] = [...before, piece];
    }
  const pieces = best[word.length] ?? [];
  return pieces.some((piece) => piece.length > 3) ? pieces : [word];
}

/** The word that a short form stands for; none where the word before says it: surname_nm. */
function whole(word: string, at: number, words: readonly string[]): readonly string[] {
  const meant = shortForms[word];
  if (meant === undefined) return [word];
  return words[at - 1]?.endsWith(meant) ? [] : [meant];
}

/** 2º apellido, 1st surname; folded */
const ordinal = /(?<![\p{L}\p{N}])\d\.?(?:o|a|er|ra|ro|do|da|st|nd|rd|th|°)(?![\p{L}\p{N}])/gu;

/**
 * The words of a header, folded: at changes of case, of letters to digits and of scripts, and at signs; `unspaced`
 * those of scripts that are written together, and Cyrillic, whose words end in many ways.
 */
function wordsOf(header: string): { readonly spaced: readonly string[]; readonly unspaced: string } {
  const parted = header
    .replace(/__p?c$/i, '')
    .replace(/(?<=\p{Lu})_C$/u, '')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})/gu, ' ');
  const text = plain(parted).replaceAll(ordinal, ' ');
  const single = text.replaceAll(/(?<![\p{L}\p{N}])(\p{L})[.\s]+(?=\p{L}(?![\p{L}\p{N}]))/gu, '$1');
  const spaced = (single.match(wordIn) ?? []).flatMap(known).flatMap(whole);
  const unspaced = (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Cyrillic}ー〒]+/gu,
    ) ?? []
  ).join('');
  return { spaced, unspaced };
}

/** Every run of words that follow each other, written as one. */
const runs = (words: readonly string[]): readonly string[] =>
  words.flatMap((_, start) => words.slice(start).map((__, i) => words.slice(start, start + i + 1).join('')));

/**
 * Which name a header has the words for beside others that are not known: raw_inventor_name_first, fname_c1;
 * none where they are of somebody else. Worth asking where no column says so plainly.
 */
export function nameWithin(header: string): 'given_name' | 'family_name' | undefined {
  const words = wordsOf(header).spaced.filter((word) => !linkWords.has(word));
  if (words.some((word) => someoneElse.has(word) || about.has(word))) return undefined;
  const spans = runs(words);
  const found = (['given_name', 'family_name'] as const).filter((name) =>
    parsed.some(
      ({ kind, reach, phrases }) =>
        kind === name && reach === 'all' && spans.some((span) => phrases.has(span)),
    ),
  );
  return found.length === 1 ? found[0] : undefined;
}

const given = /first|given|forename|vorname|^vor$|prenom|voornaam/;
const family = /surname|last|family|nachname|zuname|apellido|cognome|sobrenome|achternaam|familienname/;
const plainName = /^(?:name|nom|nombres?|nome|naam)$/;

/** First and last name in one: first_and_surname, Nom et prénom, Nombre y apellidos. */
function isBothNames(words: readonly string[]): boolean {
  const [hasGiven, hasFamily] = [given, family].map((one) => words.some((word) => one.test(word)));
  if (hasGiven && hasFamily) return true;
  const foreign = words.some((word) =>
    /^(?:prenoms?|vorname|voornaam|apellidos?|cognome|sobrenome|surname)$/.test(word),
  );
  return foreign && words.length === 2 && words.some((word) => plainName.test(word));
}

/** Whether a header is of something that belongs to an address and is no part of it. */
const isOfAddress = (words: readonly string[]): boolean =>
  ofAddresses.has(words.at(-1) ?? '') && words.slice(0, -1).some((word) => addressWords.has(word));

/** A share of the headers of a table from which what they begin with is taken to be no word. */
const most = 0.7;

/**
 * The header without the letter, or the letter and digit of a table, that nearly all headers beside it begin with:
 * FNAME and FMOBILE, A1_NOME and A1_TEL.
 */
function withoutPrefix(header: string, table: readonly string[]): string {
  const prefix = /^(?:\p{L}\d?_|\p{Lu}(?=\p{Lu}))/u.exec(header)?.[0];
  const sharing = table.filter((other) => prefix !== undefined && other.startsWith(prefix)).length;
  return prefix !== undefined && sharing > 5 && sharing >= table.length * most
    ? header.slice(prefix.length)
    : header;
}

/** What is one person's own: that of somebody else says nothing of the person of the record. */
const ownKinds: readonly HeaderKind[] = ['full_name', 'birth_date', 'email', 'phone', 'national_id'];

/** What a short word says in a table that has words of its language: ad, il and cep beside soyad. */
function kindInTable(words: readonly string[], table: readonly string[]): HeaderKind | undefined {
  const word = words.join('');
  const possible = localRules.filter(({ kinds }) => Object.hasOwn(kinds, word));
  if (possible.length === 0) return undefined;
  const others = new Set(table.flatMap((one) => wordsOf(withoutPrefix(one, table)).spaced));
  return possible.find((language) => [...language.words].some((one) => others.has(one)))?.kinds[word];
}

/**
 * What a header may say, likeliest first; nothing where it says nothing that is known.
 * @param table the headers of its table, which tell what its shortest words mean
 */
export function kindsByHeader(header: string, table: readonly string[] = []): readonly HeaderKind[] {
  const field = withoutPrefix(header, table);
  const glued = fold(field).replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (recordDates.test(glued) || keys.test(glued)) return ['skip'];
  const message = hl7Kind(header);
  if (message) return [message];
  const { spaced, unspaced } = wordsOf(field);
  const own = unspaced.replace(unspacedOwners, '');
  const words = spaced.filter((word) => !linkWords.has(word));
  const kinds = new Set<HeaderKind>(
    unspacedUserName.test(unspaced)
      ? []
      : unspacedWholeName.test(unspaced)
        ? ['full_name']
        : unspacedRules.flatMap(([kind, pattern]) => (pattern.test(own) ? [kind] : [])),
  );
  const only = [spaced.join(''), words.join('')];
  const spans = {
    part: [...runs(spaced), ...runs(words)],
    all: [...only, words.filter((word) => !ownerWords.has(word)).join('')],
    only,
  };
  const local = kindInTable(spaced, table);
  if (local) kinds.add(local);
  if (isBothNames(words)) kinds.add('full_name');
  else if (glued !== 'username')
    for (const { kind, reach, isAddress, phrases } of parsed)
      if (!(isAddress && isOfAddress(spaced)) && spans[reach].some((span) => phrases.has(span)))
        kinds.add(kind);
  if (field !== header) kinds.delete('number');
  // Name 1 and Name 2 are what a system of accounts makes of them
  if (/\p{N}/u.test(glued)) kinds.delete('name');
  if (kinds.size > 0 && (spaced.some((word) => about.has(word)) || unspacedAbout.test(unspaced)))
    return ['skip'];
  const isAboutDocument = aboutDocuments.has(spaced.at(-1) ?? '') || firstAboutDocuments.has(spaced[0] ?? '');
  if (kinds.has('national_id') && isAboutDocument) return ['skip'];
  const isOther = spaced.some((word) => otherContacts.has(word)) || unspacedOtherContacts.test(unspaced);
  if (isOther && ownKinds.some((kind) => kinds.has(kind))) return ['other'];
  if (spaced.some((word) => countryWords.has(word))) return [];
  if (spaced.some((word) => networks.has(word))) kinds.delete('street');
  return [...kinds];
}

/** Whether a header is of the country of an address: Land, Billing Country; not a nationality or a country of birth. */
export function tellsCountry(header: string): boolean {
  const { spaced } = wordsOf(header);
  const [word, ...others] = spaced.filter(
    (one) => !(ownerWords.has(one) || linkWords.has(one) || one === 'name'),
  );
  return others.length === 0 && word !== undefined && countryWords.has(word) && !word.startsWith('nation');
}

/** Whether a header is of a company, whose name is no person's: PRIMARY_NAME_ORG, Employer. */
export const tellsCompany = (header: string): boolean =>
  wordsOf(header).spaced.some((word) => companies.has(word));

/** Whether a header only says whom it is of: customer, Клиент, 客户. */
export function tellsCustomer(header: string): boolean {
  const { spaced, unspaced } = wordsOf(header);
  return customers.has(spaced.join('') + unspaced);
}

/**
 * Whether a header tells of something that happens to a customer later than a birth: customer_since, 建档时间,
 * letzter Kauf.
 */
export function tellsEvent(header: string): boolean {
  const { spaced, unspaced } = wordsOf(header);
  return spaced.some((word) => events.has(word)) || unspacedEvents.test(unspaced);
}
