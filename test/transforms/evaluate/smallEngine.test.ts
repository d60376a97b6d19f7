import { expect, test } from 'vitest';
import { openEngine, rows } from '../../../warehouse/index.ts';

test('a small engine gives memory back sooner than the engine does by itself', async () => {
  const held = async (isSmall: boolean) => {
    const engine = await openEngine({ isSmall });
    try {
      const settings = await rows<{ value: string }>(
        await engine.connect(),
        "select value from duckdb_settings() where name like 'allocator%flush_threshold' order by name",
      );
      return settings.map(({ value }) => value);
    } finally {
      engine.close();
    }
  };
  const [small, usual] = [await held(true), await held(false)];
  expect(small).toEqual(['1.9 MiB', '500.0 KiB']);
  usual.forEach((value, i) => {
    expect(value).not.toBe(small[i]);
  });
  expect(usual).toHaveLength(2);
});
