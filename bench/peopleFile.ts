import fs from 'node:fs';
import { people } from './people.ts';

/** Writes records of synthetic people as CSV: `unique_id`, their columns, and `cluster`, the person. */
export function writePeople(file: string, records: number): void {
  const handle = fs.openSync(file, 'w');
  let lines: string[] = [];
  let isFirst = true;
  const options = {
    seed: 4,
    records,
    mostCopies: 5,
    copyRate: 0.5,
    typoRate: 0.15,
    missingRate: 0.05,
    swapRate: 0.02,
    changeRate: 0.05,
    householdRate: 0,
    style: 'western' as const,
  };
  let id = 0;
  for (const row of people(options)) {
    if (isFirst) lines.push(`unique_id,${Object.keys(row).join(',')}`);
    isFirst = false;
    lines.push(`${id++},${Object.values(row).join(',')}`);
    if (lines.length >= 10_000) {
      fs.writeSync(handle, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) fs.writeSync(handle, `${lines.join('\n')}\n`);
  fs.closeSync(handle);
}
