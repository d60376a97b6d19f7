import { describe, expect, it } from 'vitest';
import { openSnapshot } from '../../reports/build/snapshot.ts';
import { checks } from '../../reports/chinese/checks.ts';
import { chineseCheck, chineseTable } from '../../reports/chinese/index.ts';
import { models } from '../../reports/chinese/models.ts';
import { chineseReason, phrases, sentences } from '../../reports/chinese/reasons.ts';
import { events, tables } from '../../reports/chinese/tables.ts';
import { load as loadLineage } from '../../reports/loaders/lineage.ts';
import { load as loadQuality } from '../../reports/loaders/quality.ts';
import { allChecks } from '../../transforms/build/checks.ts';
import { loadProject } from '../../transforms/graph/project.ts';
import { freshnessCheck } from '../../transforms/index.ts';
import { lifetimeReasons } from '../../transforms/lifetime/reasons.ts';
import { recommendReasons } from '../../transforms/recommend/reasons.ts';
import { say } from '../../transforms/say.ts';
import { openEngine } from '../../warehouse/index.ts';
import { temporaryFolder } from '../support/cli.ts';
import { writeFixture } from './fixture.ts';

const engine = await openEngine();
const project = await loadProject(await engine.connect());
engine.close();
const names = project.nodes.flatMap((node) => node.tables);
const declared = [...allChecks(project), freshnessCheck];

describe('in Chinese', () => {
  it('every table says what it is and what one row is', () => {
    expect(names.filter((name) => chineseTable(name) === undefined)).toEqual([]);
    for (const name of names) {
      expect(chineseTable(name)?.description, name).toMatch(/\p{Script=Han}.*。$/u);
      expect(chineseTable(name)?.grain, name).toMatch(/\p{Script=Han}/u);
    }
  });

  it('every check says what it means', () => {
    expect(
      declared
        .filter(({ name, sentence }) => chineseCheck(name, sentence) === undefined)
        .map(({ name }) => name),
    ).toEqual([]);
    for (const { name, sentence } of declared)
      expect(chineseCheck(name, sentence), name).toMatch(/\p{Script=Han}.*。$/u);
  });

  it('every model has a card with all its points', () => {
    const cards = project.nodes.flatMap(({ step }) => (step?.model ? [step.model] : []));
    expect(Object.keys(models).sort()).toEqual(cards.map(({ name }) => name).sort());
    for (const { name, card } of cards) {
      const said = models[name];
      expect(said?.assumptions, name).toHaveLength(card.assumptions.length);
      expect(said?.limits, name).toHaveLength(card.limits.length);
      for (const text of [said?.name, said?.purpose, said?.data, said?.method, ...(said?.limits ?? [])])
        expect(text, name).toMatch(/\p{Script=Han}/u);
    }
  });

  it('every model says why, with the same figures', () => {
    const said = project.nodes.flatMap(({ step }) => Object.values(step?.model?.reasons ?? {}));
    const chinese = { ...sentences, ...phrases };
    expect(Object.keys(chinese).toSorted()).toEqual(said.toSorted());
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
    for (const [english, text] of Object.entries(chinese))
      expect(names(text), english).toEqual(names(english));
  });

  it.each([
    [
      'No model converged, so all go on at their own rate, drawn to that of all.',
      '没有模型收敛，因此所有人按各自的频率（向全体收缩）继续购买。',
    ],
    [
      // sentences one after the other, a full stop in a figure
      `${say(lifetimeReasons.best, { model: 'MBG/NBD', days: 120, rmse: '1.2345' })} ${say(lifetimeReasons.better, { plain: '2.0' })}`,
      '在最近 120 天上，MBG/NBD 误差最小（每位客户的购买次数 RMSE 为 1.2345）。优于假定人人照旧（2.0）。',
    ],
    [
      // a value that is words
      say(recommendReasons.tooFew, { asked: 7, rule: recommendReasons.whatIsPopular }),
      '截止日之后再次购买的客户只有 7 位：不足以分辨商品相似度与“热销商品”的优劣，因此按后者推荐。',
    ],
    [
      // names of groups are theirs, though they look like words of ours
      say(lifetimeReasons.byChannel, { groups: 'word of mouth, app', gain: '12.3' }),
      '按渠道各有参数：word of mouth, app（贝叶斯信息准则改善 12.3）。',
    ],
    ['A model of our own says 3 of 4.', undefined],
  ])('%s', (english, chinese) => expect(chineseReason(english)).toBe(chinese));

  it('nothing is said of tables and checks that are no more', () => {
    const staged = new Set(names.filter((name) => name.startsWith('stg_')).map((name) => name.slice(4)));
    expect(Object.keys(tables).filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.keys(events).filter((name) => !staged.has(name))).toEqual([]);
    expect(Object.keys(checks).filter((name) => !declared.some((check) => check.name === name))).toEqual([]);
  });

  it('the pages get both, and English where a table or check of somebody else has no Chinese', async () => {
    const { paths } = await writeFixture(temporaryFolder('chinese'), 'many');
    const snapshot = await openSnapshot(paths, 'analyst');
    try {
      const { nodes } = await loadLineage(snapshot);
      expect(nodes.find(({ name }) => name === 'customer_rfm')?.words).toEqual({
        en: { grain: 'customer', description: 'Recency, frequency and monetary scores.' },
        'zh-CN': tables.customer_rfm,
      });
      const quality = await loadQuality(snapshot);
      const means = (check: string) => quality.checks.find(({ name }) => name === check)?.means;
      expect(means('orders_negative')).toEqual({
        en: 'No order is worth less than nothing.',
        'zh-CN': '折扣不超过订单价值。',
      });
      expect(means('products_known')?.['zh-CN']).toBe('Every product sold is in the list of products.');
    } finally {
      snapshot.close();
    }
  });
});
