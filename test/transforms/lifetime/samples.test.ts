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
      insert into refunds values ('o2', 'a', date '${dateOn(101)}', 60), (null, 'a', date '${dateOn(101)}', 5);
      insert into order_versions values
        ('o5', 'b', ${at(30)}, ${at(110)}, date '${dateOn(30)}', 40),
        ('o7', 'c', ${at(95)}, ${at(105)}, date '${dateOn(95)}', 105),
        ('o7', 'c', ${at(105)}, null, date '${dateOn(95)}', 1),
        ('o8', 'd', ${at(5)}, ${at(130)}, date '${dateOn(5)}', 15);
      delete from orders where order_key in ('o5', 'o8');
      update orders set net_amount = 1 where order_key = 'o7'`);
    expect(await sample()).toEqual(before);
    await change(`
      insert into refunds values ('o2', 'a', date '${until}', 30);
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

test('a refund that names no order is of the last purchase before it, then and now', async () => {
  const purchases = [0, 40, 90, 120].map((day) => ({ customer: 'a', date: dateOn(day), amount: 100 }));
  const { context, change, rows, close } = await contextOver(purchases, asOf);
  const refund = (day: number, amount: number) => `(null, 'a', date '${dateOn(day)}', ${amount})`;
  try {
    await change(`insert into refunds values
      ${[refund(39, 1), refund(40, 2), refund(100, 4), refund(110, 8), refund(130, 16)].join(', ')},
      (null, 'b', date '${dateOn(50)}', 32), (null, null, date '${dateOn(50)}', 64)`);
    const spent = 'cast(net_amount as double) as spent';
    expect(await rows(`select ${spent} from purchase_days order by purchase_date`)).toEqual(
      [99, 98, 88, 84].map((spent) => ({ spent })),
    );
    const { states, spending, value } = await holdoutSample(context, 1, until, asOf);
    expect([...states.x]).toEqual([2]);
    // by the date 7 of 300 had been given back; of what was bought since, 16 of 100 were
    expect(spending.z[0]).toBeCloseTo(293 / 3, 9);
    expect([...value]).toEqual([84]);
  } finally {
    close();
  }
});
