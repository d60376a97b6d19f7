import { expect, test } from 'vitest';
import { lines, roughWidth } from '../../reports/components/flow.ts';

test('a label that has room stays in one line, with what follows it', () => {
  const label = 'Long away, many orders, spent much';
  expect(lines(label, roughWidth(label) + 40, 40)).toEqual([label]);
  expect(lines(label, roughWidth(label) + 40, 41)).toEqual(['Long away, many orders,', 'spent much']);
});

test('a label without room breaks after commas alone', () => {
  expect(lines('Long away, many orders, spent much', 84, 0)).toEqual([
    'Long away,',
    'many orders,',
    'spent much',
  ]);
  expect(lines('久未购买、订单多、消费高', 120, 0)).toEqual(['久未购买、订单多、', '消费高']);
  expect(lines('Bought lately and all the time', 20, 0)).toEqual(['Bought lately and all the time']);
});
