/**
 * - `family_first`: Latin words were read with the family name first: it is a Chinese, Korean or Vietnamese one and the
 *   others are syllables of that language, or it alone is in capitals
 * - `family_behind`: three characters that no surname begins and one of the most common ends, or four that
 *   a surname of two ends, were
 *   written as Western names are; the value has the family name first
 * - `double_surname`: four characters that begin with two surnames
 * - `family_alone`: no given name: 王先生, or one character
 * - `given_alone`: no family name: characters that no surname begins, 涵洁, or one that is none of the common ones, 洁
 * - `unsplit`: characters of which nothing tells a family name, and may be none: 扎西多吉, 买买提·阿不都热合曼; all are the
 *   given name
 */
export type NameAssumption =
  | 'family_first'
  | 'family_behind'
  | 'double_surname'
  | 'family_alone'
  | 'given_alone'
  | 'unsplit';

/** A name in its parts, of which a byname has none, and the Latin key it is compared by. */
export interface SplitName {
  readonly value: string;
  readonly family: string | null;
  readonly given: string | null;
  readonly key: string;
  readonly assumed: readonly NameAssumption[];
}
