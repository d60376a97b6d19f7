import { day } from './calendar.ts';
import type { Person } from './person.ts';
import { pointer, type SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

const genders = { china: ['女', '男'], abroad: ['F', 'Male'] } as const;

/** JSON of what a system's form holds; crm and loyalty ask for more, and any field may be missing. */
function profileData(world: World, person: Person, record: SourceRecord): string {
  const { random } = world;
  const { system, name, email, phone } = record;
  const full = system === 'crm' || system === 'loyalty';
  let data = `{"customer":${pointer(random, record)}`;
  if (name) {
    data += `,"name":"${name}"`;
    if (full && record.changes.length === 0)
      data += `,"given_name":"${person.givenName}","family_name":"${person.familyName}"`;
  }
  if (random.chance(full ? 0.85 : 0.4))
    data += `,"gender":"${(person.china ? genders.china : genders.abroad)[person.female ? 0 : 1]}"`;
  if (random.chance(system === 'loyalty' ? 0.9 : system === 'crm' ? 0.5 : 0.15))
    data += `,"birth_date":"${person.birthDate}"`;
  if (email) data += `,"emails":["${email}"]`;
  if (phone) data += `,"phones":["${phone}"]`;
  if (random.chance(system === 'pos' ? 0.15 : 0.75)) data += `,"address":${addressData(world, person)}`;
  if (random.chance(0.9)) data += `,"acquisition_channel":"${person.acquisitionChannel}"`;
  if (system === 'crm') data += `,"account_owner":"${accountOwner(person)}"`;
  return `${data}}`;
}

const owners = ['Chen Jing', 'Liu Yang', 'Zhang Wei', 'Emma Clarke', 'Wang Fang', 'James Reid'];

/** Who looks after somebody. */
export const accountOwner = ({ number }: Person): string => owners[number % owners.length] ?? 'Chen Jing';

function addressData({ random }: World, person: Person): string {
  const { place, district, street, postalCode } = person;
  let data = `{"country":"${place.country}"`;
  if (random.chance(0.95)) data += `,"province":"${place.province}"`;
  data += `,"city":"${place.city}"`;
  if (district && random.chance(0.9)) data += `,"district":"${district}"`;
  if (random.chance(0.85)) data += `,"street":"${street}"`;
  if (random.chance(0.6)) data += `,"postal_code":"${postalCode}"`;
  return `${data}}`;
}

/** Posts a record's profile. */
export function postProfile(world: World, person: Person, record: SourceRecord, at: number): void {
  world.outbox.post({
    at,
    topic: 'profiles',
    type: 'profile.updated',
    source: record.system,
    key: record.ref,
    china: person.china,
    data: profileData(world, person, record),
  });
}

const policy = (n: number) => (n < 300 ? '2024-06' : '2025-09');

/** A new record: its profile and the consents that go with it. */
export function register(world: World, person: Person, record: SourceRecord): void {
  const { random, outbox } = world;
  postProfile(world, person, record, record.since);
  const post = (type: string, at: number, rest: string) =>
    outbox.post({
      at,
      topic: 'consents',
      type,
      source: record.system,
      key: record.ref,
      china: person.china,
      data: `{"customer":${pointer(random, record)},${rest}}`,
    });
  const ask = (purpose: string, channel: string, probability: number) => {
    if (!random.chance(probability)) return false;
    const what = `"purpose":"${purpose}","channel":"${channel}"`;
    post(
      'consent.granted',
      record.since + random.between(1, 30),
      `${what},"legal_basis":"consent","policy_version":"${policy(Math.floor(record.since / day))}","evidence":"${record.system === 'pos' ? 'signed form' : 'checkbox'}"`,
    );
    if (!random.chance(0.07)) return true;
    const withdrawnAt = record.since + day + Math.floor(random.exponential() * 120 * day);
    post('consent.withdrawn', withdrawnAt, `${what},"reason":"unsubscribed"`);
    return false;
  };
  if (record.email && !record.changes.includes('email mistyped') && ask('marketing', 'email', 0.62))
    person.mailing ??= record;
  if (record.phone && random.chance(0.5)) ask('marketing', person.china ? 'wechat' : 'sms', 0.4);
  if (record.system === 'loyalty' || record.system === 'app') ask('profiling', 'all', 0.5);
}
