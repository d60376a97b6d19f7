import { isDayNumber } from '../../../../transforms/standardise/light/index.ts';
import { timeReader } from './timeFormat.ts';

/** Time formats tried, the unambiguous ones first. */
const candidateFormats: readonly string[] = [
  'iso',
  'yyyyMMddHHmmss',
  'yyyyMMdd',
  'd/M/yyyy H:mm',
  'M/d/yyyy H:mm',
  'd/M/yyyy H:mm:ss',
  'M/d/yyyy H:mm:ss',
  'd/M/yyyy',
  'M/d/yyyy',
  'M/d/yyyy h:mm a',
  'M/d/yyyy h:mm:ss a',
  'd.M.yyyy H:mm',
  'd.M.yyyy H:mm:ss',
  'd.M.yyyy',
  'd-M-yyyy H:mm',
  'd-M-yyyy',
  'd MMM yyyy H:mm',
  'd MMM yyyy',
  'd. MMM yyyy H:mm',
  'd. MMM yyyy',
  'd-MMM-yyyy H:mm',
  'd-MMM-yyyy',
  'd-MMM-yy',
  'd MMM yy',
  'MMM d, yyyy h:mm a',
  'MMM d, yyyy H:mm',
  'MMM d, yyyy',
  'd/M/yy H:mm',
  'M/d/yy H:mm',
  'd/M/yy',
  'M/d/yy',
  'd.M.yy H:mm',
  'd.M.yy',
  'yyyy年M月d日 H:mm',
  'epoch_seconds',
  'epoch_millis',
  'excel_days',
];

/** The formats that read every one of the values; for epochs and days of a spreadsheet only numbers of our time count. */
export function fittingFormats(values: readonly string[]): string[] {
  if (values.length === 0) return [];
  return candidateFormats.filter((format) => {
    const read = timeReader(format);
    return values.every((value) => {
      const time = read(value.trim());
      if (!time || (format === 'excel_days' && !isDayNumber(value.trim()))) return false;
      const year = new Date(time.wallMillis).getUTCFullYear();
      return !format.startsWith('epoch') || (year > 1990 && year < 2100);
    });
  });
}
