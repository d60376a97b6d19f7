export {
  type AddressAssumption,
  type AddressContext,
  type AddressReason,
  type StandardAddress,
  standardiseAddress,
} from './address.ts';
export { type AddressOutcome, type AddressParts, addressOutcome, addressParts } from './addressFields.ts';
export {
  type BirthDateAssumption,
  type BirthDateContext,
  type BirthDateReason,
  type StandardBirthDate,
  standardiseBirthDate,
} from './birthDate.ts';
export { type CompanyReason, looksLikeCompany, type StandardCompany, standardiseCompany } from './company.ts';
export {
  type CorrectedField,
  type Correction,
  type CorrectionContext,
  correctedField,
  openFields,
  personalFields,
  standardiseCorrection,
} from './correction.ts';
export { mailProviders, roleLocalParts } from './data/mailProviders.ts';
export { displayPhone } from './displayPhone.ts';
export { type Division, type Divisions, divisions } from './divisions.ts';
export { editDistance } from './editDistance.ts';
export {
  type EmailAssumption,
  type EmailReason,
  type StandardEmail,
  standardiseEmail,
  standardiseEmails,
} from './email.ts';
export {
  type BirthDateSaid,
  birthDateOutcome,
  companyOutcome,
  type EmailOutcome,
  emailOutcome,
  type FieldOutcome,
  type NameOutcome,
  nameOutcome,
  type PhoneOutcome,
  phoneOutcome,
} from './fieldValues.ts';
export {
  type Gender,
  type GenderAssumption,
  type GenderContext,
  type GenderReason,
  type StandardGender,
  standardiseGender,
} from './gender.ts';
export { mailDomain, suggestDomain } from './mailDomain.ts';
export { isMainlandMobile } from './mainlandMobile.ts';
export { type Misplaced, misplaced } from './misplaced.ts';
export { type NameAssumption, type NameReason, type StandardName, standardiseName } from './names/name.ts';
export { givenPinyin, isPinyinSurname, surnamePinyin } from './names/pinyin.ts';
export { splitName } from './names/splitName.ts';
export {
  checkCharacter,
  type NationalIdAssumption,
  type NationalIdReason,
  type StandardNationalId,
  standardiseNationalId,
} from './nationalId.ts';
export { assignedNumber } from './numberingPlans.ts';
export {
  type PhoneAssumption,
  type PhoneContext,
  type PhoneReason,
  type PhoneType,
  type StandardPhone,
  standardisePhone,
  standardisePhones,
} from './phone.ts';
export { isPostcode } from './postcode.ts';
export { regionOf } from './region.ts';
export { simplified } from './simplified.ts';
export type { Raw, Standardised } from './standardised.ts';
export { foldText, isPlaceholder, withoutMarks } from './text.ts';
