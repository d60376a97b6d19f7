import { commonSurnames, singleSurnames } from '../data/surnames.ts';
import { simplified } from '../simplified.ts';
import { endsAsFamily, hasCommonSurname, hasCompoundSurname, japaneseSurnameLength } from './hanName.ts';

/** whose mother, father or grandparent somebody is, by the child's pet name; a sister or brother to all */
const kin =
  /.(?:妈咪?|爸比?|麻麻|粑粑|老妈|老爸|爹地?|奶奶|爷爷|姥姥|姥爷|外婆|外公|阿婆|阿公|姑姑|舅舅|姐姐|哥哥|妹妹|弟弟|老婆|老公|媳妇|家属)$|.{2}之[妻夫子女母父]$/u;
/** 丽姐, 强哥; behind a common surname they are forms of address */
const kinOfOne = /^\p{Script=Han}[姐哥姨叔婶嫂爷伯婆嬷]$/u;
/** words of sentences, which no name has */
const speech = /\p{Script=Han}[的呢啦呀哟喵]|[的我你她咱]\p{Script=Han}/u;
const pet = /\p{Script=Han}(?:宝宝|宝贝|公主|王子|仙女)$/u;

/**
 * Whether Chinese characters are what somebody is called, and no name: 佳佳妈, 小雨, 阿强, 丽姐, 星星, 快乐的小鱼. It
 * tells neither the family nor the given name.
 */
export function isByname(name: string): boolean {
  const plain = simplified(name);
  if (kin.test(plain) || kinOfOne.test(plain) || speech.test(plain)) return true;
  if (!/^\p{Script=Han}+$/u.test(plain) || hasCompoundSurname(plain) || japaneseSurnameLength(name))
    return false;
  const characters = Array.from(plain);
  if (pet.test(plain)) return characters.length > 3 || !singleSurnames.has(characters[0] ?? '');
  return isPet(characters);
}

/**
 * One character twice, unless it is a surname (星星, 豆豆家, but 高高), or with 小 and the like before it (小豆豆); 小,
 * 老 and 阿 before one character, or before two of which the last is no surname behind a given name (小石头, but 小明唐).
 */
function isPet([first = '', second = '', third, ...more]: readonly string[]): boolean {
  if (more.length > 0 || second === '') return false;
  if (first === second) return third === undefined ? !hasCommonSurname(first) : !commonSurnames.has(first);
  if (third === undefined) return /[小老阿]/.test(first) && !namesWithA.has(first + second);
  if (second === third) return /[小老阿大]/.test(first);
  return /[小老]/.test(first) && !endsAsFamily(third);
}

/** Tibetan Ngawang, and Ali */
const namesWithA: ReadonlySet<string> = new Set(['阿旺', '阿里']);
