import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomLcg, randomNormal } from 'd3-random';
import { evaluateChurn } from '../transforms/evaluate/index.ts';
import type { Bench, Figure } from './bench.ts';

const peer = path.join(path.dirname(fileURLToPath(import.meta.url)), 'peers/sklearn_churn.py');

interface Peer {
  readonly auc: number;
  readonly expectedCalibrationError: number;
}

/** Labelled tables of kinds that are hard in different ways. */
const kinds = {
  'linear, few rows': { rows: 800, interaction: 0, steps: 0, noise: 1 },
  'two features together': { rows: 4000, interaction: 1.5, steps: 0, noise: 1 },
  'steps and gaps': { rows: 4000, interaction: 0.5, steps: 1.5, noise: 1 },
  'rare and noisy': { rows: 8000, interaction: 0.3, steps: 0.5, noise: 2.5 },
} as const;

/** A table with numbers, skewed numbers, gaps and categories, and labels drawn from the chance that they make. */
function table(
  { rows, interaction, steps, noise }: (typeof kinds)[keyof typeof kinds],
  seed: number,
): string {
  const random = randomLcg(seed);
  const normal = randomNormal.source(random)(0, 1);
  const plans = ['basic', 'silver', 'gold', 'staff'];
  const lines = ['id,a,b,c,d,e,f,plan,region,label'];
  for (let i = 0; i < rows; i++) {
    const [a, b, c, d] = [normal(), normal(), Math.exp(normal()), normal()];
    const [e, f] = [Math.floor(random() * 12), random()];
    const plan = Math.floor(random() * 4);
    const z =
      0.8 * a -
      0.5 * b +
      0.3 * Math.log(c) +
      interaction * a * d +
      steps * (e > 8 ? 1 : 0) -
      steps * (f < 0.2 ? 1 : 0) +
      (plan - 1.5) * 0.4;
    const label = random() < 1 / (1 + Math.exp(-(z / noise - (noise > 2 ? 2 : 0)))) ? 1 : 0;
    const gap = (value: number) => (random() < 0.05 ? '' : value.toFixed(4));
    lines.push(
      `u${i},${gap(a)},${gap(b)},${gap(c)},${d.toFixed(4)},${e},${f.toFixed(4)},${plans[plan]},r${i % 7},${label}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * AUC and calibration beside scikit-learn's logistic regression and boosted trees in the same folds, where
 * `CLIENTELE_SKLEARN_PYTHON` names a Python that has it.
 */
export const bench: Bench = {
  name: 'churn-peer',
  async run({ note = () => undefined }) {
    const python = process.env.CLIENTELE_SKLEARN_PYTHON;
    if (!python) {
      note('CLIENTELE_SKLEARN_PYTHON names no Python: nothing to compare with');
      return { name: 'churn-peer', figures: [] };
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-churn-'));
    const figures: Figure[] = [];
    try {
      let seed = 0.1;
      for (const [kind, of] of Object.entries(kinds)) {
        const file = path.join(folder, 'table.csv');
        fs.writeFileSync(file, table(of, (seed += 0.1)));
        const { models } = await evaluateChurn({
          table: { file, id: 'id', label: 'label', positive: '1' },
          folds: 5,
        });
        const theirs: Readonly<Record<string, Peer>> = JSON.parse(
          execFileSync(python, [peer, file, 'id', 'label'], { encoding: 'utf8' }),
        );
        for (const name of ['logistic', 'gbdt'] as const) {
          const [ours, other] = [models[name], theirs[name]];
          if (!ours || !other) throw new Error(`no ${name}`);
          const label = `${kind}, ${name === 'gbdt' ? 'boosted trees' : 'logistic regression'}`;
          figures.push(
            { label: `${label}, AUC`, value: ours.auc, unit: '' },
            {
              label: `${label}, AUC less scikit-learn’s`,
              value: ours.auc - other.auc,
              unit: '',
              target: '≥ −.003',
            },
            {
              label: `${label}, calibration error`,
              value: ours.expectedCalibrationError,
              unit: '',
              target: '≤ .03',
            },
            { label: `${label}, scikit-learn’s`, value: other.expectedCalibrationError, unit: '' },
          );
        }
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
    return { name: 'churn-peer', figures };
  },
};
