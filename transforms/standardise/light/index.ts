/** What needs no library of telephones and no divisions: whoever needs no more loads none. */
export { standardiseBirthDate } from '../birthDate.ts';
export { birthPartOf } from '../birthPartHeaders.ts';
export { looksLikeCompany } from '../company.ts';
export { currencySigns } from '../data/currencySigns.ts';
export { roleLocalParts } from '../data/mailProviders.ts';
export { pinyinSurnames } from '../data/pinyinSurnames.ts';
export { firstHundredSurnames } from '../data/surnames.ts';
export { fold } from '../fold.ts';
export { standardiseGender } from '../gender.ts';
export {
  type HeaderKind,
  kindsByHeader,
  nameWithin,
  tellsCompany,
  tellsCountry,
  tellsCustomer,
  tellsEvent,
} from '../headers.ts';
export { monthOf } from '../monthNames.ts';
export { hasCommonSurname, hasCompoundSurname } from '../names/hanName.ts';
export {
  arePeople,
  isNobody,
  type NameAssumption,
  type NameReason,
  type StandardName,
  standardiseName,
} from '../names/name.ts';
export { byname, foldedTitles, formsOfAddress, generations, hasChineseTitle } from '../names/nameTitles.ts';
export type { SplitName } from '../names/parts.ts';
export { givenPinyin, isPinyinSurname, pinyinGiven, surnamePinyin } from '../names/pinyin.ts';
export { latinRemarks } from '../names/remarks.ts';
export { isSurname, splitName } from '../names/splitName.ts';
export { tidyName } from '../names/tidyName.ts';
export { standardiseNationalId } from '../nationalId.ts';
export { nothingIn, numberedNobody } from '../nothing.ts';
export { type WrittenScore, writtenScore } from '../score.ts';
export { simplified } from '../simplified.ts';
export { type DecimalMark, decimalOf, numberParts, writtenNumber } from '../writtenNumber.ts';
export { dayNumberMillis, fullYear, isDayNumber, plainClock } from '../writtenTime.ts';
