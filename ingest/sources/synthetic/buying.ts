import { visit } from './browsing.ts';
import { day } from './calendar.ts';
import { couponOffer, redeemed } from './coupons.ts';
import { secondOfDay } from './hours.ts';
import type { Person } from './person.ts';
import { chooseLines, type Offer, type Order, placeOrder } from './purchases.ts';
import type { SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

const sells = ({ system }: SourceRecord) => system === 'shop.web' || system === 'app' || system === 'pos';

function sellingRecord({ random }: World, person: Person, at: number): SourceRecord {
  const known = person.records.filter((record) => record.since <= at && sells(record));
  // the first record sells and is there from the first purchase on
  return known.length > 0 ? random.pick(known) : (person.records[0] as SourceRecord);
}

const noOffer: Offer = { percent: 0 };

/** A purchase that the person's own rate brought about, with the visit before it. */
export function buy(world: World, person: Person, n: number, first: boolean): Order {
  const { random } = world;
  const earliest = (person.records[0] as SourceRecord).since;
  let at = n * day + secondOfDay(random, 'web', person.china);
  let record = first ? (person.records[0] as SourceRecord) : sellingRecord(world, person, at);
  if (first) at = Math.min(n * day + day - 1, earliest + random.between(60, 1200));
  else if (record.system === 'pos') at = n * day + secondOfDay(random, 'store', person.china);
  if (record.since > at) record = person.records[0] as SourceRecord;
  const coupon = couponOffer(world, person, n);
  const offer = coupon ?? (random.chance(0.16) ? { percent: random.pick([5, 10, 15, 20, 30]) } : noOffer);
  const order = placeOrder(world, person, record, at, offer);
  if (record.system !== 'pos' && random.chance(0.2))
    visit(
      world,
      person,
      record,
      Math.max(n * day, at - random.between(120, 1500)),
      order.lines.slice(0, 2),
      random.chance(0.5),
    );
  if (coupon?.couponCode) redeemed(world, person, record, order, coupon.couponCode);
  person.orders += 1;
  return order;
}

/** A visit that leads to nothing: an abandoned cart, or only a look. */
export function browse(world: World, person: Person, n: number): void {
  const { random } = world;
  const at = n * day + secondOfDay(random, 'web', person.china);
  const record = person.records.find(
    ({ system, since }) => since <= at && (system === 'shop.web' || system === 'app'),
  );
  const known = record && random.chance(0.8) ? record : undefined;
  visit(world, person, known, at, chooseLines(world, person, 0, 1).slice(0, 2), random.chance(0.4));
}
