export { standardiseAddress } from './address.ts';
export {
  type AddressOutcome,
  type AddressParts,
  addressOutcome,
  addressParts,
  nowhere,
  regionRead,
} from './addressFields.ts';
export { standardiseBirthDate } from './birthDate.ts';
export { looksLikeCompany, standardiseCompany } from './company.ts';
export {
  type CorrectedField,
  type Correction,
  correctedField,
  openFields,
  personalFields,
  phoneContext,
  standardiseCorrection,
} from './correction.ts';
export { mailProviders, roleLocalParts } from './data/mailProviders.ts';
export { displayPhone } from './displayPhone.ts';
export { divisions } from './divisions.ts';
export { editDistance } from './editDistance.ts';
export { standardiseEmail, standardiseEmails } from './email.ts';
export { birthDateOutcome, companyOutcome, emailOutcome, nameOutcome, phoneOutcome } from './fieldValues.ts';
export { standardiseGender } from './gender.ts';
export { mailDomain, suggestDomain } from './mailDomain.ts';
export { isMainlandMobile } from './mainlandMobile.ts';
export { misplaced } from './misplaced.ts';
export { standardiseName } from './names/name.ts';
export { givenPinyin, surnamePinyin } from './names/pinyin.ts';
export { splitName } from './names/splitName.ts';
export { checkCharacter, standardiseNationalId } from './nationalId.ts';
export { isPlaceholder } from './nothing.ts';
export { assignedNumber } from './numberingPlans.ts';
export { standardisePhone, standardisePhones } from './phone.ts';
export { isPostcode } from './postcode.ts';
export { regionOf } from './region.ts';
export type { Raw, Standardised } from './standardised.ts';
export { foldText, withoutMarks } from './text.ts';
