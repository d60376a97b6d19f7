import { follow } from './aftermath.ts';
import { day } from './calendar.ts';
import { currencies, decimal } from './catalogue.ts';
import type { Newcomer, Person } from './person.ts';
import { type Order, placeOrder } from './purchases.ts';
import { accountOwner } from './registration.ts';
import type { SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

const industries = ['hospitality', 'retail', 'office supply', 'education', 'health'];
const sizes = ['1-9', '10-49', '50-249', '250+'];
const stages = [
  ['qualified', 0.2],
  ['proposal', 0.45],
  ['negotiation', 0.7],
] as const;

/** A company that somebody buys for, known to the CRM. */
export function openAccount(world: World, { person, identity }: Newcomer, crm: SourceRecord): void {
  const { random, outbox } = world;
  const id = `AC-${person.number}`;
  const company = person.china
    ? `${person.place.city.replace('市', '')}${identity.familyName}记商贸有限公司`
    : `${identity.familyName} & Co Ltd`;
  const post = (topic: 'profiles' | 'interactions', type: string, at: number, data: string) =>
    outbox.post({ at, topic, type, source: 'crm', key: crm.ref, china: person.china, data });
  post(
    'profiles',
    'account.updated',
    crm.since + 60,
    `{"account_id":"${id}","company":"${company}","industry":"${random.pick(industries)}","size":"${random.pick(sizes)}","owner":"${accountOwner(person)}"}`,
  );
  post(
    'profiles',
    'profile.updated',
    crm.since + 61,
    `{"customer":{"customer_ref":"${crm.ref}"},"company":"${company}","job_title":"${person.china ? '采购经理' : 'Buyer'}","account_id":"${id}"}`,
  );
  let at = crm.since + random.between(5 * day, 40 * day);
  for (let n = 0; n < 4 && at < world.calendar.days * day; n++) at = opportunity(world, person, crm, id, at);
}

/** One sale from its first talk to won or lost; a won one becomes an order in bulk. Returns when the next may begin. */
function opportunity(
  world: World,
  person: Person,
  crm: SourceRecord,
  account: string,
  begin: number,
): number {
  const { random, outbox, calendar } = world;
  const id = `OP-${world.serial()}`;
  const amount = decimal(random.between(30, 900) * 10_000);
  const closeAt = begin + random.between(30, 120) * day;
  const post = (at: number, stage: string, probability: number) =>
    outbox.post({
      at,
      topic: 'interactions',
      type: 'opportunity.updated',
      source: 'crm',
      key: crm.ref,
      china: person.china,
      data: `{"customer":{"customer_ref":"${crm.ref}"},"opportunity_id":"${id}","account_id":"${account}","stage":"${stage}","currency":"${currencies[person.currency]}","amount":"${amount}","probability":${probability},"expected_close_on":"${calendar.date(Math.floor(closeAt / day))}","owner":"${accountOwner(person)}"}`,
    });
  stages.forEach(([stage, probability], place) => {
    post(begin + Math.floor(((closeAt - begin) * place) / 3), stage, probability);
  });
  const won = random.chance(0.45);
  post(closeAt, won ? 'won' : 'lost', won ? 1 : 0);
  if (won && closeAt + day < calendar.days * day) {
    const order: Order = placeOrder(world, person, crm, closeAt + day, { percent: 12 }, 20);
    person.contractOrders += 1;
    follow(world, order);
  }
  return closeAt + random.between(20, 160) * day;
}
