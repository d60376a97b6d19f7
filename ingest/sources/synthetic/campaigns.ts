import { type Calendar, day } from './calendar.ts';
import type { Outbox } from './outbox.ts';
import type { Person } from './person.ts';
import { postAbout } from './posting.ts';
import { type Order, placeOrder } from './purchases.ts';
import type { Random } from './random.ts';
import type { SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

/** A campaign by e-mail, with a hold-out group that gets nothing. */
export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly subject: { readonly en: string; readonly zh: string };
  readonly startDay: number;
  readonly endDay: number;
  readonly costYuan: number;
  readonly percent: number;
  /** share of the reachable customers that is chosen, and of those the share held out */
  readonly audience: number;
  readonly holdout: number;
  /** the true effect: chance that a mail causes an order that would not have been */
  readonly lift: number;
}

const themes = [
  ['New season', '新季上新', 8],
  ['Tea week', '品茶周', 10],
  ['Members first', '会员专享', 12],
  ['Clearance', '换季清仓', 20],
  ['Gift guide', '礼遇指南', 10],
  ['We miss you', '好久不见', 15],
] as const;
const feasts: Readonly<Record<number, readonly [en: string, zh: string, percent: number]>> = {
  1: ['Spring Festival', '年货节', 15],
  6: ['Mid-year sale', '618 年中大促', 18],
  11: ['Double 11', '双十一', 20],
  12: ['Christmas gifts', '圣诞礼物', 12],
};

/** One campaign in each month, from its fourth to its eighteenth day or so. */
export function planCampaigns(random: Random, calendar: Calendar): Campaign[] {
  const campaigns: Campaign[] = [];
  for (let n = 0; n < calendar.days; n++) {
    const { year, month, dayOfMonth } = calendar.parts(n);
    if (dayOfMonth !== 5) continue;
    const [en, zh, percent] = feasts[month] ?? random.pick(themes);
    campaigns.push({
      id: `${year}-${String(month).padStart(2, '0')}-${en.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
      name: `${zh} ${en}`,
      subject: { en: `${en}: ${percent}% off for you`, zh: `${zh}：专享 ${100 - percent} 折优惠` },
      startDay: n,
      endDay: n + 14,
      costYuan: random.between(20, 90) * 100,
      percent,
      audience: 0.4 + 0.2 * random.uniform(),
      holdout: 0.1,
      lift: Math.round(1000 * (0.015 + 0.05 * random.uniform())) / 1000,
    });
  }
  return campaigns;
}

/** Posts what is planned of a campaign. */
export function postCampaign(outbox: Outbox, calendar: Calendar, campaign: Campaign, at: number): void {
  const { id, name, startDay, endDay, costYuan } = campaign;
  outbox.post({
    at,
    topic: 'reference',
    type: 'campaign.updated',
    source: 'crm',
    key: id,
    china: true,
    data: `{"campaign_id":"${id}","name":"${name}","channel":"email","start_date":"${calendar.date(startDay)}","end_date":"${calendar.date(endDay)}","cost":"${costYuan}.00","currency":"CNY","audience":"e-mail consent, ordered within 12 months"}`,
  });
}

/** Whether a campaign reached somebody: `undefined` if they were not chosen. */
export interface Membership {
  readonly heldOut: boolean;
  readonly order: Order | undefined;
}

const reached: Membership = { heldOut: false, order: undefined };

/** Sends a campaign to somebody who may be written to, or holds them out; what they do follows. */
export function sendCampaign(world: World, campaign: Campaign, person: Person): Membership | undefined {
  const { random } = world;
  const record = person.mailing;
  const start = campaign.startDay * day;
  if (!record || record.since >= start) return undefined;
  if (Math.max(person.lastOrderAt, record.since) < start - 365 * day) return undefined;
  if (!random.chance(campaign.audience)) return undefined;
  if (random.chance(campaign.holdout)) return { heldOut: true, order: undefined };
  const at = start + 9 * 3600 + random.below(7200);
  const message = `"message_id":"m${world.serial()}","campaign_id":"${campaign.id}"`;
  const subject = person.china ? campaign.subject.zh : campaign.subject.en;
  postMail(world, person, record, 'email.sent', at, `${message},"subject":"${subject}"`);
  if (random.chance(0.015)) {
    const bounce = `${message},"reason":"mailbox unavailable"`;
    postMail(world, person, record, 'email.bounced', at + random.between(2, 90), bounce);
    return reached;
  }
  const moved = random.chance(campaign.lift);
  const interest = person.droppedDay >= 0 ? 0.09 : 0.3 + 0.12 * person.mood;
  if (!moved && !random.chance(interest)) return reached;
  const openedAt = at + 60 + Math.floor(28_000 * random.exponential());
  postMail(world, person, record, 'email.opened', openedAt, message);
  if (moved || random.chance(0.2)) {
    const link = `${message},"url":"https://shop.example/c/${campaign.id}"`;
    postMail(world, person, record, 'email.clicked', openedAt + random.between(5, 180), link);
  }
  if (random.chance(0.008)) {
    const answer = person.china ? '请问还有货吗？' : 'Is this still in stock?';
    const repliedAt = openedAt + random.between(300, 9000);
    postMail(world, person, record, 'email.replied', repliedAt, `${message},"text":"${answer}"`);
  }
  return moved ? { heldOut: false, order: movedOrder(world, campaign, person, record, openedAt) } : reached;
}

function postMail(
  world: World,
  person: Person,
  record: SourceRecord,
  type: string,
  at: number,
  members: string,
) {
  postAbout(world, person, record, 'interactions', type, at, members);
}

/** The order that would not have been without the mail, if there is still time for it. */
function movedOrder(
  world: World,
  campaign: Campaign,
  person: Person,
  record: SourceRecord,
  openedAt: number,
) {
  const seller = sellsOnline(record) ? record : person.records.find((other) => sellsBy(other, openedAt));
  const at = openedAt + 200 + Math.floor(20_000 * world.random.exponential());
  if (!seller || at >= world.calendar.days * day) return undefined;
  const offer = { percent: campaign.percent, campaignId: campaign.id };
  return placeOrder(world, person, seller, at, offer);
}

const sellsOnline = ({ system }: SourceRecord) => system === 'shop.web' || system === 'app';
const sellsBy = (record: SourceRecord, at: number) =>
  record.since <= at && (sellsOnline(record) || record.system === 'pos');
