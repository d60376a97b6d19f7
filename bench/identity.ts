import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Bench, Figure } from './bench.ts';
import { besideSplink, compile, ours, splink } from './matchers.ts';
import { typingErrors, writePeople } from './peopleFile.ts';

/** How fast, and how well, the records of synthetic people are matched without labels. */
export const bench: Bench = {
  name: 'identity',
  async run({ events: wanted, note = () => undefined }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-identity-'));
    const figures: Figure[] = [];
    compile();
    try {
      for (const records of wanted ? [wanted] : [5_000, 100_000, 1_000_000]) {
        const file = path.join(folder, `people-${records}.csv`);
        writePeople(file, { ...typingErrors, seed: 4, records });
        const { seconds, clusters, candidatePairs, blockingRecall, peakRssMiB } = ours(file);
        const of = (label: string) => `${label}, ${records} records`;
        figures.push(
          {
            label: of('matched'),
            value: seconds,
            unit: 's',
            ...(records === 1_000_000 ? { target: '≤ 60' } : {}),
          },
          { label: of('F1 of the pairs of clusters'), value: clusters.pairwise?.f1 ?? 0, unit: '' },
          { label: of('pairs compared'), value: candidatePairs, unit: 'pairs' },
          { label: of('true pairs among them'), value: blockingRecall ?? 0, unit: '' },
          { label: of('peak resident memory'), value: peakRssMiB, unit: 'MiB', target: '≤ 4096' },
        );
        note(`${records}: ${seconds} s, ${peakRssMiB} MiB`);
        const other = splink(file);
        if (!other) continue;
        const isDone = other.f1 !== undefined;
        figures.push({
          label: of(isDone ? 'Splink, p ≥ .95, matched' : 'Splink, not done after'),
          value: other.seconds,
          unit: 's',
        });
        if (other.f1 !== undefined)
          figures.push({
            label: of('Splink, p ≥ .95, F1 of the pairs of clusters'),
            value: other.f1,
            unit: '',
          });
        figures.push(besideSplink(of(isDone ? 'time' : 'time, at most'), seconds, other.seconds));
        if (other.peakRssMiB) figures.push(besideSplink(of('memory'), peakRssMiB, other.peakRssMiB));
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
    return { name: 'identity', figures };
  },
};
