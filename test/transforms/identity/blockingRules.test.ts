import { expect, test } from 'vitest';
import { planBlocking } from '../../../transforms/identity/blockingRules.ts';
import { createDraw } from '../../../transforms/identity/draw.ts';
import { openEngine } from '../../../warehouse/index.ts';

test('a link has no rule by what one of its files never holds', async () => {
  const engine = await openEngine();
  try {
    const connection = await engine.connect();
    // the second file tells initials alone
    await connection.run(
      `create table match_records as select i as rid, i // 3000 as source,
         case when i < 3000 then chr((97 + i % 26)::int) || 'na' || i % 40 else chr((97 + i % 26)::int) end as given_name,
         'fam' || i % 700 as family_name, (19500101 + (i % 977) * 97)::varchar as birth_date
       from range(6000) as r (i)`,
    );
    const fields = (['given_name', 'family_name', 'birth_date'] as const).map((name) => ({
      name,
      kind: name,
    }));
    await createDraw(connection, fields);
    const rules = await planBlocking(connection, fields, 2_000_000, true);
    const keys = rules.flatMap((rule) => rule.keys);
    expect(keys).toContain('given_name:1');
    expect(keys).not.toContain('given_name:3');
  } finally {
    engine.close();
  }
});
