/**
 * Days that shops made, which no calendar of holidays has: fixed dates, and the Friday after the fourth
 * Thursday of November.
 */
export function tradeDays(year: number): readonly { readonly name: string; readonly date: string }[] {
  const firstWeekday = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  const blackFriday = 1 + ((4 - firstWeekday + 7) % 7) + 21 + 1;
  const november = (day: number) => new Date(Date.UTC(year, 10, day)).toISOString().slice(0, 10);
  return [
    { name: '618', date: `${year}-06-18` },
    { name: "Singles' Day", date: `${year}-11-11` },
    { name: 'Black Friday', date: november(blackFriday) },
    { name: 'Cyber Monday', date: november(blackFriday + 3) },
    { name: 'Double Twelve', date: `${year}-12-12` },
  ];
}
