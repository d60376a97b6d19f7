import { beforeAll, describe, expect, it } from 'vitest';
import { land, newProject } from '../support/builtProject.ts';
import { run } from '../support/cli.ts';
import { event } from '../support/warehouse.ts';

let folder: string;
beforeAll(async () => {
  folder = newProject();
  const view = (at: string) => event('page.viewed', at, { customer: { email: 'li@example.cn' }, url: '/' });
  const profile = event('profile.updated', '2020-01-01T08:00:00Z', { customer: { email: 'li@example.cn' } });
  await land(folder, [profile, view('2026-03-01T20:00:00Z'), view('2026-06-30T08:00:00Z')]);
});

describe('a business date', () => {
  it.each([
    [undefined, []],
    ['2026-03-02', []],
    ['2026-09-30', []],
    [
      '2026-03-01',
      ['as of 2026-03-01 is before the first event of the business (2026-03-02): nothing counts'],
    ],
    [
      '2026-10-01',
      [
        'as of 2026-10-01 is 93 days after the last event of the business (2026-06-30): every customer looks inactive',
      ],
    ],
  ])('of %s is warned of where it lies outside of the days of the business', async (asOf, warnings) => {
    const argv = asOf === undefined ? [] : ['--as-of', asOf];
    for (const command of ['plan', 'build']) {
      const { code, out, err } = await run(folder, [command, ...argv, '--json']);
      expect(code).toBe(0);
      expect(JSON.parse(out).warnings).toEqual(warnings);
      expect(err.split('\n').filter((line) => line.startsWith('warning: '))).toEqual(
        warnings.map((one) => `warning: ${one}`),
      );
    }
  });
});

describe('a build', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n, 4)).toISOString();
  const purchase = (n: number) =>
    event('purchase.completed', day(n), {
      order_id: String(n),
      currency: 'CNY',
      lines: [{ sku: 'A', quantity: 1, unit_price: '10.00' }],
    });
  const warningsOf = async (project: string, ...argv: readonly string[]) =>
    JSON.parse((await run(project, ['plan', '--json', ...argv])).out).warnings as readonly string[];

  it('warns where purchases end long before the as-of date, against how far apart they were', async () => {
    const daily = newProject();
    await land(daily, [
      ...Array.from({ length: 20 }, (_, i) => purchase(i + 1)),
      event('review.posted', day(30), { customer: { email: 'li@example.cn' }, rating: 5 }),
    ]);
    expect(await warningsOf(daily)).toEqual([
      'no purchase since 2026-01-20, 10 days before the as-of date 2026-01-30, where they were seldom more than 1 day apart: these days count as days without revenue. If their purchases have not landed yet, build with --as-of 2026-01-20',
    ]);
    expect(await warningsOf(daily, '--as-of', '2026-01-23')).toEqual([]);
    expect(await warningsOf(daily, '--as-of', '2026-01-10')).toEqual([]);

    const weekly = newProject();
    await land(weekly, [
      ...Array.from({ length: 20 }, (_, i) => purchase(7 * i + 1)),
      event('review.posted', day(7 * 19 + 11), { customer: { email: 'li@example.cn' }, rating: 5 }),
    ]);
    expect(await warningsOf(weekly)).toEqual([]);
  });

  it('says of requests of erasure that they are not carried out, and status says it again', async () => {
    const asked = newProject();
    const request = (n: number) =>
      event('privacy.erasure_requested', day(n), { customer: { email: `c${n}@example.cn` } });
    await land(asked, [
      event('page.viewed', day(9), { customer: { email: 'c@example.cn' }, url: '/' }),
      request(3),
      request(5),
    ]);
    const warning =
      '2 requests of erasure (privacy.erasure_requested) since 2026-01-03 not carried out: clientele does not erase yet, so what is known of these people is still in landing and in every table';
    const built = await run(asked, ['build']);
    expect(built).toMatchObject({ code: 0, err: expect.stringContaining(`warning: ${warning}\n`) });
    expect((await run(asked, ['status'])).out).toContain(`  warning    ${warning}\n`);
  });
});

describe('a model to fit anew', () => {
  it('is refused where there is none of its name, with those that there are', async () => {
    const { code, out } = await run(folder, ['build', '--refit', 'churn', 'nosuch', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      code: 'model-unknown',
      message: expect.stringMatching(/^no model "nosuch" \(--refit\); the models are .*churn, .*identity/),
    });
    expect(await run(folder, ['build', '--refit', 'identity', '--select', 'calendar'])).toMatchObject({
      code: 0,
    });
  });
});
