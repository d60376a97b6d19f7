import { openAccount } from './accounts.ts';
import { day } from './calendar.ts';
import { categoryWeights } from './catalogue.ts';
import { contacts } from './contacts.ts';
import { secondOfDay } from './hours.ts';
import { join } from './loyalty.ts';
import { chineseIdentity, englishIdentity, type Newcomer, type Person } from './person.ts';
import { runningSums } from './random.ts';
import { register } from './registration.ts';
import { type SourceRecord, type System, sourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

/** True parameters of the population: BG/NBD (Fader, Hardie and Lee 2005), the rate per day of operational time. */
export const population = { shape: 1.1, meanRate: 0.0232, dropoutA: 0.8, dropoutB: 6.5, prospects: 0.06 };

const systems: readonly System[] = ['shop.web', 'app', 'pos', 'crm', 'loyalty'];
const channelNames = ['search', 'social', 'store', 'referral', 'marketplace', 'event'];
const channelSums = runningSums([26, 24, 22, 14, 10, 4]);

/** chances of a record in each system, by where somebody came from: at home, and abroad */
const presence: Readonly<Record<'store' | 'other', readonly number[]>> = {
  store: [0.25, 0.2, 1, 0.12, 0.35],
  other: [0.72, 0.45, 0.16, 0.14, 0.25],
};

/** How many customers there are by the end of each day: more each month, more on lively days. */
export function acquisitionByDay(
  world: Pick<World, 'calendar' | 'seasonality'>,
  customers: number,
): number[] {
  const { elapsed } = world.seasonality;
  const { days } = world.calendar;
  const weights = Array.from(
    { length: days },
    (_, n) => (1 + (0.7 * n) / days) * ((elapsed[n + 1] ?? 0) - (elapsed[n] ?? 0)) * (n < 30 ? 1.8 : 1),
  );
  const sums = runningSums(weights);
  const total = sums[sums.length - 1] ?? 1;
  return sums.map((sum) => Math.round((customers * sum) / total));
}

/** A new customer on day `n`, with source records; the first purchase comes next, unless they are only a prospect. */
export function acquire(world: World, number: number, n: number): Person {
  const { random } = world;
  const china = random.chance(0.62);
  const british = !china && random.chance(0.6);
  const identity = china ? chineseIdentity(random, number) : englishIdentity(random, number, british);
  const acquisitionChannel = channelNames[random.byWeight(channelSums)] ?? 'search';
  const dropout = random.beta(population.dropoutA, population.dropoutB);
  const person: Person = {
    number,
    china,
    currency: china ? 0 : british ? 1 : 2,
    acquiredDay: n,
    acquisitionChannel,
    rate: random.gamma(population.shape, population.meanRate),
    dropout,
    mood: Math.max(-1, Math.min(1, 1 - 3.2 * Math.sqrt(dropout) + 0.3 * random.normal())),
    favourite: random.byWeight(categoryWeights),
    secondFavourite: random.byWeight(categoryWeights),
    place: identity.place,
    district: identity.district,
    records: [],
    member: undefined,
    mailing: undefined,
    firstOrderAt: -1,
    lastOrderAt: -1,
    operational: 0,
    begun: 0,
    droppedDay: -1,
    orders: 0,
    campaignOrders: 0,
    contractOrders: 0,
    points: 0,
    pointsEver: 0,
    tier: 0,
    coupon: undefined,
  };
  const newcomer = { person, identity };
  addRecords(world, newcomer, n);
  contacts(world, newcomer);
  return person;
}

/** The first record is the one of the first purchase; the others follow within months. */
function addRecords(world: World, newcomer: Newcomer, n: number): void {
  const { random } = world;
  const { person } = newcomer;
  const store = person.acquisitionChannel === 'store';
  const chances = presence[store ? 'store' : 'other'];
  const chosen = systems.filter((_, place) => random.chance(chances[place] ?? 0));
  const first: System = store ? 'pos' : chosen[0] === 'app' ? 'app' : 'shop.web';
  const at = n * day + secondOfDay(random, store ? 'store' : 'web', person.china);
  addRecord(world, newcomer, first, at);
  for (const system of chosen) {
    if (system === first) continue;
    const since = at + 600 + Math.floor(random.exponential() * 40 * day);
    if (since >= world.calendar.days * day) continue;
    const record = addRecord(world, newcomer, system, since);
    if (system === 'loyalty') join(world, person, record);
    else if (system === 'crm' && person.number % 30 === 0) openAccount(world, newcomer, record);
  }
}

function addRecord(world: World, newcomer: Newcomer, system: System, since: number): SourceRecord {
  const { person } = newcomer;
  const record = sourceRecord(world.random, system, newcomer, since);
  person.records = [...person.records, record];
  register(world, newcomer, record);
  return record;
}
