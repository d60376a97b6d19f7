/** Milliseconds in a day without changes of the clock, as those of UTC are. */
export const msPerDay = 86_400_000;

/** The ISO 8601 date (UTC) of a time in milliseconds since 1970. */
export const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The date so many days before another. */
export const daysBefore = (date: string, days: number): string => dateOf(Date.parse(date) - days * msPerDay);

/** Days from one date to another, below 0 where that comes first. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / msPerDay;

/** Days of a date since 1970. */
export const dayNumber = (date: string): number => Date.parse(date) / msPerDay;
