import type { Columns } from './columns.ts';
import { fittingFormats } from './fittingFormats.ts';
import type { EventMapping } from './schema.ts';

/** A column of times, in the first format that reads every value. */
export function writtenTime(
  columns: Columns,
  meaning: string,
  column: string,
): Exclude<EventMapping['time'], string> {
  const [format] = fittingFormats(columns.values(meaning));
  return {
    column,
    ...(format !== undefined && format !== 'iso' ? { format } : {}),
    ...(/\b(?:utc|gmt)\b/i.test(column) ? { time_zone: 'UTC' } : {}),
  };
}
