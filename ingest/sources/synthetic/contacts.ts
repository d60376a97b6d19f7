import { day } from './calendar.ts';
import type { Newcomer } from './person.ts';
import { postAbout, recordsAt } from './posting.ts';
import type { Order } from './purchases.ts';
import { postProfile } from './registration.ts';
import { stores } from './stores.ts';
import type { World } from './world.ts';

const networks = ['wechat', 'weibo', 'xiaohongshu', 'douyin'];
const networksAbroad = ['instagram', 'facebook', 'tiktok'];
const actions = ['like', 'share', 'comment', 'follow'];

/** Word about the parcel, and an answer now and then. */
export function notify(world: World, order: Order): void {
  const { random } = world;
  const { record, person } = order;
  if (!record?.phone || record.system === 'pos' || !random.chance(0.06)) return;
  const channel = person.china ? 'wechat' : 'sms';
  const message = `n${world.serial()}`;
  const at = order.at + random.between(3600, 2 * day);
  const members = `"channel":"${channel}","message_id":"${message}"`;
  const sent = person.china
    ? `您的订单 ${order.orderId} 已发货`
    : `Your order ${order.orderId} is on its way`;
  postAbout(world, person, record, 'interactions', 'message.sent', at, `${members},"text":"${sent}"`);
  if (random.chance(0.15))
    postAbout(
      world,
      person,
      record,
      'interactions',
      'message.replied',
      at + random.between(60, 7200),
      `${members},"text":"${person.china ? '收到，谢谢' : 'Thank you'}"`,
    );
}

/** The rare contacts of a life as a customer, drawn once when it begins. */
export function contacts(world: World, newcomer: Newcomer): void {
  const { random } = world;
  const { person, identity } = newcomer;
  const begin = person.acquiredDay * day + day;
  const sometime = () => begin + Math.floor(random.exponential() * 150 * day);
  const post = (
    type: string,
    probability: number,
    members: () => string,
    topic: 'interactions' | 'consents' | 'reference' = 'interactions',
  ) => {
    if (!random.chance(probability)) return undefined;
    const at = sometime();
    const record = random.pick(recordsAt(person, at));
    if (!record) return undefined;
    postAbout(world, person, record, topic, type, at, members());
    return { at, record };
  };
  const network = person.china ? networks : networksAbroad;
  post(
    'social.engaged',
    0.05,
    () => `"network":"${random.pick(network)}","action":"${random.pick(actions)}"`,
  );
  post(
    'form.submitted',
    0.02,
    () =>
      `"form":"contact","fields":{"topic":"${random.pick(['wholesale', 'newsletter', 'gift wrapping'])}"},"channel":"web"`,
  );
  post(
    'event.attended',
    0.015,
    () =>
      `"event_name":"${person.china ? '新品品鉴会' : 'Tea tasting'}","event_kind":"store event","store_id":"${random.pick(stores).id}"`,
  );
  post('visit.logged', 0.03, () => `"visit_kind":"store","store_id":"${random.pick(stores).id}"`);
  post('profile.confirmed', 0.02, () => '"channel":"web"');
  post(
    'privacy.access_requested',
    0.0006,
    () => `"request_id":"PR-${world.serial()}","channel":"email"`,
    'consents',
  );
  post(
    'privacy.erasure_requested',
    0.001,
    () => `"request_id":"PR-${world.serial()}","channel":"web"`,
    'consents',
  );
  post(
    'field.corrected',
    0.0005,
    () => `"field":"street","value":"${identity.street}","reason":"confirmed by phone","steward":"Chen Jing"`,
    'reference',
  );
  if (random.chance(0.06)) {
    const at = sometime();
    const record = random.pick(recordsAt(person, at));
    if (record) postProfile(world, newcomer, record, at);
  }
  if (random.chance(0.003)) {
    const at = begin + 300 * day + Math.floor(random.exponential() * 100 * day);
    const record = random.pick(recordsAt(person, at));
    if (record)
      postAbout(
        world,
        person,
        record,
        'profiles',
        'profile.deleted_at_source',
        at,
        '"reason":"account closed"',
      );
  }
}
