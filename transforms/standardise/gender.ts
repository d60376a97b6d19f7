import { mensTitles, womensTitles } from './data/latinTitles.ts';
import { isPlaceholder } from './nothing.ts';
import type { Raw, Standardised } from './standardised.ts';
import { foldText, isTooLong } from './text.ts';

export type Gender = 'male' | 'female' | 'other';

/** `not_known`: the field says that it is not known or not told, e.g. 保密, ISO 5218 codes 0 and 9. */
export type GenderReason = 'empty' | 'not_known' | 'not_a_gender';

/**
 * `code`: 1 and 2 were read by ISO 5218; `title`: it was read from a form of address, 先生, Mrs; `mujer`: M was
 * read as female, as the context says.
 */
export type GenderAssumption = 'code' | 'title' | 'mujer';

export type StandardGender = Standardised<Gender, GenderReason, GenderAssumption>;

export interface GenderContext {
  /** whether the field has H and M (hombre, mujer) for male and female; else M is male */
  readonly isMujer?: boolean;
}

/** in Chinese, English, German, French, Spanish, Portuguese, Italian, Dutch, and the languages of the lines below */
const words: Readonly<Record<Gender, readonly string[]>> = {
  male: (
    '男 男性 男士 男生 男人 男孩 男孩子 男子 男宝 男宝宝 男婴 帅哥 ♂ m h male man boy masc mann männlich maschio masculin masculino ' +
    'homme hombre varón varon man mannelijk ' +
    // Japanese, Korean, Vietnamese, Indonesian, Thai, Hindi, Arabic, Hebrew
    '男の子 おとこ オトコ 남 남자 남성 nam pria laki-laki lelaki ชาย पुरुष ذكر זכר ' +
    // Russian, Ukrainian, Polish, Czech, Slovak, Hungarian, Romanian, Greek, Turkish, Swedish, Danish, Norwegian, Finnish
    'муж мужской мужчина чоловік чоловіча mężczyzna chłopiec muž férfi bărbat άνδρας άρρεν erkek mand mann mies'
  ).split(' '),
  female: (
    '女 女性 女士 女生 女人 女孩 女孩子 女子 女宝 女宝宝 女婴 美女 ♀ f female woman girl fem w frau weiblich femmina féminin femenino ' +
    'feminino femme mujer vrouw vrouwelijk ' +
    '女の子 おんな オンナ 여 여자 여성 nữ wanita perempuan หญิง महिला स्त्री أنثى נקבה ' +
    'жен женский женщина жінка жіноча kobieta dziewczynka žena nő femeie γυναίκα θήλυ kadın kvinna kvinde kvinne nainen'
  ).split(' '),
  other:
    'other x d diverse divers nonbinary nb transgender trans intersex 其他 其它 其他性别 双性 跨性别'.split(
      ' ',
    ),
};
/** forms of address: those before names, and short ones that stand in a field of their own */
const titles: Readonly<Record<'male' | 'female', readonly string[]>> = {
  male: [...mensTitles, ...'先生 hr senor signore senhor meneer'.split(' ')],
  female: [
    ...womensTitles,
    ...'小姐 太太 夫人 madam fr fräulein mademoiselle senora senorita signorina sig.na senhora sr.a kumari'.split(
      ' ',
    ),
  ],
};
const notKnown = new Set(
  '0 9 u ? 未知 不详 保密 未说明 不愿透露 未填写 unknown undisclosed private secret'.split(' '),
);

const meanings: ReadonlyMap<string, StandardGender> = new Map([
  ...Object.entries(words).flatMap(([gender, list]) =>
    list.map((word) => [word, read(gender as Gender)] as const),
  ),
  ...Object.entries(titles).flatMap(([gender, list]) =>
    list.map((word) => [word, read(gender as Gender, 'title')] as const),
  ),
  ['1', read('male', 'code')],
  ['2', read('female', 'code')],
]);

/** prefer not to say, I'd rather not, not disclosed */
const untold =
  /^(?:i(?:'d)? )?(?:(?:would )?(?:prefer|rather)|choose|decline) (?:not|to)\b|^not (?:known|specified|stated|disclosed|provided|applicable|given)$/;

/**
 * A gender from words in several languages, ISO 5218 codes (1 male, 2 female, 0 not known, 9 not applicable)
 * or a form of address.
 *
 * Source: ISO/IEC 5218.
 */
export function standardiseGender(raw: Raw, { isMujer = false }: GenderContext = {}): StandardGender {
  if (isTooLong(raw)) return failed('not_a_gender');
  const text = foldText(raw).toLowerCase();
  if (text === '') return failed('empty');
  if (isMujer && text === 'm') return read('female', 'mujer');
  const known = meanings.get(text) ?? meanings.get(text.replace(/\.0+$/, '')) ?? agreed(text);
  if (known) return known;
  const isUntold = notKnown.has(text) || isPlaceholder(text) || untold.test(text);
  return failed(isUntold ? 'not_known' : 'not_a_gender');
}

/** by which somebody wants to be spoken of, beside the gender: female (she/her) */
const pronouns = /[\s,(]+(?:she|he|they)\s*\/\s*(?:her|him|them|they)(?:\s*\/\s*\p{L}+)?\)?$/u;

/** 性别:男, 男(M), female/女: several words of one meaning, a label among them; null where they differ. */
function agreed(text: string): StandardGender | null {
  const words = text
    .replace(/^(?:性别|gender|sex)/, '')
    .replace(pronouns, '')
    .replace(/\bnon[\s_-]binary\b/, 'nonbinary')
    .split(/[^\p{L}\p{M}♂♀]+|(?=[♂♀])/u)
    .filter((word) => word !== '');
  const found = words.map((word) => meanings.get(word));
  const [first] = found;
  return first && found.every((each) => each?.value === first.value) ? first : null;
}

function read(value: Gender, assumption?: GenderAssumption): StandardGender {
  return { value, valid: true, reason: null, assumed: assumption ? [assumption] : [] };
}

function failed(reason: GenderReason): StandardGender {
  return { value: null, valid: false, reason, assumed: [] };
}
