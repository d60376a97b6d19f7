import { day } from './calendar.ts';
import type { Person } from './person.ts';
import { postAbout } from './posting.ts';
import type { Order } from './purchases.ts';
import type { SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

const tiers = ['base', 'silver', 'gold', 'platinum'];
/** points earned since joining that a tier asks for */
const thresholds = [0, 2_500, 8_000, 25_000];

/** Joining the programme. */
export function join(world: World, person: Person, record: SourceRecord): void {
  person.member = record;
  postAbout(
    world,
    person,
    record,
    'interactions',
    'loyalty.joined',
    record.since + 5,
    '"program":"clientele club","tier":"base"',
  );
}

/** Points for an order, the tier they bring, and points spent when there are many. */
export function credit(world: World, order: Order): void {
  const { random } = world;
  const { person, pointsEarned, at } = order;
  const member = person.member;
  if (!member || pointsEarned === 0) return;
  postAbout(
    world,
    person,
    member,
    'interactions',
    'loyalty.points_earned',
    at + 30,
    `"points":${pointsEarned},"order_id":"${order.orderId}","reason":"purchase"`,
  );
  person.points += pointsEarned;
  person.pointsEver += pointsEarned;
  const reached = thresholds.findLastIndex((least) => person.pointsEver >= least);
  if (reached > person.tier) {
    postAbout(
      world,
      person,
      member,
      'interactions',
      'loyalty.tier_changed',
      at + 60,
      `"tier":"${tiers[reached]}","previous_tier":"${tiers[person.tier]}"`,
    );
    person.tier = reached;
  }
  if (person.points < 1000 || !random.chance(0.12)) return;
  const spent = Math.min(person.points, 500 * random.between(1, 4));
  person.points -= spent;
  postAbout(
    world,
    person,
    member,
    'interactions',
    'loyalty.points_redeemed',
    at + random.between(3600, 20 * day),
    `"points":${spent},"reason":"voucher"`,
  );
}
