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
