import { InvalidArgumentError } from 'commander';

/** An ISO 8601 date, as it was written. */
export const isoDate = (text: string): string => {
  const date = new Date(`${text}T00:00:00Z`);
  if (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(date.valueOf()) &&
    date.toISOString().startsWith(text)
  )
    return text;
  throw new InvalidArgumentError('not a date; write it as 2026-03-31.');
};

/** A parser of whole numbers within limits, both included. */
export const wholeNumber =
  (least: number, most = 1_000_000) =>
  (text: string): number => {
    const value = Number(text);
    if (/^-?\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`a whole number from ${least} to ${most}.`);
  };

/** A parser of numbers within limits, both included. */
export const numberBetween =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`a number from ${least} to ${most}.`);
  };
