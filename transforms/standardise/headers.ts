import { fold } from './fold.ts';
import {
  about,
  countries,
  events,
  type HeaderKind,
  keys,
  links,
  networks,
  otherContacts,
  owners,
  recordDates,
  rules,
  someoneElse,
  unspacedAbout,
  unspacedEvents,
  unspacedOtherContacts,
  unspacedOwners,
  unspacedRules,
  unspacedUserName,
  unspacedWholeName,
} from './headerVocabulary.ts';

export type { HeaderKind };

const bare = (phrase: string) => phrase.replaceAll(/\s/g, '');
const parsed = rules.map(([kind, reach, text]) => ({
  kind,
  reach,
  phrases: new Set(text.split('|').map(bare)),
}));
const vocabulary: ReadonlySet<string> = new Set([
  ...rules.flatMap(([, , text]) => [...text.split('|').map(bare), ...text.split(/[\s|]+/)]),
  ...owners,
  ...links,
  ...about,
  ...countries,
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

/** 2º apellido, 1st surname; folded */
const ordinal = /(?<![\p{L}\p{N}])\d\.?(?:o|a|er|ra|ro|do|da|st|nd|rd|th|°)(?![\p{L}\p{N}])/gu;

/** The words of a header, folded: at changes of case, of letters to digits and of scripts, and at signs. */
function wordsOf(header: string): { readonly latin: readonly string[]; readonly unspaced: string } {
  const spaced = header
    .replace(/__p?c$/i, '')
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})/gu, ' ');
  const folded = fold(spaced).replaceAll(ordinal, ' ');
  const single = folded.replaceAll(/(?<![\p{L}\p{N}])(\p{L})[.\s]+(?=\p{L}(?![\p{L}\p{N}]))/gu, '$1');
  const latin = (single.match(/\p{Script=Latin}+/gu) ?? []).flatMap(known);
  const unspaced = (
    folded.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}ー]+/gu,
    ) ?? []
  ).join('');
  return { latin, unspaced };
}

/** Every run of words that follow each other, written as one. */
const runs = (words: readonly string[]): readonly string[] =>
  words.flatMap((_, start) => words.slice(start).map((__, i) => words.slice(start, start + i + 1).join('')));

/**
 * Which name a header has the words for beside others that are not known: raw_inventor_name_first, fname_c1;
 * none where they are of somebody else. Worth asking where no column says so plainly.
 */
export function nameWithin(header: string): 'given_name' | 'family_name' | undefined {
  const words = wordsOf(header).latin.filter((word) => !links.has(word));
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
const family = /surname|last|family|nachname|apellido|cognome|sobrenome|achternaam|familienname/;
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

/** What a header may say, likeliest first; nothing where it says nothing that is known. */
export function kindsByHeader(header: string): readonly HeaderKind[] {
  const glued = fold(header).replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (recordDates.test(glued) || keys.test(glued)) return ['skip'];
  const { latin, unspaced } = wordsOf(header);
  const own = unspaced.replace(unspacedOwners, '');
  const words = latin.filter((word) => !links.has(word));
  const kinds = new Set<HeaderKind>(
    unspacedUserName.test(unspaced)
      ? []
      : unspacedWholeName.test(unspaced)
        ? ['full_name']
        : unspacedRules.flatMap(([kind, pattern]) => (pattern.test(own) ? [kind] : [])),
  );
  const only = [latin.join(''), words.join('')];
  const spans = {
    part: [...runs(latin), ...runs(words)],
    all: [...only, words.filter((word) => !owners.has(word)).join('')],
    only,
  };
  if (isBothNames(words)) kinds.add('full_name');
  else if (glued !== 'username')
    for (const { kind, reach, phrases } of parsed)
      if (spans[reach].some((span) => phrases.has(span))) kinds.add(kind);
  // Name 1 and Name 2 are what a system of accounts makes of them
  if (/\p{N}/u.test(glued)) kinds.delete('name');
  if (kinds.size > 0 && (latin.some((word) => about.has(word)) || unspacedAbout.test(unspaced)))
    return ['skip'];
  const isOther = latin.some((word) => otherContacts.has(word)) || unspacedOtherContacts.test(unspaced);
  if (isOther && (kinds.has('email') || kinds.has('phone'))) return ['other'];
  if (latin.some((word) => countries.has(word))) return [];
  if (latin.some((word) => networks.has(word))) kinds.delete('street');
  return [...kinds];
}

/** Whether a header is of the country of an address: Land, Billing Country; not a nationality or a country of birth. */
export function tellsCountry(header: string): boolean {
  const { latin } = wordsOf(header);
  const [word, ...others] = latin.filter((one) => !(owners.has(one) || links.has(one) || one === 'name'));
  return others.length === 0 && word !== undefined && countries.has(word) && !word.startsWith('nation');
}

/**
 * Whether a header tells of something that happens to a customer later than a birth: customer_since, 建档时间,
 * letzter Kauf.
 */
export function tellsEvent(header: string): boolean {
  const { latin, unspaced } = wordsOf(header);
  return latin.some((word) => events.has(word)) || unspacedEvents.test(unspaced);
}
