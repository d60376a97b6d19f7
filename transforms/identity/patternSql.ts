import { identifier } from '../../warehouse/index.ts';
import { byByte, byCodePoint, characterParts, type StringMeasures } from './codePoints.ts';
import type { Feature } from './features.ts';
import { MeasuredOnce, withMeasures } from './measuredOnce.ts';
import { agreeSql, givenAlone, inOneScript, inPlaces, soundsSql } from './namesInPlace.ts';
import { bits } from './patternCode.ts';
import { isIncomparable, writingColumn, writtenNames } from './writing.ts';

/** How records are read to be compared. */
export interface Measures {
  /** the relation of the records, in which scripts of few characters are written in one byte each */
  readonly records: string;
  /** what measures the values of each feature there */
  readonly strings: readonly StringMeasures[];
  /** names are written in several scripts, and `records` says in which (`writing.ts`) */
  readonly isWritten?: boolean;
  /** the features of whose values `records` tells the characters (`characterColumn`) */
  readonly told?: readonly number[];
}

/** The column of what is told of the characters of the values of a feature. */
export const characterColumn = (name: string, part: string): string => `${name}_${part}`;

/**
 * A SELECT of the columns of `pairs` (a relation with `l` and `r`, record numbers), `pattern`, `holder`: of the two, the
 * record whose values stand as they were compared, for names may be turned; and `is_exchanged`: both have the same two
 * names, in each other's place, and nothing in the two says who has them in order.
 */
export function patternSql(
  pairs: string,
  features: readonly Feature[],
  { records, strings, isWritten, told = [] }: Measures,
): string {
  if (features.length === 0)
    return `select *, 0::bigint as pattern, l as holder, false as is_exchanged from (${pairs})`;
  const columns = features.flatMap(({ column }, f) => (column ? [{ column: identifier(column), f }] : []));
  const values = columns.flatMap(({ column, f }) => [`l.${column} as l${f}`, `r.${column} as r${f}`]);
  const characters = ['l', 'r'].flatMap((side) =>
    told.flatMap((f) =>
      characterParts.map((part) => ({
        from: `${side}.${identifier(characterColumn(features[f]?.name ?? '', part))}`,
        as: `${side}${f}_${part}`,
      })),
    ),
  );
  const spoken = features.flatMap(({ name, isSpoken }, f) => (isSpoken ? [{ name, f }] : []));
  const place = (name: string) => features.findIndex((feature) => feature.name === name);
  const written = isWritten ? writtenNames.map((name) => ({ name, f: place(name) })) : [];
  const writings = written.map(
    ({ name, f }) => `${isIncomparable(`l.${writingColumn(name)}`, `r.${writingColumn(name)}`)} as d${f}`,
  );
  const raw = `select p.*${[...values, ...characters.map(({ from, as }) => `${from} as ${as}`), ...spoken.map(soundsSql), ...writings].map((one) => `, ${one}`).join('')} from (${pairs}) as p
    join ${records} as l on l.rid = p.l join ${records} as r on r.rid = p.r`;
  const [given, family] = [place('given_name'), place('family_name')];
  const isSpoken = features[given]?.isSpoken === true && features[family]?.isSpoken === true;
  const joined = inOneScript(
    isSpoken ? givenAlone(raw, given, family) : raw,
    spoken.map(({ f }) => f),
  );
  const hasOrder = features.some(({ column }) => column === undefined);
  const both = strings[given] === byByte && strings[family] === byByte ? byByte : byCodePoint;
  const from = hasOrder
    ? inPlaces(joined, given, family, both, features[given]?.isSpoken === true, isSpoken)
    : joined;
  const measureOf = (f: number) => (f === given || f === family ? both : (strings[f] ?? byCodePoint));
  const measured = features.map((_, f) => new MeasuredOnce(f, measureOf(f), told.includes(f)));
  const terms = features.map(({ column, comparison }, f) => {
    const [present, level] =
      column === undefined
        ? [
            agreeSql(given, family, (name) => (measured[name] as MeasuredOnce).likeness()),
            comparison.sql('x', 'x', byByte),
          ]
        : [
            `l${f} is not null and r${f} is not null${written.some((one) => one.f === f) ? ` and not (coalesce(d${f}, false)${spoken.some((one) => one.f === f) ? ` and ls${f} <> rs${f}` : ''})` : ''}`,
            comparison.sql(`l${f}`, `r${f}`, measured[f] as MeasuredOnce, {
              alike: `ls${f} = rs${f}`,
              acrossScripts: `c${f}`,
            }),
          ];
    return `case when ${present} then (${level} + 1)::bigint * ${2 ** (bits * f)} else 0::bigint end`;
  });
  const used = [
    ...measured.flatMap((one) => one.columns),
    ...columns.flatMap(({ f }) => [`l${f}`, `r${f}`]),
    ...spoken.flatMap(({ f }) => [`ls${f}`, `rs${f}`, `c${f}`]),
    ...written.map(({ f }) => `d${f}`),
    ...characters.map(({ as }) => as),
    ...(hasOrder ? ['x', 'of_right', 'is_exchanged'] : []),
  ];
  const holder = hasOrder ? 'case when of_right then r else l end' : 'l';
  return `select * exclude (${used.join(', ')}), ${terms.join(' + ')} as pattern, ${holder} as holder, ${hasOrder ? 'is_exchanged' : 'false'} as is_exchanged from (${withMeasures(from, measured)})`;
}
