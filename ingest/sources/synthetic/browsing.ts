import { products } from './catalogue.ts';
import type { Person } from './person.ts';
import type { Line } from './purchases.ts';
import { pointer, type SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

const pages = [
  '',
  'new',
  'sale',
  'tea',
  'home',
  'beauty',
  'apparel',
  'audio',
  'stores',
  'help/delivery',
  'help/returns',
];
const referrers = ['https://search.example/', 'https://social.example/', 'https://news.example/', ''];

interface Session {
  readonly id: string;
  readonly source: 'app' | 'shop.web';
  readonly channel: 'app' | 'web';
  /** JSON of who it is */
  readonly who: string;
  readonly key: string;
  readonly china: boolean;
}

function post({ outbox }: World, session: Session, type: string, at: number, members: string): void {
  const { id, source, channel, who, key, china } = session;
  const data = `{"customer":${who},${members},"session_id":"${id}","channel":"${channel}"}`;
  outbox.post({ at, topic: 'interactions', type, source, key, china, data });
}

/**
 * A visit to the web shop or the app: a page, the products looked at, and the cart if something was put into it.
 * A visit without an order leaves an abandoned cart. `record` undefined: nobody signed in.
 */
export function visit(
  world: World,
  person: Person,
  record: SourceRecord | undefined,
  at: number,
  lines: readonly Line[],
  carted: boolean,
): void {
  const { random } = world;
  const id = `s${world.serial()}`;
  const app = record?.system === 'app';
  const session: Session = {
    id,
    source: app ? 'app' : 'shop.web',
    channel: app ? 'app' : 'web',
    who: record ? pointer(random, record) : `{"anonymous_id":"v${id}"}`,
    key: record?.ref ?? id,
    china: person.china,
  };
  if (random.chance(0.5)) {
    const referrer = random.pick(referrers);
    const url = `"url":"https://shop.example/${random.pick(pages)}"`;
    post(world, session, 'page.viewed', at, referrer ? `${url},"referrer":"${referrer}"` : url);
  }
  let moment = at;
  let cart = '';
  for (const { product, quantity } of lines) {
    moment += random.between(8, 90);
    const sku = products[product]?.sku;
    post(world, session, 'product.viewed', moment, `"sku":"${sku}"`);
    cart += `${cart ? ',' : ''}{"sku":"${sku}","quantity":${quantity}}`;
  }
  if (carted)
    post(
      world,
      session,
      'cart.updated',
      moment + random.between(3, 40),
      `"cart_id":"k${id}","lines":[${cart}]`,
    );
}
