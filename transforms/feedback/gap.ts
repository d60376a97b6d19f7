/** What stands for something that was left out. */
export const gapMark = '…';

/** Gaps with nothing but signs between them are one. */
export const withGapsJoined = (text: string): string =>
  text.replace(/(?:…[\s\p{P}\p{S}\p{M}\p{Cf}]*)+…/gu, gapMark).trim();
