import type { Histories } from '../../../models/recommend/histories.ts';

const basket = (day: number, ...items: number[]) => ({ day, items: Uint32Array.from(items) });

/** Customers of two tastes, and one who knows half of the first. */
export const histories: Histories = [
  [basket(1, 0, 1)],
  [basket(2, 0, 1)],
  [basket(3, 0, 1)],
  [basket(4, 2, 3)],
  [basket(5, 2, 3)],
  [basket(6, 0), basket(7, 0)],
];
