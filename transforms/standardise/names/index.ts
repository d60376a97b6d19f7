/** Names of people, and the characters that they are written in: who needs no more loads no library of telephones. */
export { simplified } from '../simplified.ts';
export { type NameAssumption, type NameReason, type StandardName, standardiseName } from './name.ts';
export { byname } from './nameTitles.ts';
export { givenPinyin, isPinyinSurname, surnamePinyin } from './pinyin.ts';
export { splitName } from './splitName.ts';
