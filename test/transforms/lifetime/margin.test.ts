import { describe, expect, test } from 'vitest';
import { step } from '../../../transforms/steps/customer_clv.ts';
import { parseConfig } from '../../../warehouse/index.ts';
import { contextOver, dateOn } from './context.ts';

describe('the margin of lifetime values', () => {
  test('is that of the configuration of the day, else what products told when the model was fitted', async () => {
    const purchases = Array.from({ length: 40 }, (_, i) => ({ customer: `c${i % 8}`, date: dateOn(i * 3) }));
    const { context, rows, change, close } = await contextOver(purchases, dateOn(130));
    try {
      await change(
        `insert into products values ('A', 6, 'CNY'); insert into order_lines values ('A', 2, 20)`,
      );
      const fit = await step.model?.fit({ ...context, last: undefined });
      const valued = async (marginShare?: number) => {
        const config = parseConfig({
          models: { lifetime: marginShare === undefined ? {} : { marginShare } },
        });
        const contents = await step.run({ ...context, config, fitted: JSON.parse(JSON.stringify(fit)) });
        const { select } = contents.customer_clv as { select: string };
        const [sum] = await rows<{ clv: number }>(`select sum(cast(clv as double)) as clv from (${select})`);
        return { clv: sum?.clv ?? 0, settings: contents.clv_settings };
      };
      const ofProducts = await valued();
      expect(ofProducts.settings).toMatchObject({ margin_share: [0.4], margin_source: ['products'] });
      const configured = await valued(0.2);
      expect(configured.settings).toMatchObject({ margin_share: [0.2], margin_source: ['configured'] });
      expect(configured.clv / ofProducts.clv).toBeCloseTo(0.5, 4);
      await change(`delete from products; insert into products values ('A', 20, 'CNY')`);
      const below = await step.model?.fit({ ...context, last: undefined });
      const { clv_settings: settings } = await step.run({
        ...context,
        config: parseConfig({}),
        fitted: JSON.parse(JSON.stringify(below)),
      });
      expect(settings).toMatchObject({ margin_share: [0], margin_of_products: [-1] });
    } finally {
      close();
    }
  });
});
