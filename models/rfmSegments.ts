/**
 * The 11 named segments and the RFM codes (recency, frequency, monetary, each 1 to 5) of each: the only definition.
 * The table `rfm_segments` and `evaluate rfm` are both made from it.
 */
export const rfmSegmentCodes = {
  Champions: '555 554 544 545 454 455 445',
  Loyal: '543 444 435 355 354 345 344 335',
  'Potential Loyalist':
    '553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323',
  'New Customers': '512 511 422 421 412 411 311',
  Promising: '525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313',
  'Need Attention': '535 534 443 434 343 334 325 324',
  'About To Sleep': '331 321 312 221 213 231 241 251',
  'At Risk': '255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124',
  "Can't Lose Them": '155 154 144 214 215 115 114 113',
  Hibernating: '332 322 233 232 223 222 132 123 122 212 211',
  Lost: '111 112 121 131 141 151',
} as const;

export type RfmSegment = keyof typeof rfmSegmentCodes;

/** The segments' names, best customers first. */
export const rfmSegmentNames = Object.keys(rfmSegmentCodes) as readonly RfmSegment[];

const segmentByCode: ReadonlyMap<string, RfmSegment> = new Map(
  rfmSegmentNames.flatMap((name) => rfmSegmentCodes[name].split(' ').map((code) => [code, name] as const)),
);

/** `rfmCode(5, 4, 3)` is `"543"`. */
export const rfmCode = (r: number, f: number, m: number): string => `${r}${f}${m}`;

/**
 * The segment of a code.
 * @throws RangeError if the code is not three digits from 1 to 5
 */
export function rfmSegment(code: string): RfmSegment {
  const segment = segmentByCode.get(code);
  if (segment) return segment;
  throw new RangeError(
    `no RFM segment for code ${JSON.stringify(code)}; three digits from 1 to 5, e.g. "543"`,
  );
}

/** Every code with its segment, in the order of the codes. */
export const allRfmCodes = (): readonly { readonly code: string; readonly segment: RfmSegment }[] =>
  [...segmentByCode].map(([code, segment]) => ({ code, segment })).sort((a, b) => (a.code < b.code ? -1 : 1));
