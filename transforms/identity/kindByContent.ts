import { type Content, most } from './content.ts';
import { type FieldKind, nameKinds, placeKinds } from './fields.ts';

/** A share of values of one form which decides against any header of a name or a place. */
const nearlyAll = 0.9;
/** Of numbers that are too long for one, so many decide against postal codes. */
const half = 0.5;

/** Births lie before this year and years apart, and what happens to customers does not. */
const latestMiddleYear = 2000;
const yearsApart = 20;
/** From as many values on a column shows what it never holds. */
const telling = 20;

/**
 * Whether years, of which the tenth, fiftieth and ninetieth of a hundred are given, are of births; of few it
 * is not asked how far apart they lie.
 */
export const areBirthYears = (
  { earlyYear, middleYear, lateYear }: Pick<Content, 'earlyYear' | 'middleYear' | 'lateYear'>,
  isFew = false,
): boolean =>
  middleYear !== null &&
  middleYear <= latestMiddleYear &&
  (isFew || (lateYear ?? 0) - (earlyYear ?? 0) >= yearsApart);

const looksLikeBirths = (content: Content): boolean => areBirthYears(content, content.present < telling);

/** Of fewer different values a column may be of anything that has names: states, stages, shops. */
const leastNames = 20;

/**
 * Whether a column of names is of people: hardly any come again, most begin with a surname, or the header says whom
 * it is of. Where people have many records, every name comes again.
 */
const areOfPeople = ({ distinct, present, surname }: Content, isOfCustomers: boolean): boolean =>
  distinct > present / 4 || (distinct >= leastNames && (surname > half || isOfCustomers));

/**
 * What a column of an unknown header is; dates that are no births, keys and columns of one value say nothing.
 * @param isOfCustomers whether the header says whom the column is of, and nothing else
 */
export function kindByContent(content: Content, isOfCustomers = false): FieldKind | 'skip' {
  if (content.present === 0) return 'skip';
  if (content.email > most) return 'email';
  if (content.nationalId > most) return 'national_id';
  if (content.date > most) return looksLikeBirths(content) ? 'birth_date' : 'skip';
  if (content.postcode > most) return 'postcode';
  if (content.dialled > most) return 'phone';
  if (content.gender > most) return 'gender';
  if (content.street > most) return 'street';
  if (content.person > most && content.company < 1 - most && areOfPeople(content, isOfCustomers))
    return 'full_name';
  return content.isKey || content.distinct < 2 ? 'skip' : 'other';
}

/**
 * Whether a column cannot be what its header says, for what it holds: yes and no, e-mail addresses without @,
 * postal codes that are telephones (Cep is a code in Portuguese and a mobile in Turkish).
 */
export function contradicts(kind: FieldKind, content: Content): boolean {
  if (kind === 'gender') return false;
  const isTelephones = kind === 'postcode' ? content.noPostcode >= half : content.longPhone >= nearlyAll;
  const isNameOrPlace = nameKinds.has(kind) || placeKinds.has(kind);
  if (isNameOrPlace && (content.email >= nearlyAll || isTelephones)) return true;
  if (content.flag > most && content.distinct <= 3) return true;
  if (kind === 'phone' && content.email > most) return true;
  if (kind === 'house_number') return content.word > 1 - most;
  if (content.present < telling) return false;
  if (kind === 'email') return content.at === 0;
  if (kind === 'phone') return content.digits === 0;
  return (kind === 'birth_date' || kind === 'postcode') && content.digit === 0;
}

/** Whether a column of numbers beside a street is of houses: they are short, and come again. */
export const looksLikeHouseNumbers = ({ number, distinct, present }: Content): boolean =>
  number > most && (present < telling || distinct < present * 0.9);
