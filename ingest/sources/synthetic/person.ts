import type { Coupon } from './coupons.ts';
import {
  chineseFamilyNames,
  englishFamilyNames,
  femaleCharacters,
  femaleNames,
  maleCharacters,
  maleNames,
} from './names.ts';
import {
  americanPlaces,
  britishPlaces,
  chinesePlaces,
  chineseStreets,
  englishStreets,
  type Place,
} from './places.ts';
import { type Random, runningSums } from './random.ts';
import type { SourceRecord } from './sourceRecord.ts';

/** Who somebody truly is: what no single source knows. */
export interface Identity {
  readonly female: boolean;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly email: string;
  /** digits: 11 for a Chinese mobile, else with the country code */
  readonly phone: string;
  readonly place: Place;
  readonly district: string;
  readonly street: string;
  readonly postalCode: string;
}

/**
 * A customer with the true parameters of their behaviour and what happened so far; there may be many, so it
 * is small.
 */
export interface Person {
  readonly number: number;
  readonly china: boolean;
  /** place in `currencies` */
  readonly currency: number;
  readonly acquiredDay: number;
  readonly acquisitionChannel: string;
  /** purchases per day of operational time while alive */
  readonly rate: number;
  /** chance to be lost after a purchase */
  readonly dropout: number;
  /** −1 to 1: how content they are; the opposite of their chance of dropping out, with noise */
  readonly mood: number;
  /** the categories that they buy most from */
  readonly favourite: number;
  readonly secondFavourite: number;
  readonly place: Place;
  readonly district: string;
  records: readonly SourceRecord[];
  member: SourceRecord | undefined;
  mailing: SourceRecord | undefined;
  firstOrderAt: number;
  lastOrderAt: number;
  /** operational time of the last own purchase */
  operational: number;
  /** operational time of the first own purchase */
  begun: number;
  /** the day after whose purchase they were lost, or −1 */
  droppedDay: number;
  orders: number;
  campaignOrders: number;
  contractOrders: number;
  /** points that can be spent, and points ever earned */
  points: number;
  pointsEver: number;
  tier: number;
  coupon: Coupon | undefined;
}

const familyWeights = runningSums(chineseFamilyNames.map((_, place) => 1 / (place + 4)));
const placeWeights = runningSums(chinesePlaces.map((_, place) => 1 / (place + 3)));
const mailDomains = [
  'mail.example.cn',
  'post.example.com',
  'example.com',
  'inbox.example.org',
  'example.net',
];

const two = (n: number) => String(n).padStart(2, '0');
const birthDate = (random: Random) =>
  `${1950 + Math.floor(55 * (1 - (random.uniform() + random.uniform()) / 2.2))}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;

/** E-mail addresses are under example domains (RFC 2606) and belong to nobody. */
const address = (random: Random, first: string, last: string, number: number) =>
  `${random.chance(0.5) ? `${first}.${last}` : `${last}${first}`}${number.toString(36)}@${random.pick(mailDomains)}`;

/** A Chinese person; the phone number has a plausible form and is made up. */
export function chineseIdentity(random: Random, number: number): Identity {
  const female = random.chance(0.56);
  const family = chineseFamilyNames[random.byWeight(familyWeights)] ?? ['王', 'wang'];
  const characters = female ? femaleCharacters : maleCharacters;
  const first = random.pick(characters);
  const second = random.chance(0.7) ? random.pick(characters) : (['', ''] as const);
  const place = chinesePlaces[random.byWeight(placeWeights)] ?? (chinesePlaces[0] as Place);
  return {
    female,
    familyName: family[0],
    givenName: first[0] + second[0],
    birthDate: birthDate(random),
    email: address(random, first[1] + second[1], family[1], number),
    phone: `1${random.pick(['38', '39', '36', '50', '86', '77', '99', '35'])}${String(random.below(1e8)).padStart(8, '0')}`,
    place,
    district: random.pick(place.districts),
    street: streetOf(number, true),
    postalCode: `${place.postal}${two(random.below(100))}`,
  };
}

/** A British or American person; the phone number is made up and nobody else's here. */
export function englishIdentity(random: Random, number: number, british: boolean): Identity {
  const female = random.chance(0.56);
  const givenName = random.pick(female ? femaleNames : maleNames);
  const familyName = random.pick(englishFamilyNames);
  const place = random.pick(british ? britishPlaces : americanPlaces);
  const letters = familyName.toLowerCase().replace(/[^a-z]/g, '');
  const serial = (number * 7919) % 1_000_000;
  return {
    female,
    familyName,
    givenName,
    birthDate: birthDate(random),
    email: address(random, givenName.toLowerCase(), letters, number),
    phone: british
      ? `447700${String(serial).padStart(6, '0')}`
      : `1${201 + (number % 789)}555${String(Math.floor(number / 789) % 10_000).padStart(4, '0')}`,
    place,
    district: '',
    street: streetOf(number, false),
    postalCode: british
      ? `${place.postal} ${random.between(1, 9)}${random.pick(['AA', 'BD', 'EF', 'JL', 'NP', 'QR', 'TU', 'XY'])}`
      : `${place.postal}${two(random.below(100))}`,
  };
}

/** Where somebody lives, from their number alone, so that it need not be kept. */
export function streetOf(number: number, china: boolean): string {
  const list = china ? chineseStreets : englishStreets;
  const street = list[number % list.length];
  const house = 1 + ((number * 37) % (china ? 980 : 240));
  return china ? `${street}${house}号${1 + (number % 28)}0${1 + (number % 6)}室` : `${house} ${street}`;
}

/** Somebody new, with what only they know. */
export interface Newcomer {
  readonly person: Person;
  readonly identity: Identity;
}
