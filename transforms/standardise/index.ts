export { isMainlandMobile } from './mainlandMobile.ts';
export { assignedNumber } from './numberingPlans.ts';
export {
  displayPhone,
  type PhoneAssumption,
  type PhoneContext,
  type PhoneReason,
  type PhoneType,
  type StandardPhone,
  standardisePhone,
  standardisePhones,
} from './phone.ts';
export { regionOf } from './region.ts';
export type { Raw, Standardised } from './standardised.ts';
