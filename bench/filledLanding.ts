import fs from 'node:fs';
import { Landing } from '../ingest/index.ts';
import { openEngine, type StatePaths } from '../warehouse/index.ts';

/** How a landing file is filled: so many purchases, twice as many page views, a fifth as many customers. */
export interface Fill {
  readonly purchases: number;
  /** the first number of the purchases' ids, so that a second filling brings new ones */
  readonly from?: number;
}

/**
 * Fills landing with valid events made by the engine itself, because what is measured comes after landing.
 * The customers of shop.web and those of crm share e-mail addresses for half of the latter.
 */
export async function fillLanding(paths: StatePaths, { purchases, from = 0 }: Fill): Promise<void> {
  fs.mkdirSync(paths.data, { recursive: true });
  const landing = await Landing.open(paths, { clock: () => new Date() });
  await landing.close();
  const engine = await openEngine({ memoryLimit: '8GB' });
  await engine.attach(paths.landing, 'landing', 'write');
  const connection = await engine.connect();
  const customers = Math.max(1, Math.round((from > 0 ? from : purchases) / 5));
  const pick = (salt: number, size: string | number) => `((hash(i + ${salt}) >> 1)::bigint % ${size})`;
  const start = from > 0 ? "timestamp '2026-10-30'" : "timestamp '2024-11-01'";
  const seconds = from > 0 ? 80_000 : 63_072_000;
  const line = (salt: number) =>
    `'{"sku":"SKU-' || ${pick(salt, 500)} || '","name":"Product","category":"cat' || ${pick(salt, 12)} || '","quantity":' || (1 + ${pick(salt + 1, 3)}) || ',"unit_price":"' || (10 + ${pick(salt + 2, 200)}) || '.50"}'`;
  const profiles =
    from > 0
      ? ''
      : `union all select timestamp '2024-10-31', 'profile.updated', 'shop.web', 'c' || i,
           '{"customer":{"customer_ref":"C-' || i || '","email":"u' || i || '@example.cn"},"name":"客户' || i || '","address":{"country":"CN","city":"上海市"}}', 'profiles'
         from range(${customers}) as t(i)
         union all select timestamp '2024-10-31', 'profile.updated', 'crm', 'k' || i,
           '{"customer":{"customer_ref":"K-' || i || '","email":"U' || i * 2 || '@example.cn"},"name":"客户' || i || '"}', 'profiles'
         from range(${Math.floor(customers / 2)}) as t(i)`;
  await connection.run(`
    insert into landing.events
    with made as (
      select ${start} + interval ((i - ${from}) * ${seconds} // ${purchases}) second as occurred_at, 'purchase.completed' as type,
        'shop.web' as source, 'p' || i as event_id,
        '{"customer":{"customer_ref":"C-' || ${pick(0, customers)} || '"},"order_id":"SO-' || i || '","channel":"' || ['web', 'store', 'app'][1 + ${pick(1, 3)}] || '","currency":"CNY","lines":[' || ${line(2)} || ',' || ${line(5)} || ']}' as payload,
        'purchases' as topic
      from range(${from}, ${from + purchases}) as t(i)
      union all
      select ${start} + interval ((i - ${2 * from}) * ${seconds} // ${2 * purchases}) second, 'page.viewed', 'shop.web', 'v' || i,
        '{"customer":{"customer_ref":"C-' || ${pick(7, customers)} || '"},"url":"/p/' || ${pick(8, 500)} || '","session_id":"s' || i // 4 || '"}', 'interactions'
      from range(${2 * from}, ${2 * (from + purchases)}) as t(i)
      ${profiles}
    )
    select (select coalesce(max(landed_seq), 0) from landing.events) + row_number() over (order by occurred_at, event_id),
      type, source, event_id, occurred_at, payload, topic, 0,
      (select count(*) from landing.events) + row_number() over (order by occurred_at, event_id), null, null, occurred_at, timestamp '2026-11-01'
    from made order by occurred_at, event_id`);
  await connection.run('delete from landing.positions');
  await connection.run(
    'insert into landing.positions (topic, partition, next_offset, read_count) select topic, 0, max("offset") + 1, count(*) from landing.events group by topic',
  );
  await connection.run('checkpoint landing');
  engine.close();
}
