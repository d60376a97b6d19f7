import { day } from './calendar.ts';
import { products } from './catalogue.ts';
import { comment } from './comments.ts';
import type { Person } from './person.ts';
import { postAbout } from './posting.ts';
import type { Order } from './purchases.ts';
import type { SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

/** An answer to a survey; the comment agrees with the score. `about`: JSON members that name the order or ticket. */
export function survey(
  world: World,
  person: Person,
  record: SourceRecord,
  kind: 'csat' | 'nps' | 'ces',
  at: number,
  wanted: number,
  low: number,
  high: number,
  about: string,
): void {
  const { random } = world;
  const score = Math.max(low, Math.min(high, wanted));
  const felt = (2 * (score - low)) / (high - low) - 1;
  let members = `"survey":"${kind}","score":${score}`;
  if (random.chance(0.62)) members += `,"comment":"${comment(random, felt, person.china)}"`;
  postAbout(world, person, record, 'interactions', 'survey.answered', at, `${members},${about}`);
}

/** CSAT, 1 to 5, from a feeling of −1 to 1. */
export function csat(
  world: World,
  person: Person,
  record: SourceRecord,
  at: number,
  feeling: number,
  about: string,
): void {
  survey(
    world,
    person,
    record,
    'csat',
    at,
    Math.round(3.8 + 1.1 * feeling + 0.7 * world.random.normal()),
    1,
    5,
    about,
  );
}

/** What somebody says of an order some days later. */
export function opine(world: World, order: Order): void {
  const { random } = world;
  const { record, person, lines } = order;
  if (!record) return;
  const at = order.at + random.between(day, 9 * day);
  const about = `"order_id":"${order.orderId}"`;
  if (random.chance(0.028)) csat(world, person, record, at, person.mood, about);
  if (random.chance(0.026))
    survey(
      world,
      person,
      record,
      'nps',
      at,
      Math.round(7.4 + 2.6 * person.mood + 1.3 * random.normal()),
      0,
      10,
      about,
    );
  if (!random.chance(0.03)) return;
  const rating = Math.max(1, Math.min(5, Math.round(4.1 + person.mood + 0.6 * random.normal())));
  const sku = products[lines[0]?.product ?? 0]?.sku;
  postAbout(
    world,
    person,
    record,
    'interactions',
    'review.posted',
    at + 3600,
    `"sku":"${sku}","rating":${rating},"text":"${comment(random, (rating - 3) / 2, person.china)}"`,
  );
}
