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
  const { random, outbox } = world;
  const session = `s${world.serial()}`;
  const source = record?.system === 'app' ? 'app' : 'shop.web';
  const who = record ? pointer(random, record) : `{"anonymous_id":"v${session}"}`;
  const key = record?.ref ?? session;
  const post = (type: string, moment: number, rest: string) =>
    outbox.post({
      at: moment,
      topic: 'interactions',
      type,
      source,
      key,
      china: person.china,
      data: `{"customer":${who},${rest},"session_id":"${session}","channel":"${source === 'app' ? 'app' : 'web'}"}`,
    });
  if (random.chance(0.5)) {
    const referrer = random.pick(referrers);
    post(
      'page.viewed',
      at,
      `"url":"https://shop.example/${random.pick(pages)}"${referrer ? `,"referrer":"${referrer}"` : ''}`,
    );
  }
  let moment = at;
  for (const { product } of lines) {
    moment += random.between(8, 90);
    post('product.viewed', moment, `"sku":"${products[product]?.sku}"`);
  }
  if (!carted) return;
  const cart = lines.map(
    ({ product, quantity }) => `{"sku":"${products[product]?.sku}","quantity":${quantity}}`,
  );
  post('cart.updated', moment + random.between(3, 40), `"cart_id":"k${session}","lines":[${cart.join(',')}]`);
}
