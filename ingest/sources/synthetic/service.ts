import { day } from './calendar.ts';
import { comment } from './comments.ts';
import { csat, survey } from './opinions.ts';
import { postAbout } from './posting.ts';
import type { Order } from './purchases.ts';
import { runningSums } from './random.ts';
import { serviceAgents } from './stores.ts';
import type { World } from './world.ts';

const categories = ['delivery', 'quality', 'refund', 'payment', 'product question', 'account'];
const categorySums = runningSums([34, 22, 16, 9, 13, 6]);
const priorities = ['low', 'normal', 'high', 'urgent'];
const prioritySums = runningSums([22, 58, 16, 4]);
const channels = ['phone', 'chat', 'email', 'wechat', 'store'];

/** A service case about an order: opened, answered, resolved, now and then opened again; slower for low priority. */
export function ticket(world: World, order: Order): void {
  const { random, calendar } = world;
  const { record, person } = order;
  if (!record) return;
  const id = `T-${world.serial()}`;
  const category = categories[random.byWeight(categorySums)] ?? 'delivery';
  const urgency = random.byWeight(prioritySums);
  const channel = random.pick(channels);
  const post = (type: string, at: number, members: string) =>
    postAbout(world, person, record, 'interactions', type, at, `"ticket_id":"${id}",${members}`);
  const openedAt = order.at + random.between(1800, 6 * day);
  const common = `"category":"${category}","priority":"${priorities[urgency]}","channel":"${channel}"`;
  post(
    'ticket.opened',
    openedAt,
    `${common},"subject":"${comment(random, -0.8, person.china)}","order_id":"${order.orderId}"`,
  );
  if (channel === 'phone')
    postAbout(
      world,
      person,
      record,
      'interactions',
      'call.logged',
      openedAt,
      `"direction":"inbound","duration_seconds":${60 + Math.floor(240 * random.exponential())},"topic":"${category}"`,
    );
  const staff = random.pick(serviceAgents);
  const wait = Math.floor((random.exponential() * 14 * 3600) / (urgency + 1)) + 300;
  const answeredAt = openedAt + wait;
  const answered = `"first_response_at":"${calendar.instant(answeredAt, person.china)}"`;
  post('ticket.updated', answeredAt, `${common},"status":"answered",${answered},"staff_id":"${staff}"`);
  if (random.chance(0.04)) return;
  let resolvedAt = answeredAt + 1800 + Math.floor((random.exponential() * 2.5 * day) / (urgency + 1));
  const resolved = () =>
    post(
      'ticket.resolved',
      resolvedAt,
      `${common},${answered},"resolved_at":"${calendar.instant(resolvedAt, person.china)}","resolution":"solved","staff_id":"${staff}"`,
    );
  resolved();
  const reopened = random.chance(0.07);
  if (reopened) {
    const reopenedAt = resolvedAt + random.between(3600, 3 * day);
    post('ticket.updated', reopenedAt, `${common},"status":"reopened","staff_id":"${staff}"`);
    resolvedAt = reopenedAt + random.between(3600, 2 * day);
    resolved();
  }
  const slow = (resolvedAt - openedAt > 3 * day ? 0.5 : 0) + (reopened ? 0.6 : 0);
  const about = `"ticket_id":"${id}"`;
  if (random.chance(0.3))
    csat(world, person, record, resolvedAt + random.between(600, day), person.mood - slow, about);
  if (random.chance(0.15))
    survey(
      world,
      person,
      record,
      'ces',
      resolvedAt + random.between(600, day),
      Math.round(5 + 1.5 * person.mood - 1.6 * slow + random.normal()),
      1,
      7,
      about,
    );
  if (random.chance(0.08))
    postAbout(
      world,
      person,
      record,
      'interactions',
      'complaint.filed',
      openedAt + random.between(600, 2 * day),
      `"complaint_id":"K-${world.serial()}","category":"${category}","text":"${comment(random, -1, person.china)}","order_id":"${order.orderId}","channel":"${channel}"`,
    );
}
