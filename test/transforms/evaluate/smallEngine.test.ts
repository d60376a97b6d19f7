import { expect, test } from 'vitest';
import { openEngine, rows } from '../../../warehouse/index.ts';

test('a small engine gives memory back sooner than the engine does by itself', async () => {
  const held = async (isSmall: boolean) => {
    const engine = await openEngine({ isSmall });
    try {
      const [setting] = await rows<{ value: string }>(
        await engine.connect(),
        "select value from duckdb_settings() where name = 'allocator_bulk_deallocation_flush_threshold'",
      );
      return setting?.value;
    } finally {
      engine.close();
    }
  };
  expect(await held(true)).toMatch(/^(1\.0 MB|976\.5 KiB)$/);
  expect(await held(false)).not.toBe(await held(true));
});
