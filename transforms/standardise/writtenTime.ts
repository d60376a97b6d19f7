/** A year of two digits, in a table of what happened, is one of 1970 to 2069. */
export const fullYear = (digits: string): number =>
  digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900);

/** The number by which spreadsheets know 1970-01-01. */
const firstDayNumber = 25_569;
const secondsPerDay = 86_400;

/** The milliseconds since 1970 of the number by which a spreadsheet knows a day, its decimals a time to the second. */
export const dayNumberMillis = (number: string): number =>
  Math.round((Number(number) - firstDayNumber) * secondsPerDay) * 1000;

/** Whether a number is likely one of those: of 1954 to 2064, other numbers of five digits are less likely days. */
export const isDayNumber = (text: string): boolean => /^[2-5]\d{4}(?:\.\d+)?$/.test(text);

/** A time behind a date as Chinese, Japanese and Korean (下午 3:05, 15时5分) or French (14h30) write it, as 15:05. */
export const plainClock = (text: string): string =>
  text
    .replace(
      /(?:\s|(?<=[日号號午前後일전후]))(\d{1,2})\s?[h时時点點시]\s?(?:(\d{1,2})\s?(?:min|分|분)?\s?(?:(\d{1,2})\s?[s秒초])?)?$/iu,
      (_, hours, minutes = '0', seconds) =>
        ` ${[hours, minutes, seconds].flatMap((part) => (part ? [part.padStart(2, '0')] : [])).join(':')}`,
    )
    .replace(/\s*(上午|午前|오전|下午|午後|오후)\s*(\d{1,2})(?=:)/u, (all, half, hours) => {
      const isLate = /下午|午後|오후/u.test(half);
      return Number(hours) > 12 ? all : ` ${(Number(hours) % 12) + (isLate ? 12 : 0)}`;
    });
