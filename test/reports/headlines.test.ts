import { describe, expect, test } from 'vitest';
import { formats } from '../../reports/components/locale.ts';
import { greatest } from '../../reports/views/customers/greatest.ts';
import { words as customerWords } from '../../reports/views/customers/words.ts';
import {
  agreementOf,
  type Context as IdentityContext,
  reasonOf,
} from '../../reports/views/identity/context.ts';
import { words as identityWords } from '../../reports/views/identity/words.ts';
import { candidateName } from '../../reports/views/methods/context.ts';
import { words as methodWords } from '../../reports/views/methods/words.ts';
import { alone } from '../../reports/views/overview/insight.ts';
import { movedTitle } from '../../reports/views/overview/moved.ts';
import { words } from '../../reports/views/overview/words.ts';
import { profileFields } from '../../transforms/identity/profileFields.ts';
import { reviewReasons } from '../../transforms/identity/reviewReasons.ts';

const chinese = { t: words['zh-CN'], format: formats('zh-CN', 'CNY') };
const naming = { name: (value: string) => value, dimension: '渠道' };
const part = (value: string, change: number, verdict: 'up' | 'down' | 'noise' = 'up') => ({
  ...{ value, change },
  test: { verdict },
});

describe('headlines', () => {
  test('say of a period before that nothing was sold in it, not that there is none', () => {
    expect(alone('CHF 0', null, words.en)).toContain('there is no earlier period');
    expect(alone('CHF 0', 0, words.en)).toBe('Net revenue was CHF 0; in the period before there was none.');
  });

  test('take what is not known for no part that moved revenue', () => {
    const said = (...parts: readonly ReturnType<typeof part>[]) => movedTitle(parts, chinese, naming);
    expect(said(part('web', 900), part('unknown', 100))).toBe('“web”对销售额影响最大：¥900');
    expect(said(part('unknown', 900), part('web', 100))).toBe('已知部分中，“web”对销售额影响最大：¥100');
    expect(said(part('unknown', 900), part('web', 100, 'noise'))).toBe('销售额的变化来自渠道未知的部分');
    expect(said(part('unknown', 900, 'noise'))).toBe(chinese.t.onlyChance);
    expect(said(part('web', 0))).toBe(chinese.t.nothingMoved);
  });

  test('take what is not known for no channel that brings customers', () => {
    const t = customerWords['zh-CN'];
    const sayings = { best: t.bestChannel, bestKnown: t.bestKnownChannel, noneKnown: t.noKnownChannel };
    const said = (...parts: readonly (readonly [string, number])[]) =>
      greatest(parts, sayings, (value) => value, chinese.format);
    expect(said(['web', 3], ['unknown', 1])).toBe('web带来 75.0% 的新客户');
    expect(said(['unknown', 3], ['web', 1])).toBe('web带来 25.0% 的新客户；75.0% 的渠道未知');
    expect(said(['unknown', 3])).toBe('新客户的渠道未知');
  });

  test('name a model that counts seasons in either language', () => {
    expect(candidateName({ t: methodWords['zh-CN'] }, 'pareto-nbd, seasonal')).toBe('Pareto/NBD（计入季节）');
    expect(candidateName({ t: methodWords.en }, 'pareto-nbd, seasonal')).toBe('Pareto/NBD, seasonal');
  });

  test.each([
    [9450, '¥9,450', '9,450'],
    [1830, '¥1,830', '1,830'],
    [94_500, '¥9.45万', '9.45万'],
    [12_345_678, '¥1,230万', '1,230万'],
  ])('group thousands of %i alike everywhere', (amount, money, count) => {
    const { compactMoney, compactCount } = chinese.format;
    expect([compactMoney(amount), compactCount(amount)]).toEqual([money, count]);
  });

  test('give small amounts no more digits than prices have', () => {
    const { compactMoney } = formats('en', 'CNY');
    expect([-0.113, 0, 0.004, 1.234, 5.5, 28.44].map(compactMoney)).toEqual([
      '−¥0.11',
      ...['¥0', '¥0', '¥1.23', '¥5.5', '¥28.4'],
    ]);
  });

  test('say of which pairs of records the matcher speaks', () => {
    expect(identityWords.en.fitSentence('65.5%', '99.1%')).toMatch(
      /65\.5% of the pairs that likeness joins or that share an identifier.* are one person/,
    );
    expect(identityWords['zh-CN'].fitSentence('65.5%', '99.1%')).toContain(
      '按相似度合并的或共用标识的记录对',
    );
  });

  test('join a field with its level, and two sentences, as each language does', () => {
    const t = identityWords['zh-CN'];
    expect(agreementOf({ t } as IdentityContext, 'given_name', 'differs')).toBe('名：不同');
    expect(agreementOf({ t } as IdentityContext, 'prior', '')).toBe('先验');
    expect(agreementOf({ t: identityWords.en } as IdentityContext, 'given_name', 'differs')).toBe(
      'given name: differs',
    );
    expect(t.sentences(t.joinedSentence, '据模型自身的概率')).toMatch(/数据管家的裁定。据模型/);
  });

  test('say why two records are to be reviewed, in either language', () => {
    const [english, hans] = (['en', 'zh-CN'] as const).map(
      (one) => ({ t: identityWords[one] }) as IdentityContext,
    );
    for (const reason of reviewReasons)
      for (const { t } of [english, hans] as IdentityContext[]) expect(t.reasons[reason]).toBeTruthy();
    for (const { t } of [english, hans] as IdentityContext[]) {
      const compared = profileFields.map(({ name }) => name).filter((name) => name !== 'full_name');
      for (const name of [
        ...compared,
        'given_name_2',
        'phone_masked',
        'loyalty_id',
        'order',
        'coupon',
        'groups',
      ])
        expect(t.names, name).toHaveProperty(name);
    }
    const pair = { reason: 'shared_suffixes', sharedKinds: 'phone,loyalty_id' };
    expect(reasonOf(english as IdentityContext, pair)).toBe(
      'they share a phone and a loyalty id, one as Jr and the other as Sr, or the like',
    );
    expect(reasonOf(hans as IdentityContext, pair)).toBe('共用电话与会员号，但姓名后缀不同（如 Jr 与 Sr）');
    expect(reasonOf(hans as IdentityContext, { reason: 'uncertain_pair', sharedKinds: null })).toBe(
      '把握不大',
    );
  });

  test('say of a check that failed that its rule does not hold', () => {
    const rule = 'In the last seven days no rule failed.';
    expect(words.en.doesNotHold(rule)).toBe(`Does not hold: ${rule}`);
    expect(chinese.t.doesNotHold('没有一条未通过。')).toBe('不成立：没有一条未通过。');
  });
});
