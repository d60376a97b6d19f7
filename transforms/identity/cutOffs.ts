import { weightOf } from './weighing.ts';

// Where a pair is decided by how likely it is one person. In bits: log2 of the odds, 0 being an even chance, whatever
// the threshold; `near` alone is counted from the threshold. Most are round numbers that no table was fitted to: the
// model is fitted, and these say what is done with its probabilities.

/**
 * Probability from which records are one person where nothing else is asked for: where to join becomes likelier
 * right than wrong. Chosen on synthetic people with fake_1000 beside them.
 */
export const defaultThreshold = 0.5;

/** Pairs below are not kept: a record of a link has no rivals below, and a group compares all its pairs again. */
export const leastWeight = weightOf(0.001);

/**
 * Pairs from here on bring records into one group, to be looked at together, a tenth of even odds being as much as
 * the others of a group may make up for.
 */
export const leastEdge = Math.log2(0.1);

/**
 * Components of more records than this are first cut at pairs of higher weight: the time to look at one grows with the
 * square and more.
 */
export const mostTogether = 250;
/** Where they are cut, the lowest that does it; what is cut off is compared once more (`rejoin.ts`). */
export const cuts = [leastEdge, 0, 1, 2, 3, 4, 5, 6, 7.5, 9, 12, 16, 20, 25, 30];

/** A group in which every pair is this sure needs no second look, which saves time. */
export const sure = weightOf(0.99);

/**
 * Bits on either side of the threshold within which a person is to decide, odds of one to six. It was 2 until
 * households were fitted, which moved some of the pairs that were listed.
 */
export const near = 2.5;

/** From here on the pairs of a first fit make the people among whom the frequencies of values are counted. */
export const surePeople = weightOf(0.9);

/** Probability from which a partner in the other file is sure: where records have several, the files hold duplicates. */
export const surePartner = 0.95;

/**
 * From here down the weight of a pair, the shared identifier included, speaks against the identifier: clearly, one
 * to four, since an identifier is strong evidence.
 */
export const leastDoubted = -2;
