import { day } from './calendar.ts';
import { categories, categoryWeights, currencies, decimal, products } from './catalogue.ts';
import type { Effect } from './outbox.ts';
import { type Person, streetOf } from './person.ts';
import { memberAt } from './posting.ts';
import { pointer, type SourceRecord } from './sourceRecord.ts';
import { staffOf, storeFor } from './stores.ts';
import type { World } from './world.ts';

export interface Line {
  readonly product: number;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly discountMinor: number;
}

/** An order as it was placed, for what follows from it. */
export interface Order {
  readonly at: number;
  readonly orderId: string;
  readonly source: string;
  /** key of its messages */
  readonly key: string;
  readonly record: SourceRecord | undefined;
  readonly person: Person;
  readonly currency: number;
  readonly lines: readonly Line[];
  readonly netMinor: number;
  readonly pointsEarned: number;
  /** JSON before the place of a version, up to the lines, and after them: for corrections */
  readonly json: readonly [head: string, opening: string, tail: string];
}

/** Why this order is cheaper. */
export interface Offer {
  readonly percent: number;
  readonly couponCode?: string;
  readonly campaignId?: string;
}

const productOf = (index: number) => products[index] ?? (products[0] as (typeof products)[number]);

function chooseProduct({ random }: World, person: Person): number {
  const draw = random.uniform();
  const category =
    draw < 0.45 ? person.favourite : draw < 0.7 ? person.secondFavourite : random.byWeight(categoryWeights);
  const { products: indexes, weights } = categories[category] ?? { products: [0], weights: [1] };
  return indexes[random.byWeight(weights)] ?? 0;
}

/** The lines of a basket: a few products, each once; what goes with one comes along now and then. */
export function chooseLines(world: World, person: Person, percent: number, bulk: number): Line[] {
  const { random } = world;
  const count =
    1 + (random.chance(0.42) ? 1 : 0) + (random.chance(0.2) ? 1 : 0) + (random.chance(0.08) ? 2 : 0);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const last = chosen[chosen.length - 1];
    const product =
      last !== undefined && random.chance(0.25) ? productOf(last).companion : chooseProduct(world, person);
    if (chosen.includes(product)) {
      if (chosen.length > 1) break;
      continue;
    }
    chosen.push(product);
  }
  return chosen.map((product) => {
    const unitMinor = productOf(product).priceMinor[person.currency] ?? 0;
    const quantity = bulk * (random.chance(0.78) ? 1 : random.chance(0.75) ? 2 : random.between(3, 6));
    const discountMinor = percent > 0 ? Math.floor((unitMinor * quantity * percent) / 100) : 0;
    return { product, quantity, unitMinor, discountMinor };
  });
}

export const netOf = (lines: readonly Line[]) =>
  lines.reduce((sum, line) => sum + line.quantity * line.unitMinor - line.discountMinor, 0);

export function linesJson(lines: readonly Line[]): string {
  let json = '[';
  for (const { product, quantity, unitMinor, discountMinor } of lines) {
    if (json.length > 1) json += ',';
    json += `{${productOf(product).members},"quantity":${quantity},"unit_price":"${decimal(unitMinor)}"`;
    json += discountMinor > 0 ? `,"discount":"${decimal(discountMinor)}"}` : '}';
  }
  return `${json}]`;
}

/** What an order of `minor` in a currency does to the books on a day. */
export function orderEffect(world: World, currency: number, minor: number, n: number, count = 1): Effect {
  return { kind: 'order', count, currency, minor, reporting: minor * world.rates.hundredths(currency, n) };
}

const channels: Readonly<Record<string, string>> = {
  'shop.web': 'web',
  app: 'app',
  pos: 'store',
  crm: 'sales',
};

/** Places an order and posts it. No record means that nobody said who bought. */
export function placeOrder(
  world: World,
  person: Person,
  record: SourceRecord,
  at: number,
  offer: Offer,
  bulk = 1,
): Order {
  const { random, outbox } = world;
  const { currency, china } = person;
  const anonymous = record.system === 'pos' && random.chance(0.07);
  const lines = chooseLines(world, person, offer.percent, bulk);
  const netMinor = netOf(lines);
  const member = memberAt(person, at);
  const pointsEarned = member && !anonymous ? Math.floor(netMinor / 100) : 0;
  const orderId = `SO-${world.serial()}`;
  let head = anonymous ? '{' : `{"customer":${pointer(random, record, member)},`;
  head += `"order_id":"${orderId}"`;
  const opening = `,"channel":"${channels[record.system]}","currency":"${currencies[currency]}","lines":`;
  let tail = '';
  if (record.system === 'pos') {
    const store = storeFor(random, person);
    tail += `,"store_id":"${store.id}","staff_id":"${staffOf(random, store)}"`;
  } else if (random.chance(0.3))
    tail += `,"delivery_address":"${person.place.province} ${person.place.city} ${person.district} ${streetOf(person.number, china)}"`;
  if (offer.couponCode) tail += `,"coupon_code":"${offer.couponCode}"`;
  if (offer.campaignId) tail += `,"campaign_id":"${offer.campaignId}"`;
  if (pointsEarned > 0) tail += `,"points_earned":${pointsEarned}`;
  tail += '}';
  outbox.post({
    at,
    topic: 'purchases',
    type: 'purchase.completed',
    source: record.system,
    key: record.ref,
    china,
    data: `${head}${opening}${linesJson(lines)}${tail}`,
    effect: orderEffect(world, currency, netMinor, Math.floor(at / day)),
  });
  return {
    at,
    orderId,
    source: record.system,
    key: record.ref,
    record: anonymous ? undefined : record,
    person,
    currency,
    lines,
    netMinor,
    pointsEarned,
    json: [head, opening, tail],
  };
}
