import { day } from './calendar.ts';
import { currencies, decimal } from './catalogue.ts';
import type { Effect } from './outbox.ts';
import { postAbout } from './posting.ts';
import { type Line, linesJson, netOf, type Order, orderEffect } from './purchases.ts';
import { pointer } from './sourceRecord.ts';
import type { World } from './world.ts';

const reasons = {
  china: ['质量问题', '尺码不合适', '不想要了', '发错货', '运输损坏'],
  abroad: ['defective', 'wrong size', 'changed my mind', 'wrong item', 'damaged in transit'],
};

/** What becomes of an order: mostly nothing; a correction, a cancellation or a refund of some of it. */
export function settle(world: World, order: Order): void {
  const draw = world.random.uniform();
  if (draw < 0.012) correct(world, order);
  else if (draw < 0.02) cancel(world, order);
  else if (draw < 0.058) refund(world, order);
}

function post({ outbox }: World, order: Order, type: string, at: number, data: string, effect: Effect): void {
  const { source, key, person } = order;
  outbox.post({ at, topic: 'purchases', type, source, key, china: person.china, data, effect });
}

/** A second version of the order: a line less, or another quantity. Half of the sources number their versions. */
function correct(world: World, order: Order): void {
  const { random } = world;
  const [head, opening, tail] = order.json;
  const changed: Line[] =
    order.lines.length > 1 && random.chance(0.5)
      ? order.lines.slice(0, -1)
      : order.lines.map((line, n) => (n === 0 ? { ...line, quantity: line.quantity + 1 } : line));
  const version = random.chance(0.5) ? ',"version":2' : '';
  const at = order.at + random.between(600, 2 * day);
  // an order keeps the date of its first version, and so that day's rate
  const effect = orderEffect(
    world,
    order.currency,
    netOf(changed) - order.netMinor,
    Math.floor(order.at / day),
    0,
  );
  post(
    world,
    order,
    'purchase.completed',
    at,
    `${head}${version}${opening}${linesJson(changed)}${tail}`,
    effect,
  );
}

function cancel(world: World, order: Order): void {
  const at = order.at + world.random.between(300, day);
  const [head] = order.json;
  const effect = orderEffect(world, order.currency, -order.netMinor, Math.floor(order.at / day), -1);
  post(world, order, 'purchase.cancelled', at, `${head},"reason":"${reason(world, order)}"}`, effect);
}

const reason = ({ random }: World, { person }: Order) =>
  random.pick(person.china ? reasons.china : reasons.abroad);

/** Money back for the whole order or its first line; some refunds name no order, some are stamped before it. */
function refund(world: World, order: Order): void {
  const { random } = world;
  const [first] = order.lines;
  if (!first) return;
  const whole = random.chance(0.6);
  const lines = whole ? order.lines : [first];
  const minor = netOf(lines);
  const at = random.chance(0.03)
    ? Math.max(0, order.at - random.between(60, 1800))
    : order.at + random.between(3600, 20 * day);
  let data = order.record ? `{"customer":${pointer(random, order.record)},` : '{';
  data += `"refund_id":"RF-${world.serial()}","currency":"${currencies[order.currency]}"`;
  if (random.chance(0.88)) data += `,"order_id":"${order.orderId}"`;
  data += random.chance(0.5) ? `,"amount":"${decimal(minor)}"` : `,"lines":${linesJson(lines)}`;
  data += `,"reason":"${reason(world, order)}"}`;
  const effect = {
    ...orderEffect(world, order.currency, minor, Math.floor(at / day)),
    kind: 'refund' as const,
  };
  post(world, order, 'purchase.refunded', at, data, effect);
  if (order.record && random.chance(0.1))
    postAbout(
      world,
      order.person,
      order.record,
      'interactions',
      'call.logged',
      at - 1800,
      `"direction":"inbound","duration_seconds":${random.between(40, 900)},"topic":"refund"`,
    );
}
