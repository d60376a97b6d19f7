import { expect, test } from 'vitest';
import { holdoutSample } from '../../../transforms/lifetime/samples.ts';
import { contextOver, dateOn } from './context.ts';

const until = dateOn(100);
const asOf = dateOn(150);

test('what is held out changes nothing of what came before: refunds, cancellations and corrections count by their time', async () => {
  const days: Readonly<Record<string, readonly number[]>> = {
    a: [0, 40, 90, 120],
    b: [10, 30],
    c: [20, 95],
    d: [5],
  };
  // in the order of their days o0, o1 …: of a o0 to o3, of b o4 and o5, of c o6 and o7, of d o8
  const purchases = Object.entries(days).flatMap(([customer, all]) =>
    all.map((day) => ({ customer, date: dateOn(day), amount: 10 + day })),
  );
  const { context, change, close } = await contextOver(purchases, asOf);
  try {
    const sample = () => holdoutSample(context, 4, until, asOf);
    const before = await sample();
    expect([...before.states.x]).toEqual([2, 1, 1, 0]);
    expect([...before.purchases]).toEqual([1, 0, 0, 0]);
    const at = (day: number) => `timestamp '${dateOn(day)} 02:00:00'`;
    await change(`
      insert into refunds values ('o2', date '${dateOn(101)}', 60);
      insert into order_versions values
        ('o5', 'b', ${at(30)}, ${at(110)}, date '${dateOn(30)}', 40),
        ('o7', 'c', ${at(95)}, ${at(105)}, date '${dateOn(95)}', 105),
        ('o7', 'c', ${at(105)}, null, date '${dateOn(95)}', 1),
        ('o8', 'd', ${at(5)}, ${at(130)}, date '${dateOn(5)}', 15);
      delete from orders where order_key in ('o5', 'o8');
      update orders set net_amount = 1 where order_key = 'o7'`);
    expect(await sample()).toEqual(before);
    await change(`
      insert into refunds values ('o2', date '${until}', 30);
      insert into order_versions values ('o6', 'c', ${at(20)}, ${at(100)}, date '${dateOn(20)}', 30);
      delete from orders where order_key = 'o6'`);
    const known = await sample();
    expect([...known.states.x]).toEqual([2, 1, 0, 0]);
    expect(known.spending.z[0]).toBeCloseTo((before.spending.z[0] ?? 0) - 10, 6);
    expect([...known.came.values()].reduce((sum, one) => sum + one, 0)).toBe(3);
  } finally {
    close();
  }
});
