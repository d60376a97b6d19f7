import { settle } from './afterSales.ts';
import { notify } from './contacts.ts';
import { issueCoupon } from './coupons.ts';
import { credit } from './loyalty.ts';
import { opine } from './opinions.ts';
import type { Order } from './purchases.ts';
import { ticket } from './service.ts';
import type { World } from './world.ts';

/** Everything that may follow from an order. The less content somebody is, the more often they write to service. */
export function follow(world: World, order: Order): void {
  const { random } = world;
  const { person, at } = order;
  person.firstOrderAt = person.firstOrderAt < 0 ? at : Math.min(person.firstOrderAt, at);
  person.lastOrderAt = Math.max(person.lastOrderAt, at);
  settle(world, order);
  credit(world, order);
  issueCoupon(world, order);
  notify(world, order);
  opine(world, order);
  if (random.chance(0.035 - 0.02 * person.mood)) ticket(world, order);
}
