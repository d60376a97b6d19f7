import { expect, test } from 'vitest';
import { whyNone } from '../../reports/views/segments/parts.ts';
import { words } from '../../reports/views/segments/words.ts';

test('a segment without revenue in twelve months is said to have none, not the data', () => {
  expect(whyNone('Long gone', [], words.en)).toBe('“Long gone” brought no revenue in the last 12 months.');
  expect(whyNone('久未购买', [], words['zh-CN'])).toBe('“久未购买”近 12 个月没有带来销售额。');
  expect(whyNone('Regulars', [{ kind: 'channel' }], words.en)).toContain('have no products');
});
