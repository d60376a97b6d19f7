import { mulberry } from './random.ts';

/** A whole number from 0 to n − 1. */
const uniformIndex = (random: () => number, n: number): number => Math.floor(random() * n);

/** A record of a person as text, by column; an empty string is missing. `cluster` is the person. */
export type PersonRecord = Readonly<Record<string, string>>;

export interface PeopleOptions {
  readonly seed: number;
  readonly records: number;
  /** records a person: 1 and up to this many more */
  readonly mostCopies: number;
  /** P(a person has a further record), again and again up to `mostCopies` */
  readonly copyRate: number;
  /** P(a value of a copy has a typing error); half of those have a second one */
  readonly typoRate: number;
  readonly missingRate: number;
  /** P(given and family name of a copy are exchanged) */
  readonly swapRate: number;
  /** P(a copy has another address, e-mail, phone or name than before, each) */
  readonly changeRate: number;
  /** P(a person lives with the one before: same family name, address and phone) */
  readonly householdRate: number;
  readonly style: 'western' | 'historical' | 'chinese';
}

const consonants = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'f',
  'g',
  'gr',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'th',
  'v',
  'w',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ie', 'oo', 'y'];
const endings = ['n', 'r', 's', 'll', 'tt', 'm', 'ck', 'ne', 'son', 'ton', 'ley', 'ford', '', 'a', 'e'];
const hanFamilies = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁',
];
const hanGiven = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文志国小晓宇浩婷雪梅鑫佳怡子涵欣然雨轩思琪博俊凯晨阳',
];
const hanCities = [
  '北京',
  '上海',
  '广州',
  '深圳',
  '杭州',
  '成都',
  '武汉',
  '南京',
  '西安',
  '苏州',
  '重庆',
  '天津',
  '长沙',
  '青岛',
];

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[uniformIndex(random, list.length)] as T;
/** An index below `n`, small ones far more often: density proportional to 1 / (rank + 1). */
const zipf = (random: Random, n: number) =>
  Math.min(n - 1, Math.floor(Math.exp(random() * Math.log(n + 1)) - 1));
const digits = (random: Random, n: number) =>
  Array.from({ length: n }, () => uniformIndex(random, 10)).join('');

function words(random: Random, n: number, parts: number): readonly string[] {
  const made = new Set<string>();
  while (made.size < n)
    made.add(
      Array.from(
        { length: 1 + uniformIndex(random, parts) },
        () => pick(random, consonants) + pick(random, vowels),
      ).join('') + pick(random, endings),
    );
  return [...made];
}

/** A letter or digit put in, left out, replaced or exchanged with its neighbour. */
export function withTypo(random: Random, text: string): string {
  const letters = [...text];
  if (letters.length < 2) return text;
  const at = uniformIndex(random, letters.length);
  const letter = /\d/.test(letters[at] ?? '')
    ? digits(random, 1)
    : /\p{Script=Han}/u.test(text)
      ? pick(random, hanGiven)
      : String.fromCharCode(97 + uniformIndex(random, 26));
  const kind = uniformIndex(random, 4);
  if (kind === 0) letters.splice(at, 0, letter);
  else if (kind === 1) letters.splice(at, 1);
  else if (kind === 2) letters[at] = letter;
  else letters.splice(at, 2, ...letters.slice(at, at + 2).reverse());
  return letters.join('');
}

interface World {
  readonly random: Random;
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly places: readonly string[];
  readonly streets: readonly string[];
  readonly jobs: readonly string[];
}

const two = (n: number) => String(n).padStart(2, '0');

type Person = { -readonly [K in keyof PersonRecord]: string };

function address({ random, places, streets }: World, style: PeopleOptions['style']): Person {
  if (style === 'chinese')
    return {
      city: pick(random, hanCities),
      address: `${pick(random, streets)}路${1 + uniformIndex(random, 300)}号${1 + uniformIndex(random, 30)}室`,
    };
  const place = zipf(random, places.length);
  return {
    house_number: String(1 + uniformIndex(random, 200)),
    street: `${pick(random, streets)} ${pick(random, ['street', 'road', 'lane', 'close'])}`,
    city: places[place] ?? '',
    postcode: String(10000 + place * 7 + uniformIndex(random, 7)),
  };
}

function contact(world: World, given: string, family: string, style: PeopleOptions['style']): Person {
  const { random } = world;
  const local =
    style === 'chinese'
      ? digits(random, 8)
      : `${pick(random, [given, given.slice(0, 1)])}${pick(random, ['.', '', '_'])}${family}${uniformIndex(random, 100)}`;
  const domain = pick(
    random,
    style === 'chinese'
      ? ['qq.com', '163.com', 'sina.com']
      : ['mail.com', 'post.net', 'web.org', `${pick(random, world.family)}.com`],
  );
  return {
    email: `${local}@${domain}`,
    phone:
      style === 'chinese'
        ? `1${pick(random, ['38', '39', '50', '86'])}${digits(random, 8)}`
        : `0${7}${digits(random, 8)}`,
  };
}

function person(world: World, style: PeopleOptions['style']): Person {
  const { random } = world;
  const given =
    style === 'chinese'
      ? Array.from({ length: 1 + uniformIndex(random, 2) }, () => pick(random, hanGiven)).join('')
      : (world.given[zipf(random, world.given.length)] ?? '');
  const family =
    style === 'chinese'
      ? (hanFamilies[zipf(random, hanFamilies.length)] ?? '')
      : (world.family[zipf(random, world.family.length)] ?? '');
  const year = (style === 'historical' ? 1780 : 1930) + uniformIndex(random, 75);
  const isUnsure = style === 'historical' && random() < 0.3;
  return {
    given_name: given,
    family_name: family,
    birth_date: isUnsure
      ? `${year}-01-01`
      : `${year}-${two(1 + uniformIndex(random, 12))}-${two(1 + uniformIndex(random, 28))}`,
    ...(style === 'historical'
      ? {
          gender: pick(random, ['male', 'female']),
          occupation: world.jobs[zipf(random, world.jobs.length)] ?? '',
        }
      : contact(world, given, family, style)),
    ...address(world, style),
  };
}

function copyOf(world: World, original: Person, options: PeopleOptions): Person {
  const { random } = world;
  const copy: Person = { ...original };
  const happens = (rate: number) => random() < rate;
  if (happens(options.changeRate)) Object.assign(copy, address(world, options.style));
  if (happens(options.changeRate) && 'email' in copy)
    Object.assign(copy, contact(world, copy.given_name ?? '', copy.family_name ?? '', options.style));
  if (happens(options.changeRate) && 'occupation' in copy)
    copy.occupation = world.jobs[zipf(random, world.jobs.length)] ?? '';
  if (happens(options.changeRate)) {
    if (options.style === 'western' && happens(0.3))
      copy.family_name = world.family[zipf(random, world.family.length)] ?? '';
    if (options.style === 'historical')
      Object.assign(
        copy,
        happens(0.5)
          ? { given_name: (copy.given_name ?? '').slice(0, happens(0.5) ? 1 : 3) }
          : { family_name: world.family[zipf(random, world.family.length)] ?? '' },
      );
    if (options.style === 'historical' && happens(0.5))
      copy.birth_date = `${Number(copy.birth_date?.slice(0, 4)) + uniformIndex(random, 3) - 1}-01-01`;
  }
  for (const column of Object.keys(copy)) {
    if (column === 'cluster') continue;
    if (happens(options.typoRate)) copy[column] = withTypo(random, copy[column] ?? '');
    if (happens(options.typoRate / 2)) copy[column] = withTypo(random, copy[column] ?? '');
  }
  if (happens(options.swapRate))
    [copy.given_name, copy.family_name] = [copy.family_name ?? '', copy.given_name ?? ''];
  return copy;
}

/** Writes a person as the style does, with values left out. */
function written(world: World, of: Person, options: PeopleOptions): PersonRecord {
  const record: Person = { ...of };
  for (const column of Object.keys(record))
    if (column !== 'cluster' && world.random() < options.missingRate) record[column] = '';
  if (options.style === 'historical') {
    const { given_name = '', family_name = '', ...rest } = record;
    const both = [given_name, family_name].filter((name) => name !== '').join(' ');
    return {
      full_name:
        world.random() < 0.3 && both
          ? `${both}, of ${record.city || pick(world.random, world.places)}`
          : both,
      first_name: given_name,
      surname: family_name,
      ...rest,
    };
  }
  if (options.style === 'chinese') {
    const { given_name = '', family_name = '', ...rest } = record;
    return { name: `${family_name}${given_name}`, ...rest };
  }
  return record;
}

/** Synthetic records of people, several a person, with errors; the same for the same options. */
export function* people(options: PeopleOptions): Generator<PersonRecord> {
  const random = mulberry(options.seed);
  const size = Math.max(500, Math.round(Math.sqrt(options.records) * 12));
  const world: World = {
    random,
    given: words(random, Math.min(size, 3000), 2),
    family: words(random, Math.min(size * 3, 20_000), 3),
    places: words(random, Math.min(size, 5000), 3),
    streets:
      options.style === 'chinese'
        ? Array.from({ length: 400 }, () => `${pick(random, hanGiven)}${pick(random, hanGiven)}`)
        : words(random, Math.min(size, 5000), 2),
    jobs: words(random, 60, 3),
  };
  let before: Person | undefined;
  let made = 0;
  for (let cluster = 0; made < options.records; cluster++) {
    let original = { ...person(world, options.style), cluster: String(cluster) };
    if (before && random() < options.householdRate) {
      const { given_name, birth_date, email, gender, cluster: _, ...shared } = { ...before };
      const own = Object.fromEntries(
        Object.entries(original).filter(([column]) =>
          ['given_name', 'birth_date', 'email', 'gender', 'cluster'].includes(column),
        ),
      );
      original = { ...original, ...shared, ...own };
    }
    before = original;
    yield written(world, original, options);
    made++;
    for (
      let copies = 0;
      copies < options.mostCopies && made < options.records && random() < options.copyRate;
      copies++
    ) {
      yield written(world, copyOf(world, original, options), options);
      made++;
    }
  }
}
