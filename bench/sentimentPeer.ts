import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluateSentiment } from '../transforms/evaluate/index.ts';
import type { Bench, Figure } from './bench.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const peer = path.join(here, 'peers/sklearn_sentiment.py');
const data = process.env.CLIENTELE_DATA ?? path.join(here, '../../shared/data');

/**
 * Files of reviews with the columns `review` and `label`: of `CLIENTELE_REVIEWS`, with commas between, or the
 * one of the data folder.
 */
const files = (
  process.env.CLIENTELE_REVIEWS?.split(',') ?? [path.join(data, 'zh_sentiment/waimai_10k.csv')]
).filter((file) => fs.existsSync(file));

/**
 * Accuracy and AUC on reviews beside scikit-learn's logistic regression over character 1–2-gram TF-IDF in the
 * same folds, where `CLIENTELE_SKLEARN_PYTHON` names a Python that has it.
 */
export const bench: Bench = {
  name: 'sentiment-peer',
  async run({ note = () => undefined }) {
    const python = process.env.CLIENTELE_SKLEARN_PYTHON;
    if (files.length === 0) note('no file of reviews: CLIENTELE_REVIEWS names none that is there');
    if (!python) note('CLIENTELE_SKLEARN_PYTHON names no Python: nothing to compare with');
    const figures: Figure[] = [];
    for (const file of files) {
      const of = (label: string) => `${path.basename(file)}, ${label}`;
      const ours = await evaluateSentiment({ file, columns: { text: 'review', label: 'label' }, folds: 5 });
      figures.push(
        { label: of('texts'), value: ours.texts, unit: '' },
        { label: of('accuracy'), value: ours.accuracy, unit: '' },
        { label: of('AUC'), value: ours.auc, unit: '' },
        { label: of('learned and told, five folds'), value: ours.seconds, unit: 's' },
      );
      if (!python) continue;
      const theirs: Record<'accuracy' | 'auc' | 'seconds', number> = JSON.parse(
        execFileSync(python, [peer, file, 'review', 'label'], { encoding: 'utf8' }),
      );
      figures.push(
        {
          label: of('accuracy less scikit-learn’s'),
          value: ours.accuracy - theirs.accuracy,
          unit: '',
          target: '≥ 0',
        },
        { label: of('AUC less scikit-learn’s'), value: ours.auc - theirs.auc, unit: '', target: '≥ 0' },
        { label: of('time'), value: ours.seconds / theirs.seconds, unit: '×', ratioTo: 'scikit-learn' },
      );
      note(`${file}: scikit-learn ${theirs.accuracy}, ${theirs.auc}, ${theirs.seconds} s`);
    }
    return { name: 'sentiment-peer', figures };
  },
};
