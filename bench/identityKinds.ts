import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Bench, Figure } from './bench.ts';
import { besideSplink, compile, ours, splink } from './matchers.ts';
import type { PeopleOptions } from './people.ts';
import { typingErrors, writePeople } from './peopleFile.ts';

type Kind = Omit<PeopleOptions, 'seed' | 'records'>;

const historical: Kind = {
  ...typingErrors,
  style: 'historical',
  mostCopies: 12,
  copyRate: 0.85,
  typoRate: 0.2,
  changeRate: 0.25,
};

/** People who are hard to tell apart in different ways. */
const kinds: Readonly<Record<string, Kind>> = {
  'typing errors': typingErrors,
  'twice the errors, gaps, exchanged names': {
    ...typingErrors,
    typoRate: 0.3,
    missingRate: 0.15,
    swapRate: 0.1,
    changeRate: 0.1,
  },
  'two in five share a household': { ...typingErrors, householdRate: 0.4 },
  'two in a hundred have a copy': { ...typingErrors, copyRate: 0.02, mostCopies: 1 },
  'historical, a quarter missing': { ...historical, missingRate: 0.25 },
  'historical, nearly half missing': { ...historical, missingRate: 0.45 },
  Chinese: { ...typingErrors, style: 'chinese' },
  'Chinese, more errors and gaps': {
    ...typingErrors,
    style: 'chinese',
    typoRate: 0.3,
    missingRate: 0.2,
    swapRate: 0.05,
    changeRate: 0.15,
  },
};

/** How well records of each kind of people are matched without labels, at the cut that each tool comes with, and at what cost. */
export const bench: Bench = {
  name: 'identity-kinds',
  async run({ events: records = 6000, note = () => undefined }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-kinds-'));
    const figures: Figure[] = [];
    compile();
    try {
      for (const [kind, of] of Object.entries(kinds)) {
        const file = path.join(folder, 'people.csv');
        writePeople(file, { ...of, seed: 77, records });
        const { clusters, seconds, peakRssMiB } = ours(file);
        const { precision = 0, recall = 0, f1 = 0 } = clusters.pairwise ?? {};
        figures.push(
          { label: `${kind}: F1`, value: f1, unit: '' },
          { label: `${kind}: precision`, value: precision, unit: '' },
          { label: `${kind}: recall`, value: recall, unit: '' },
        );
        const other = splink(file);
        note(`${kind}: ${f1}, Splink ${other?.f1 ?? 'not asked'}`);
        if (other?.f1 === undefined) continue;
        figures.push(
          { label: `${kind}: Splink, p ≥ .95, F1`, value: other.f1, unit: '' },
          { label: `${kind}: F1 less Splink’s`, value: f1 - other.f1, unit: '', target: '≥ 0' },
          besideSplink(`${kind}: time`, seconds, other.seconds),
        );
        if (other.peakRssMiB) figures.push(besideSplink(`${kind}: memory`, peakRssMiB, other.peakRssMiB));
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
    return { name: 'identity-kinds', figures };
  },
};
