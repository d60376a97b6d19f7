import { day } from './calendar.ts';
import { currencies } from './catalogue.ts';
import type { Person } from './person.ts';
import { postAbout } from './posting.ts';
import type { Offer, Order } from './purchases.ts';
import type { SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

export interface Coupon {
  readonly code: string;
  readonly percent: number;
  readonly expiresDay: number;
}

/** A coupon for the next order, now and then. */
export function issueCoupon(world: World, order: Order): void {
  const { random, calendar } = world;
  const { person, record } = order;
  if (!record || !random.chance(0.04)) return;
  const issuedDay = Math.floor(order.at / day);
  const coupon = {
    code: `CP${world.serial().toString(36).toUpperCase()}`,
    percent: random.pick([8, 10, 15]),
    expiresDay: issuedDay + 90,
  };
  person.coupon = coupon;
  postAbout(
    world,
    person,
    record,
    'interactions',
    'coupon.issued',
    order.at + 90,
    `"coupon_code":"${coupon.code}","currency":"${currencies[person.currency]}","expires_on":"${calendar.date(coupon.expiresDay)}"`,
  );
}

/** The offer of a coupon that is still good, if it is used. */
export function couponOffer({ random }: World, person: Person, n: number): Offer | undefined {
  const { coupon } = person;
  if (!coupon || coupon.expiresDay < n || !random.chance(0.6)) return undefined;
  person.coupon = undefined;
  return { percent: coupon.percent, couponCode: coupon.code };
}

/** Posts that an order used a coupon. */
export function redeemed(
  world: World,
  person: Person,
  record: SourceRecord,
  order: Order,
  code: string,
): void {
  postAbout(
    world,
    person,
    record,
    'interactions',
    'coupon.redeemed',
    order.at + 1,
    `"coupon_code":"${code}","order_id":"${order.orderId}"`,
  );
}
