import { describe, expect, test } from 'vitest';
import { channelNames } from '../../reports/components/consent.ts';
import { formats } from '../../reports/components/locale.ts';
import type { ChurnData } from '../../reports/loaders/churn.ts';
import { warningTexts } from '../../reports/views/churn/groups.ts';
import { emptyList, listSentence, reconciled } from '../../reports/views/churn/list.ts';
import { offerPoints } from '../../reports/views/churn/offers.ts';
import { basis, headline, swing } from '../../reports/views/churn/tiles.ts';
import { words } from '../../reports/views/churn/words.ts';

const speech = { t: words.en, format: formats('en', 'CNY') };

describe('the page Churn', () => {
  const all = { customers: 725, high: 484, probability: 0.76, atRisk: 444_000 };
  const totals = { ...all, worthwhile: 590, worthwhileAtRisk: 400_000, gain: 23_300 };
  const medium = { band: 'medium', customers: 198, atRisk: 147_000 };

  test('tells what is at risk with those of a high chance alone', () => {
    const bands = [{ band: 'high', customers: 484, atRisk: 252_000 }, medium];
    const said = headline({ totals, bands, horizonDays: 90 }, speech);
    expect(said).toMatch(/^484 customers .*90 days.*¥252K/);
    expect(said).not.toContain('444');
  });

  test('says so where nobody has a high chance, and of nothing known says nothing', () => {
    const none = { totals: { ...totals, high: 0 }, bands: [medium], horizonDays: 90 };
    expect(headline(none, speech)).toMatch(/^Nobody has a high chance .*all customers together ¥444K/);
    expect(headline({ totals: null, bands: [], horizonDays: 90 }, speech)).toBeNull();
  });

  test('names the measure that decided between a model and recency alone', () => {
    const fit = { auc: 0.773, naive: 0.774, loss: 0.487, naiveLoss: 0.508, error: 0.032 };
    expect(basis({ chosen: 'trees', ...fit }, speech)).toMatch(
      /^Boosted trees: .*log loss of 0\.487 against 0\.508 by recency alone/,
    );
    expect(basis({ chosen: 'recency', ...fit }, speech)).not.toContain('against');
    const unknown = { chosen: 'share', auc: null, naive: 0.6, loss: null, naiveLoss: 0.6, error: null };
    expect(basis(unknown, speech)).toBe(words.en.shareOnly);
  });

  test('says where horizons tell seasons: all left after one date and fewer after another', () => {
    const said = (least: number, most: number, horizonDays: number | null = 90) =>
      swing({ leftRates: { least, most }, horizonDays }, speech);
    expect(said(0.86, 1)).toMatch(/^From season to season between 86\.0% and 100\.0% left.*horizonDays 365/);
    expect(said(0.4, 0.65)).not.toBe('');
    expect(said(0.4, 0.5)).toBe('');
    expect(said(0.86, 1, 365)).toBe('');
    expect(said(0.86, 1, null)).toBe('');
    expect(swing({ leftRates: null, horizonDays: 90 }, speech)).toBe('');
  });

  test('shows signs without an amount at risk where no chance is known', () => {
    const warnings = [{ warning: 'interval', customers: 59, atRisk: 0 }] as const;
    const unknown = warningTexts({ warnings, warned: 59, totals: null }, speech);
    expect(unknown.title).toBe('59 customers show a sign');
    expect(unknown.rows[0]).not.toHaveProperty('atRisk');
    const known = warningTexts({ warnings, warned: 59, totals }, speech);
    expect(known.title).toContain('before their chance is high');
    expect(known.rows[0]).toMatchObject({ atRisk: 0 });
  });

  test('does not count the first of an empty list', () => {
    const none = { list: [], totals: null, listed: 0, notListed: null };
    expect(listSentence(none, speech)).not.toMatch(/first 0|win_back has all/);
    const one = { ...none, list: [{}] as unknown as ChurnData['list'] };
    expect(listSentence(one, speech)).toContain('The first 1; the table win_back has all');
  });

  test('tells offers to exactly those whom one is worth, not to the nearest hundredth', () => {
    const offer = { cost: 4, successRate: 0.15, margin: 0.55 };
    const atRisk = Array.from({ length: 590 }, (_, i) => 590 - i);
    const first = (n: number) => atRisk.slice(0, n).reduce((sum, one) => sum + one, 0);
    const steps = Array.from({ length: 100 }, (_, i) => {
      const customers = Math.round((590 * (i + 1)) / 100);
      return { share: (i + 1) / 100, customers, atRisk: first(customers), least: 590 - customers + 1 };
    });
    const worthwhile = atRisk.filter((one) => one * offer.successRate * offer.margin > offer.cost).length;
    expect(steps.map(({ customers }) => customers)).not.toContain(worthwhile);
    const ofAll = {
      ...{ customers: 590, high: 0, probability: 0.5, atRisk: first(590) },
      ...{ worthwhile, worthwhileAtRisk: first(worthwhile), gain: 0 },
    } satisfies ChurnData['totals'];
    const points = offerPoints({ offers: steps, totals: ofAll }, offer);
    const best = points.reduce((most, point) => (point.net > most.net ? point : most));
    expect(best.customers).toBe(worthwhile);
    const each = atRisk.map((one) => one * offer.successRate * offer.margin - offer.cost);
    expect(best.net).toBeCloseTo(
      each.filter((gain) => gain > 0).reduce((sum, gain) => sum + gain, 0),
      6,
    );
    expect(points.map(({ customers }) => customers)).toEqual(
      [...new Set([0, worthwhile, ...steps.map(({ customers }) => customers)])].sort((a, b) => a - b),
    );
  });

  test('says why fewer are on the list than an offer is worth', () => {
    const some = { recent: 50, low: 12, refused: 3, leastSilenceDays: 30 };
    const worthwhile = { ...totals, worthwhile: 590 };
    expect(reconciled({ totals: worthwhile, listed: 525, notListed: some }, speech)).toBe(
      'Of 590 customers worth an offer 525 are on the list: 50 bought within the last 30 days and are left alone, 12 have a low chance, 3 refused marketing.',
    );
    const none = { ...some, recent: 0, low: 0, refused: 0 };
    expect(reconciled({ totals: worthwhile, listed: 590, notListed: none }, speech)).toBeNull();
  });

  test('does not say of an empty list that nobody is worth an offer where some are left out', () => {
    const left = { recent: 140, low: 0, refused: 4, leastSilenceDays: 30 };
    const of = { totals: { ...totals, worthwhile: 144 }, listed: 0 };
    expect(emptyList({ ...of, notListed: left }, speech)).toBe('Nobody is on the list.');
    expect(emptyList({ ...of, notListed: { ...left, recent: 0, refused: 0 } }, speech)).toMatch(
      /worth an offer/,
    );
  });

  test('of nobody has one point, and no optimum', () => {
    expect(
      offerPoints({ offers: [], totals: null }, { cost: 4, successRate: 0.15, margin: 0.5 }),
    ).toMatchObject([{ customers: 0, net: 0 }]);
  });

  test.each([
    ['email', 'E-mail', '电子邮件'],
    ['email, sms, wechat', 'E-mail, SMS, WeChat', '电子邮件、短信、微信'],
    ['all', 'every channel', '所有渠道'],
    ['all but email, sms', 'every channel but E-mail, SMS', '除电子邮件、短信外的所有渠道'],
  ])('names the channels %s', (consented, english, chinese) => {
    expect(channelNames(consented, 'en')).toBe(english);
    expect(channelNames(consented, 'zh-CN')).toBe(chinese);
  });
});
