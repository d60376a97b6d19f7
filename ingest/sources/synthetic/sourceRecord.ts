import type { Newcomer } from './person.ts';
import type { Random } from './random.ts';

export type System = 'shop.web' | 'app' | 'pos' | 'crm' | 'loyalty';

/** How one system knows a person: its own key and what somebody typed there. */
export interface SourceRecord {
  readonly system: System;
  /** customer_ref, or the loyalty id in the loyalty system */
  readonly ref: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  /** what was done to the truth, for truth/people.csv */
  readonly changes: readonly string[];
  /** when it came to be, in seconds of the business */
  readonly since: number;
}

const letters: Readonly<Record<System, string>> = {
  'shop.web': 'W',
  app: 'A',
  pos: 'P',
  crm: 'CRM-',
  loyalty: 'L',
};

const fullWidth = (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const spaced = (phone: string) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;

/** One of the ways in which people write a phone number. */
function writtenPhone(random: Random, phone: string, china: boolean): string {
  if (!china) {
    const plus = `+${phone}`;
    return random.chance(0.6) ? plus : `${plus.slice(0, 3)} ${plus.slice(3, 7)} ${plus.slice(7)}`;
  }
  const way = random.below(10);
  if (way < 4) return phone;
  if (way < 6) return spaced(phone);
  if (way === 6) return `+86 ${spaced(phone)}`;
  if (way === 7) return `+86${phone}`;
  if (way === 8) return `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`;
  return random.chance(0.5) ? fullWidth(phone) : `0086${phone}`;
}

/** One of the ways in which people write an e-mail address: case and blanks do not matter to the post. */
function writtenEmail(random: Random, email: string): string {
  const way = random.below(12);
  if (way === 0) return email.toUpperCase();
  if (way === 1) return `${email.charAt(0).toUpperCase()}${email.slice(1)}`;
  return way === 2 ? `${email} ` : email;
}

/** Two neighbouring characters swapped, or one left out: what fingers do. */
export function mistyped(random: Random, text: string): string {
  const at = random.below(Math.max(1, text.length - 2));
  return random.chance(0.5)
    ? text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
    : text.slice(0, at) + text.slice(at + 1);
}

/** The name as a system holds it: whole, in capitals, family name first, with a typing mistake, or not at all. */
function writtenName(random: Random, { person: { china }, identity }: Newcomer, changes: string[]): string {
  const { familyName, givenName } = identity;
  if (china) {
    const name = familyName + givenName;
    if (random.chance(0.03) && givenName.length > 1) {
      changes.push('name shortened');
      return familyName + givenName.charAt(0);
    }
    return name;
  }
  const way = random.below(20);
  if (way === 0) {
    changes.push('name mistyped');
    return mistyped(random, `${givenName} ${familyName}`);
  }
  if (way === 1) {
    changes.push('initial only');
    return `${givenName.charAt(0)}. ${familyName}`;
  }
  if (way === 2) return `${familyName}, ${givenName}`;
  return way === 3 ? `${givenName} ${familyName}`.toUpperCase() : `${givenName} ${familyName}`;
}

/** chance that a system asks for, and gets, an e-mail address, a phone number and a name */
const asks: Readonly<Record<System, readonly [email: number, phone: number, name: number]>> = {
  'shop.web': [0.97, 0.55, 0.95],
  app: [0.45, 0.97, 0.85],
  pos: [0.12, 0.8, 0.6],
  crm: [0.9, 0.85, 1],
  loyalty: [0.5, 0.95, 0.97],
};

/** The number that clerks type when a customer gives none. */
const placeholderPhone = '13800000000';

const unchanged: readonly string[] = [];

/** The same text in one piece: one that was put together holds on to its pieces, and these are kept for long. */
const flat = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

/** Makes the record that a system holds of a person, in that system's quality. */
export function sourceRecord(
  random: Random,
  system: System,
  newcomer: Newcomer,
  since: number,
): SourceRecord {
  const { person, identity } = newcomer;
  const changes: string[] = [];
  const [asksEmail, asksPhone, asksName] = asks[system];
  const ref = `${letters[system]}${(100_000 + person.number).toString()}`;
  const name = random.chance(asksName) ? writtenName(random, newcomer, changes) : undefined;
  let email = random.chance(asksEmail) ? identity.email : undefined;
  let phone = random.chance(asksPhone) ? identity.phone : undefined;
  if (email && random.chance(0.015)) {
    changes.push('email mistyped');
    email = mistyped(random, email);
  }
  if (phone && random.chance(0.012)) {
    changes.push('phone mistyped');
    phone = mistyped(random, phone);
  }
  if (system === 'pos' && !phone && random.chance(0.03)) {
    changes.push('placeholder phone');
    phone = placeholderPhone;
  }
  return {
    system,
    ref,
    name: name && flat(name),
    email: email && flat(writtenEmail(random, email)),
    phone: phone && flat(writtenPhone(random, phone, person.china || phone === placeholderPhone)),
    changes: changes.length > 0 ? changes : unchanged,
    since,
  };
}

/** JSON that points at the person from this record: its key, now and then with what else the system knows. */
export function pointer(random: Random, record: SourceRecord, member?: SourceRecord): string {
  if (record.system === 'loyalty') return `{"loyalty_id":"${record.ref}"}`;
  let json = `{"customer_ref":"${record.ref}"`;
  if (record.email && random.chance(0.2)) json += `,"email":"${record.email}"`;
  else if (record.phone && random.chance(0.15)) json += `,"phone":"${record.phone}"`;
  if (member && random.chance(0.3)) json += `,"loyalty_id":"${member.ref}"`;
  return `${json}}`;
}
