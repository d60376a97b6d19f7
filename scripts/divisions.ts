import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes transforms/standardise/data/cnDivisions.ts from the provinces.csv, cities.csv and areas.csv of the project
 * Administrative-divisions-of-China: `node --import tsx scripts/divisions.ts FOLDER`.
 */
const folder = process.argv[2];
if (!folder) throw new Error('name the folder that holds provinces.csv, cities.csv and areas.csv');
const target = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../transforms/standardise/data/cnDivisions.ts',
);

const read = (name: string): readonly (readonly string[])[] =>
  fs
    .readFileSync(path.join(folder, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map((field) => field.replaceAll('"', '')));

const cities = read('cities.csv');
const areas = read('areas.csv');
/** levels that stand for "belongs to the province itself" and are no part of an address */
const isNominal = (name: string) => /^(?:市辖区|县|.*直辖县级行政区划)$/.test(name);

const lines = read('provinces.csv').map(([code = '', name = '']) => {
  const inside = cities
    .filter(([, , province]) => province === code)
    .map(([cityCode = '', city = '']) => {
      const districts = areas
        .filter(([, , of]) => of === cityCode)
        .map(([areaCode = '', area = '']) => areaCode.slice(4) + area);
      return `${cityCode.slice(2)}${isNominal(city) ? '' : city}:${districts.join(',')}`;
    });
  return `${code}${name}|${inside.join(';')}`;
});

fs.writeFileSync(
  target,
  `/**
 * The administrative divisions of the mainland: provinces, cities, districts and counties, with their GB/T 2260 codes.
 *
 * One line a province: code and name, then its cities, parted by semicolons; a city is two digits, its name (none where the
 * districts belong to the province itself), and its districts, each two digits and a name.
 *
 * Origin: github.com/modood/Administrative-divisions-of-China (WTFPL), from the statistical division codes of the National
 * Bureau of Statistics. Written by scripts/divisions.ts; not to be edited by hand.
 */
export const cnDivisions: readonly string[] = [
${lines.map((line) => `  '${line}',`).join('\n')}
];
`,
);
