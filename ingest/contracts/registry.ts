import { accountUpdated } from './accountUpdated.ts';
import { callLogged } from './callLogged.ts';
import { campaignUpdated } from './campaignUpdated.ts';
import { cartUpdated } from './cartUpdated.ts';
import { complaintFiled } from './complaintFiled.ts';
import { consentGranted } from './consentGranted.ts';
import { consentWithdrawn } from './consentWithdrawn.ts';
import { couponIssued } from './couponIssued.ts';
import { couponRedeemed } from './couponRedeemed.ts';
import type { EventType } from './define.ts';
import { emailBounced } from './emailBounced.ts';
import { emailClicked } from './emailClicked.ts';
import { emailOpened } from './emailOpened.ts';
import { emailReplied } from './emailReplied.ts';
import { emailSent } from './emailSent.ts';
import { eventAttended } from './eventAttended.ts';
import { exchangeRateUpdated } from './exchangeRateUpdated.ts';
import { fieldCorrected } from './fieldCorrected.ts';
import { formSubmitted } from './formSubmitted.ts';
import { loyaltyJoined } from './loyaltyJoined.ts';
import { loyaltyPointsEarned } from './loyaltyPointsEarned.ts';
import { loyaltyPointsRedeemed } from './loyaltyPointsRedeemed.ts';
import { loyaltyTierChanged } from './loyaltyTierChanged.ts';
import { marketUpdated } from './marketUpdated.ts';
import { messageReplied } from './messageReplied.ts';
import { messageSent } from './messageSent.ts';
import { opportunityUpdated } from './opportunityUpdated.ts';
import { pageViewed } from './pageViewed.ts';
import { privacyAccessRequested } from './privacyAccessRequested.ts';
import { privacyErasureRequested } from './privacyErasureRequested.ts';
import { productUpdated } from './productUpdated.ts';
import { productViewed } from './productViewed.ts';
import { profileConfirmed } from './profileConfirmed.ts';
import { profileDeletedAtSource } from './profileDeletedAtSource.ts';
import { profileUpdated } from './profileUpdated.ts';
import { purchaseCancelled } from './purchaseCancelled.ts';
import { purchaseCompleted } from './purchaseCompleted.ts';
import { purchaseRefunded } from './purchaseRefunded.ts';
import { reviewPosted } from './reviewPosted.ts';
import { socialEngaged } from './socialEngaged.ts';
import { staffUpdated } from './staffUpdated.ts';
import { storeUpdated } from './storeUpdated.ts';
import { surveyAnswered } from './surveyAnswered.ts';
import { ticketOpened } from './ticketOpened.ts';
import { ticketResolved } from './ticketResolved.ts';
import { ticketUpdated } from './ticketUpdated.ts';
import { visitLogged } from './visitLogged.ts';

/** Every event type; a new one is one file and one line here. */
export const registry: readonly EventType[] = [
  accountUpdated,
  callLogged,
  campaignUpdated,
  cartUpdated,
  complaintFiled,
  consentGranted,
  consentWithdrawn,
  couponIssued,
  couponRedeemed,
  emailBounced,
  emailClicked,
  emailOpened,
  emailReplied,
  emailSent,
  eventAttended,
  exchangeRateUpdated,
  fieldCorrected,
  formSubmitted,
  loyaltyJoined,
  loyaltyPointsEarned,
  loyaltyPointsRedeemed,
  loyaltyTierChanged,
  marketUpdated,
  messageReplied,
  messageSent,
  opportunityUpdated,
  pageViewed,
  privacyAccessRequested,
  privacyErasureRequested,
  productUpdated,
  productViewed,
  profileConfirmed,
  profileDeletedAtSource,
  profileUpdated,
  purchaseCancelled,
  purchaseCompleted,
  purchaseRefunded,
  reviewPosted,
  socialEngaged,
  staffUpdated,
  storeUpdated,
  surveyAnswered,
  ticketOpened,
  ticketResolved,
  ticketUpdated,
  visitLogged,
];

const byName = new Map(registry.map((event) => [event.type, event]));

/** The definition of a type, if there is one. */
export const eventTypeOf = (type: string): EventType | undefined => byName.get(type);
