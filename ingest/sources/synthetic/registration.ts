import { day } from './calendar.ts';
import type { Identity, Newcomer, Person } from './person.ts';
import { postAbout } from './posting.ts';
import { pointer, type SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

const genders = { china: ['女', '男'], abroad: ['F', 'Male'] } as const;

/** JSON of what a system's form holds; crm and loyalty ask for more, and any field may be missing. */
function profileData(world: World, { person, identity }: Newcomer, record: SourceRecord): string {
  const { random } = world;
  const { system, name, email, phone } = record;
  const full = system === 'crm' || system === 'loyalty';
  let data = `{"customer":${pointer(random, record)}`;
  if (name) {
    data += `,"name":"${name}"`;
    if (full && record.changes.length === 0)
      data += `,"given_name":"${identity.givenName}","family_name":"${identity.familyName}"`;
  }
  if (random.chance(full ? 0.85 : 0.4))
    data += `,"gender":"${(person.china ? genders.china : genders.abroad)[identity.female ? 0 : 1]}"`;
  if (random.chance(system === 'loyalty' ? 0.9 : system === 'crm' ? 0.5 : 0.15))
    data += `,"birth_date":"${identity.birthDate}"`;
  if (email) data += `,"emails":["${email}"]`;
  if (phone) data += `,"phones":["${phone}"]`;
  if (random.chance(system === 'pos' ? 0.15 : 0.75)) data += `,"address":${addressData(world, identity)}`;
  if (random.chance(0.9)) data += `,"acquisition_channel":"${person.acquisitionChannel}"`;
  if (system === 'crm') data += `,"account_owner":"${accountOwner(person)}"`;
  return `${data}}`;
}

const owners = ['Chen Jing', 'Liu Yang', 'Zhang Wei', 'Emma Clarke', 'Wang Fang', 'James Reid'];

/** Who looks after somebody. */
export const accountOwner = ({ number }: Person): string => owners[number % owners.length] ?? 'Chen Jing';

function addressData({ random }: World, identity: Identity): string {
  const { place, district, street, postalCode } = identity;
  let data = `{"country":"${place.country}"`;
  if (random.chance(0.95)) data += `,"province":"${place.province}"`;
  data += `,"city":"${place.city}"`;
  if (district && random.chance(0.9)) data += `,"district":"${district}"`;
  if (random.chance(0.85)) data += `,"street":"${street}"`;
  if (random.chance(0.6)) data += `,"postal_code":"${postalCode}"`;
  return `${data}}`;
}

/** Posts a record's profile. */
export function postProfile(world: World, newcomer: Newcomer, record: SourceRecord, at: number): void {
  world.outbox.post({
    at,
    topic: 'profiles',
    type: 'profile.updated',
    source: record.system,
    key: record.ref,
    china: newcomer.person.china,
    data: profileData(world, newcomer, record),
  });
}

const policy = (n: number) => (n < 300 ? '2024-06' : '2025-09');

/** A new record: its profile and the consents that go with it. */
export function register(world: World, newcomer: Newcomer, record: SourceRecord): void {
  const { random } = world;
  const { person } = newcomer;
  const { email, phone, system, since } = record;
  postProfile(world, newcomer, record, since);
  if (email && !record.changes.includes('email mistyped')) {
    const granted = ask(world, person, record, '"purpose":"marketing","channel":"email"', 0.62);
    if (granted) person.mailing ??= record;
  }
  const mobile = person.china ? wechat : sms;
  if (phone && random.chance(0.5)) ask(world, person, record, mobile, 0.4);
  if (system === 'loyalty' || system === 'app')
    ask(world, person, record, '"purpose":"profiling","channel":"all"', 0.5);
}

const wechat = '"purpose":"marketing","channel":"wechat"';
const sms = '"purpose":"marketing","channel":"sms"';

/** Asks for a consent: some give it, and some of those take it back one day. True if it stays. */
function ask(world: World, person: Person, record: SourceRecord, what: string, probability: number): boolean {
  const { random } = world;
  if (!random.chance(probability)) return false;
  const version = policy(Math.floor(record.since / day));
  const evidence = record.system === 'pos' ? 'signed form' : 'checkbox';
  const granted = `${what},"legal_basis":"consent","policy_version":"${version}","evidence":"${evidence}"`;
  const at = record.since + random.between(1, 30);
  postAbout(world, person, record, 'consents', 'consent.granted', at, granted);
  if (!random.chance(0.07)) return true;
  const withdrawnAt = record.since + day + Math.floor(random.exponential() * 120 * day);
  const withdrawn = `${what},"reason":"unsubscribed"`;
  postAbout(world, person, record, 'consents', 'consent.withdrawn', withdrawnAt, withdrawn);
  return false;
}
