import { describe, expect, it } from 'vitest';
import { killBuilding } from '../../bench/chaosBuild.ts';

describe('a build that is killed', () => {
  it('leaves a whole snapshot behind each time, and the build that ends gives the tables of an undisturbed one', async () => {
    const { at } = await killBuilding(5, 4000);
    expect(at).toHaveLength(5);
  });
});
