/** A wall-clock time in a time zone, as an instant (milliseconds since 1970 UTC). */
export type ToInstant = (wallMillis: number) => number;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clocks are ahead of UTC at an instant, milliseconds. */
export function zoneOffset(zone: string, instant: number): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
  }
  const name = formatter.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const parts = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name);
  if (!parts) throw new Error(`time zone offset not understood: ${name}`);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = parts;
  const millis = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -millis : millis;
}

const quarterHour = 900_000;
const dayMillis = 86_400_000;

/**
 * Wall-clock times of a zone to instants, where `wallMillis` is the wall clock written as if it were UTC.
 * A time that the clocks show twice is the first of the two; one that they skip is moved on by the gap (the choice
 * that Temporal calls "compatible"). Clocks change on quarter hours, so offsets are remembered by the quarter hour.
 */
export function zonedTime(zone: string): ToInstant {
  const offsets = new Map<number, number>();
  return (wallMillis) => {
    const quarter = Math.floor(wallMillis / quarterHour);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset = offsetAtWall(zone, quarter * quarterHour);
      if (offsets.size > 100_000) offsets.clear();
      offsets.set(quarter, offset);
    }
    return wallMillis - offset;
  };
}

function offsetAtWall(zone: string, wallMillis: number): number {
  const before = zoneOffset(zone, wallMillis - dayMillis);
  const after = zoneOffset(zone, wallMillis + dayMillis);
  if (before === after && zoneOffset(zone, wallMillis - before) === before) return before;
  // the earlier offset wins where it holds (the first of two); a gap is read with the offset before it
  if (zoneOffset(zone, wallMillis - before) === before) return before;
  const between = zoneOffset(zone, wallMillis - after);
  return between === after && zoneOffset(zone, wallMillis - after) === after ? after : before;
}
