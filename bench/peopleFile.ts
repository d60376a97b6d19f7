import fs from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { type PeopleOptions, type PersonRecord, people } from './people.ts';

/** Copies with a few typing errors, gaps and changed addresses, in Western style. */
export const typingErrors: Omit<PeopleOptions, 'seed' | 'records'> = {
  mostCopies: 5,
  copyRate: 0.5,
  typoRate: 0.15,
  missingRate: 0.05,
  swapRate: 0.02,
  changeRate: 0.05,
  householdRate: 0,
  style: 'western',
};

/** Records written at once. */
const batch = 10_000;

/** Writes records of synthetic people as CSV: `unique_id`, their columns, and `cluster`, the person. */
export function writePeople(file: string, options: PeopleOptions): void {
  const handle = fs.openSync(file, 'w');
  let waiting: PersonRecord[] = [];
  let id = 0;
  const write = () => {
    fs.writeSync(handle, stringify(waiting, { header: id === waiting.length }));
    waiting = [];
  };
  for (const row of people(options)) {
    waiting.push({ unique_id: String(id++), ...row });
    if (waiting.length === batch) write();
  }
  if (waiting.length > 0) write();
  fs.closeSync(handle);
}
