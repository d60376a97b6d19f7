import { z } from 'zod';
import { currencies } from './currencies.ts';
import { personal } from './define.ts';

/** Identifiers and short words. */
export const word = () => z.string().min(1).max(256);

/** Free text that may hold personal data unless known otherwise. */
export const freeText = () => personal('contact', z.string().max(65_536));

const decimal = /^-?\d{1,12}(\.\d{1,18})?$/;

/** An amount of money: a decimal string, or a JSON number; below 10^12, so that sums stay within DECIMAL(18,4). */
export const money = () =>
  z.union([z.string().regex(decimal, 'a decimal string such as "128.00"'), z.number().min(-1e12).max(1e12)]);

/** Money that is not below zero. */
export const price = () => money().refine((value) => Number(value) >= 0, 'must not be below 0');

/** How many of something; the tables keep four decimals, so less than a ten-thousandth would become nothing. */
export const quantity = () => z.number().positive().min(1e-4).max(1e9);

/** Loyalty points. */
export const points = () => z.number().min(0).max(1e12);

export const wholeNumber = () => z.number().int();

/** An ISO 4217 code. */
export const currency = () => z.string().refine((code) => currencies.has(code), 'use ISO 4217, e.g. CNY');

/** What people write in many ways and spreadsheets turn into numbers: kept as it came, standardised by a transform. */
export const asWritten = (most: number) => z.union([z.string().max(most), z.number()]);

/** A calendar date, ISO 8601. */
export const date = () => z.iso.date();

/** An instant with its offset, RFC 3339. */
export const instant = () => z.iso.datetime({ offset: true });
