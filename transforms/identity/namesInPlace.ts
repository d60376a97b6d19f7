import { identifier } from '../../warehouse/index.ts';
import type { StringMeasures } from './codePoints.ts';
import { soundColumn, soundSql } from './sounds.ts';

/** Given and family name are compared crosswise where that fits and in their places they do not. */
function exchangedSql(given: number, family: number, { jaroWinkler }: StringMeasures): string {
  const [lg, lf, rg, rf] = [`l${given}`, `l${family}`, `r${given}`, `r${family}`];
  return `case when ${lg} = ${rg} or ${lf} = ${rf} then false when ${lg} = ${rf} or ${lf} = ${rg} then true
    when ${jaroWinkler(lg, rf)} >= 0.88 then coalesce(${jaroWinkler(lf, rg)} >= 0.88, false) else false end`;
}

/**
 * Whether a Chinese name is the other turned round, and so was cut in the wrong place: 刘宁伟 and 宁伟刘, which
 * begins with a surname as well.
 */
function turnedSql(given: number, family: number): string {
  const [lg, lf, rg, rf] = [`l${given}`, `l${family}`, `r${given}`, `r${family}`];
  return `coalesce(ls${given} <> ${lg} and ${lf} <> ${rf} and not c${given} and not c${family} and
    (${lf} || ${lg} = ${rg} || ${rf} or ${lg} || ${lf} = ${rf} || ${rg}), false)`;
}

/**
 * Whether two names, put in their places, agree: only then does their order say anything. Among all pairs
 * names that cross are rare, but so are names that agree; of those that agree, hardly any of one person
 * cross, and more of two.
 */
export function agreeSql(given: number, family: number, likeness: (f: number) => string): string {
  return `case when l${given} = r${given} then coalesce(${likeness(family)} >= 0.88, false)
    when l${family} = r${family} then coalesce(${likeness(given)} >= 0.88, false) else false end`;
}

/** How both names of a feature sound, and whether one alone is written in characters. */
export function soundsSql({ name, f }: { readonly name: string; readonly f: number }): string {
  const at = (side: string) => [`${side}.${identifier(name)}`, `${side}.${soundColumn(name)}`] as const;
  const isHan = (side: string) => `(${at(side)[1]} is null)`;
  return `${soundSql(...at('l'))} as ls${f}, ${soundSql(...at('r'))} as rs${f}, ${isHan('l')} <> ${isHan('r')} as c${f}`;
}

/** Names of which one alone is written in characters are compared in letters. */
export const inOneScript = (pairs: string, spoken: readonly number[]): string =>
  spoken.length === 0
    ? pairs
    : `select * replace (${spoken.flatMap((f) => ['l', 'r'].map((side) => `case when c${f} then ${side}s${f} else ${side}${f} end as ${side}${f}`)).join(', ')}) from (${pairs})`;

/**
 * A Chinese given name alone, read as if its first character were the family name, or as one: 佳兰, 兰 beside 王佳兰, 王兰. Where
 * all that is there is the other's given name, it is that name, and the family name is not known; `of_right`: the left one is
 * so read.
 */
export function givenAlone(pairs: string, given: number, family: number): string {
  const whole = (side: string) => `coalesce(${side}${family}, '') || coalesce(${side}${given}, '')`;
  const isAlone = (side: string, other: string) =>
    `coalesce(${side}${family} is not null and ${other}s${given} <> ${other}${given} and ${other}${family} <> ${side}${family} and ${whole(side)} = ${other}${given}, false)`;
  const replaced = [
    ['l', 'r'],
    ['r', 'l'],
  ].flatMap(([side, other]) =>
    ['', 's'].flatMap((sound) => [
      `case when is_${side} then ${other}${sound}${given} else ${side}${sound}${given} end as ${side}${sound}${given}`,
      `case when is_${side} then null else ${side}${sound}${family} end as ${side}${sound}${family}`,
    ]),
  );
  return `select * exclude (is_l, is_r) replace (${replaced.join(', ')}, c${given} and not is_l and not is_r as c${given}), is_l as of_right
    from (select *, ${isAlone('l', 'r')} as is_l, ${isAlone('r', 'l')} as is_r from (${pairs}))`;
}

/**
 * Names in each other's place are put in theirs; `x`: they were. Those of the record are turned whose family name is more
 * like the other's given name, whichever record comes first; `of_right`: it is the left one, or was so already, and the
 * right one has its names as they are. `is_exchanged`: the names are the same two, so that either order fits.
 */
export function inPlaces(
  pairs: string,
  given: number,
  family: number,
  measures: StringMeasures,
  isSpoken: boolean,
  isAlone: boolean,
): string {
  const [ofLeft, ofRight] = [
    [`l${given}`, `r${family}`],
    [`r${given}`, `l${family}`],
  ].map(([a = '', b = '']) => `coalesce(${measures.jaroWinkler(a, b)}, 0)`);
  const turnsRight = `${ofLeft} > ${ofRight} or ${ofLeft} = ${ofRight} and l${given} < r${given}`;
  const swapped = [
    { side: 'l', turns: 'x and not y' },
    { side: 'r', turns: 'x and y' },
  ].flatMap(({ side, turns }) =>
    (isSpoken ? [side, `${side}s`] : [side]).flatMap((name) => [
      `case when ${turns} then ${name}${family} else ${name}${given} end as ${name}${given}`,
      `case when ${turns} then ${name}${given} else ${name}${family} end as ${name}${family}`,
    ]),
  );
  const isExchanged = `x and l${given} = r${family} and l${family} = r${given}`;
  const wasOfRight = isAlone ? 'of_right or ' : '';
  const ordered = `select * exclude (y${isAlone ? ', of_right' : ''}) replace (${swapped.join(', ')}), ${wasOfRight}x and not y as of_right, coalesce(${isExchanged}, false) as is_exchanged from (
    select *, case when x then ${turnsRight} else false end as y
    from (select *, ${exchangedSql(given, family, measures)} as x from (${pairs})))`;
  if (!isSpoken) return ordered;
  const asLeft = [given, family].flatMap((f) =>
    ['', 's'].map((sound) => `case when t then l${sound}${f} else r${sound}${f} end as r${sound}${f}`),
  );
  return `select * exclude (t) replace (${asLeft.join(', ')}, x or t as x) from (select *, ${turnedSql(given, family)} as t from (${ordered}))`;
}
