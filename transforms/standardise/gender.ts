import type { Raw, Standardised } from './standardised.ts';
import { foldText, isPlaceholder, isTooLong } from './text.ts';

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

const words: Readonly<Record<Gender, readonly string[]>> = {
  male: '男 男性 男士 男生 男人 男孩 男孩子 男子 帅哥 ♂ 남 남자 남성 m h male man boy masc mann männlich maschio masculin masculino homme hombre муж мужской'.split(
    ' ',
  ),
  female:
    '女 女性 女士 女生 女人 女孩 女孩子 女子 美女 ♀ 여 여자 여성 f female woman girl fem w frau weiblich femmina féminin femenino feminino femme mujer жен женский'.split(
      ' ',
    ),
  other: 'other x d diverse divers nonbinary nb 其他 其它 其他性别 双性'.split(' '),
};
const titles: Readonly<Record<'male' | 'female', readonly string[]>> = {
  male: '先生 mr sir herr herrn hr monsieur señor senor sr signor signore sig senhor dhr heer meneer'.split(
    ' ',
  ),
  female:
    '小姐 太太 夫人 mrs ms miss madam fr fräulein mme madame mlle mademoiselle señora senora señorita senorita sra srta signora signorina sig.ra sig.na senhora sr.a mevr mevrouw mw'.split(
      ' ',
    ),
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

/** 性别:男, 男(M), female/女: several words of one meaning, a label among them; null where they differ. */
function agreed(text: string): StandardGender | null {
  const words = text
    .replace(/^(?:性别|gender|sex)/, '')
    .replace(/\bnon[\s_-]binary\b/, 'nonbinary')
    .split(/[^\p{L}♂♀]+|(?=[♂♀])/u)
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
