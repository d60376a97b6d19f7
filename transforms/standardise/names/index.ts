/** What says who people are, and the characters that it is written in: who needs no more loads no library of telephones. */
export { standardiseBirthDate } from '../birthDate.ts';
export { looksLikeCompany } from '../company.ts';
export { standardiseGender } from '../gender.ts';
export { standardiseNationalId } from '../nationalId.ts';
export { simplified } from '../simplified.ts';
export { type NameAssumption, type NameReason, type StandardName, standardiseName } from './name.ts';
export { byname } from './nameTitles.ts';
export { givenPinyin, isPinyinSurname, surnamePinyin } from './pinyin.ts';
export { splitName } from './splitName.ts';
