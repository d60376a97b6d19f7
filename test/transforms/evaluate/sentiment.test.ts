import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../models/numeric/random.ts';
import { run, temporaryFolder } from '../../support/cli.ts';
import { publicData } from '../../support/publicData.ts';

const waimai = publicData('zh_sentiment/waimai_10k.csv');
const folder = temporaryFolder('sentiment');
const sentiment = (file: string, ...argv: string[]) =>
  run(folder, ['evaluate', 'sentiment', '--json', '--texts', file, ...argv]);
const columns = ['--columns', 'text=text,label=label'];
const write = (name: string, lines: readonly string[]) => {
  fs.writeFileSync(path.join(folder, name), `label,text\n${lines.join('\n')}\n`);
  return name;
};

test.skipIf(!fs.existsSync(waimai))(
  'Chinese reviews are told better than by a linear model over TF-IDF (data absent: skipped)',
  async () => {
    const { code, out } = await sentiment(waimai, '--columns', 'text=review,label=label');
    expect(code).toBe(0);
    const figures = JSON.parse(out);
    expect(figures).toMatchObject({ schema: 'clientele.evaluate-sentiment/1', texts: 11987 });
    expect(figures.accuracy).toBeGreaterThan(0.9);
    expect(figures.auc).toBeGreaterThan(0.949);
    expect(figures.expectedCalibrationError).toBeLessThan(0.03);
  },
);

describe('evaluate sentiment', () => {
  const opinions = Array.from({ length: 200 }, (_, i) =>
    i % 2 === 0 ? `5,really good service number ${i}` : `1,not good at all and slow number ${i}`,
  );

  test('learns what is common to the forms of a word', async () => {
    const random = seededRandom(6);
    const ending = () => Array.from({ length: 4 }, () => 'abcd'[Math.floor(random() * 4)]).join('');
    const lines = Array.from({ length: 400 }, (_, i) => {
      const others = Array.from({ length: 6 }, () => ending() + ending());
      return `${i % 2},${['abcad', 'cadab'][i % 2]}${ending()} ${others.join(' ')}`;
    });
    const { out } = await sentiment(write('forms.csv', lines), ...columns, '--folds', '3');
    // by whole words and pairs of characters it is .70
    expect(JSON.parse(out).accuracy).toBeGreaterThan(0.95);
  });

  test('learns English from scores; the middle of the scale does not count', async () => {
    const file = write('scores.csv', [...opinions, '3,so so', '3,it was there']);
    const { out } = await sentiment(file, ...columns);
    const { rows, texts, positives, accuracy } = JSON.parse(out);
    expect({ rows, texts, positives }).toEqual({ rows: 202, texts: 200, positives: 100 });
    expect(accuracy).toBeGreaterThan(0.95);
  });

  test('leaves out rows without a text or a label, and says how many', async () => {
    const { code, out, err } = await sentiment(write('gaps.csv', [...opinions, '1,', ',fine']), ...columns);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 202, rowsLeftOut: 2, texts: 200 });
    expect(err).toContain('2 rows without a text or a label: left out');
  });

  test('learns from emoji alone', async () => {
    const faces = Array.from({ length: 200 }, (_, i) =>
      i % 2 === 0 ? `good,${'😀'.repeat(1 + (i >> 1))}` : `bad,${'😡'.repeat(1 + (i >> 1))}`,
    );
    const { out } = await sentiment(write('emoji.csv', faces), ...columns);
    expect(JSON.parse(out).accuracy).toBeGreaterThan(0.95);
  });

  const labelled = (good: string, bad: string, more: readonly string[] = []) => [
    ...opinions.map((line) => line.replace(/^\d/, (score) => (score === '5' ? good : bad))),
    ...more,
  ];

  test.each([
    ['满意', '不满意'],
    ['好评', '差评'],
    ['正面', '负面'],
    ['Positive', 'Negative'],
    ['pos', 'neg'],
    ['good', 'bad'],
    ['yes', 'no'],
    ['是', '否'],
    ['true', 'false'],
    ['1', '0'],
  ])('knows %s and %s, and that what is neutral does not count', async (good, bad) => {
    const file = write('pair.csv', labelled(good, bad, good === '1' ? [] : ['中性,so so', 'Neutral,so so']));
    const { out } = await sentiment(file, ...columns);
    expect(JSON.parse(out)).toMatchObject({
      ...{ texts: 200, positives: 100 },
      label: { positive: [good], negative: [bad] },
    });
  });

  test('takes any two values, the positive one named', async () => {
    const file = write('named.csv', labelled('hot', 'cold', ['NA,fine', 'neutral,so so']));
    const refused = await sentiment(file, ...columns);
    expect(refused.err).toContain('name the positive one as label=label=<value>');
    const { out } = await sentiment(file, '--columns', 'text=text,label=label=hot');
    expect(JSON.parse(out)).toMatchObject({
      ...{ texts: 200, positives: 100, rowsLeftOut: 1 },
      label: { positive: ['hot'], negative: ['cold'], between: ['neutral'] },
    });
    const absent = await sentiment(file, '--columns', 'text=text,label=label=warm');
    expect(absent.err).toContain('has labels such as cold, hot');
  });

  test('several positive labels may be named, and the advice to name them leaves none out', async () => {
    const some = (i: number) => ['hot', 'warm', 'cold', 'icy'][i % 4];
    const lines = opinions.map(
      (line, i) => `${i % 2 === 0 ? some((i >> 1) & 1) : some(2 + ((i >> 1) & 1))}${line.slice(1)}`,
    );
    const file = write('several.csv', lines);
    const refused = await sentiment(file, ...columns);
    expect(refused.err).toContain('name all the positive ones, in quotes, as "label=label=<value>|<value>"');
    const { out } = await sentiment(file, '--columns', 'text=text,label=label=hot|warm');
    expect(JSON.parse(out)).toMatchObject({
      ...{ texts: 200, positives: 100 },
      label: { positive: ['hot', 'warm'], negative: ['cold', 'icy'] },
    });
  });

  test('a slip among scores is left out and said, and refusing scores says what scale they were held to', async () => {
    const { out, err } = await sentiment(write('slip.csv', [...opinions, '10,very good']), ...columns);
    expect(JSON.parse(out)).toMatchObject({
      ...{ texts: 200, positives: 100, rowsOutside: 1 },
      label: { positive: ['5'], negative: ['1'], outside: ['10'], scale: { low: 1, high: 5 } },
    });
    expect(err).toContain('1 row with a label that is not on the scale of 1 to 5 (10): left out');
    const refused = await sentiment(write('high.csv', labelled('5', '4')), ...columns);
    expect(refused.err).toContain('on a scale of 1 to 5, positive is what is above 3');
  });

  test('of scores with decimals no more than twenty values a side are listed', async () => {
    const lines = opinions.map(
      (line, i) => `${line[0] === '5' ? '' : '-'}${(1 + i / 100).toFixed(2)}${line.slice(1)}`,
    );
    const { out } = await sentiment(write('decimals.csv', lines), ...columns);
    const { texts, positives, label } = JSON.parse(out);
    expect({ texts, positives }).toEqual({ texts: 200, positives: 100 });
    expect(label.positive).toHaveLength(20);
    expect(label.negative).toHaveLength(20);
    expect(label.scale).toEqual({ low: -3, high: 3 });
  });

  test.each([
    ['too few', ['1,good', '0,bad'], 'at least 50 of each'],
    [
      'the same few again and again',
      Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? `1,good ${i % 4}` : `0,bad ${i % 4}`)),
      '2 different positive and 2 different negative texts among 200; at least 50 of each',
    ],
    ['one side', opinions.filter((_, i) => i % 2 === 0), 'has labels such as 5'],
    ['labels that say nothing', ['a,good', 'b,bad'], 'has labels such as a, b'],
    ['texts without a word', ['1,', '0,'], 'all 2 rows are empty in text or label'],
  ])('refuses %s', async (name, lines, message) => {
    const { code, err } = await sentiment(write(`${name}.csv`, lines), ...columns);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});
