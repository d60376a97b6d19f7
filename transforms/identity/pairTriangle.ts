/**
 * Where the pair of places i ≤ j of `size` records stands among all of them, row after row: (0, 0), (0, 1), …, (1, 1), ….
 */
export const pairPlace = (size: number, i: number, j: number): number => (i * (2 * size - i - 1)) / 2 + j;

/** How many pairs of `size` records there are, those of a record with itself included. */
export const pairPlaces = (size: number): number => (size * (size + 1)) / 2;

/** How many pairs of two of `size` records there are. */
export const pairsAmong = (size: number): number => (size * (size - 1)) / 2;
