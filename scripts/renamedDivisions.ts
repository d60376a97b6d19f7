import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { divisions } from '../transforms/standardise/divisions.ts';

/**
 * Writes transforms/standardise/data/renamedDivisions.ts from the result.csv of the project areacodes:
 * `node --import tsx scripts/renamedDivisions.ts FILE`.
 *
 * A district or county counts as renamed where in the year that it ended one district was made of it, and of it
 * alone or under its name; and so on until today. What was joined to a district that was there before is no name
 * of that one.
 */
const [file] = process.argv.slice(2);
if (!file) throw new Error('name the file result.csv of the project areacodes');
const target = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../transforms/standardise/data/renamedDivisions.ts',
);
/** names that were given up before are in no customer's records */
const since = 1990;
/** 郊区, 市中区, 新市区: what any town calls a part of itself */
const isAnyones = (name: string): boolean => /^[东西南北中新老城郊市关]+区$/.test(name);

/** What a new district took a part of and an older one the most: 江干区, of which 上城区 has all but two streets. */
const mostlyElsewhere = new Set(['江干区']);

interface Area {
  readonly code: string;
  readonly name: string;
  readonly isInUse: boolean;
  readonly start: string;
  readonly end: string;
  /** the codes of its area since it ended */
  readonly next: readonly string[];
}

const areas: readonly Area[] = fs
  .readFileSync(file, 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.split(','))
  .filter(([, , , , level]) => level === '县级')
  .map(([code = '', , , name = '', , state, start = '', end = '', next = '']) => ({
    code,
    name,
    isInUse: state === '在用',
    start,
    end,
    next: next
      .split(';')
      .filter((each) => !each.includes('[') || each.endsWith(`[${end}]`))
      .map((each) => each.slice(0, 6)),
  }));

const madeOf = ({ next, end }: Area): readonly Area[] =>
  areas.filter(({ code, start }) => start === end && next.includes(code));
const stem = (name: string): string => name.replace(/(?:林区|特区|矿区|区|县|市)$/, '');

/** The district of today that an area of the past is; null where it is not one alone. */
function today(area: Area): Area | null {
  if (area.isInUse) return area;
  const [only, ...more] = madeOf(area);
  if (!only || more.length > 0) return null;
  const joined = areas.filter((each) => each.end === area.end && madeOf(each).includes(only));
  return joined.length === 1 || stem(area.name) === stem(only.name) ? today(only) : null;
}

const { districts, cities } = divisions();
const namesOf = new Map([...districts.values()].flat().map(({ code, names }) => [code, names]));
const found = new Map<string, Set<string>>();
for (const area of areas) {
  const heir = area.isInUse || Number(area.end) < since ? null : today(area);
  const known = heir && namesOf.get(heir.code);
  if (
    heir &&
    known &&
    !known.includes(area.name) &&
    !cities.has(area.name) &&
    !isAnyones(area.name) &&
    !mostlyElsewhere.has(area.name)
  )
    found.set(heir.code, (found.get(heir.code) ?? new Set()).add(area.name));
}

const codes = [...found.keys()].sort();
const lines = [...new Set(codes.map((code) => code.slice(0, 2)))].map((province) => {
  const inside = codes.filter((code) => code.startsWith(province));
  return `${province}|${inside.map((code) => code.slice(2) + [...(found.get(code) ?? [])].join('/')).join(',')}`;
});

fs.writeFileSync(
  target,
  `/**
 * What districts and counties of today were called once, where that is no city of today. One line a province: its
 * code, then by the rest of the code of today the names, parted by slashes.
 *
 * Origin: github.com/yescallop/areacodes (CC0), from the lists and notices of the Ministry of Civil Affairs; names
 * given up since ${since}. Written by scripts/renamedDivisions.ts; not to be edited by hand.
 */
export const renamedDivisions: readonly string[] = [
${lines.map((line) => `  '${line}',`).join('\n')}
];
`,
);
