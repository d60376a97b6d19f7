import type { DuckDBValue } from '@duckdb/node-api';
import { type LinearSentiment, predictLinearSentiment, speaksOf } from '../../models/index.ts';
import { isoDate } from '../columnValues.ts';
import type { Columns, StepContext } from '../step.ts';
import type { Comments } from './comments.ts';
import { exampleOf, shownOf } from './example.ts';
import type { NamedTheme } from './fit.ts';
import { type KnownNames, personNames } from './personNames.ts';
import { saidByMany } from './saidByMany.ts';
import { phrasesOf, plainLetters, wordsOf } from './words.ts';

/** 1 satisfied to 0 dissatisfied: the score that was given, else the chance that was learned, else nothing. */
export const feelings = ({ isSatisfied }: Comments, chances: readonly (number | null)[]) =>
  isSatisfied.map((one, i) => one ?? chances[i] ?? null);

const mean = (values: readonly (number | null)[]) => {
  const known = values.filter((one) => one !== null);
  return known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : null;
};

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What the sentiment says of each comment; under the same fit that of earlier builds is taken over. */
export async function chancesOf(
  { landedSeq, text }: Comments,
  sentiment: LinearSentiment,
  { connection, previous }: StepContext,
): Promise<readonly number[]> {
  const table = previous('comment_sentiment');
  const known = new Map<bigint, number>();
  if (table) {
    const reader = await connection.runAndReadAll(
      `select landed_seq, positive_probability from ${table} where positive_probability is not null`,
    );
    const [seqs = [], chances = []] = reader.getColumns() as [bigint[], number[]];
    seqs.forEach((seq, i) => known.set(seq, chances[i] as number));
  }
  const fresh = landedSeq.flatMap((seq, i) => (known.has(seq) ? [] : [i]));
  const scored = predictLinearSentiment(
    sentiment,
    fresh.map((i) => text[i] as string),
  );
  fresh.forEach((i, at) => known.set(landedSeq[i] as bigint, scored[at] as number));
  return landedSeq.map((seq) => known.get(seq) as number);
}

/**
 * Comments by month and kind, with which share of all scored ones, those in the middle among them, was
 * satisfied and which dissatisfied, and what is learned of all comments.
 */
export function sentimentByMonth(comments: Comments, chances: readonly (number | null)[]): Columns {
  const groups = new Map<string, number[]>();
  comments.month.forEach((month, i) => {
    const key = `${month} ${comments.kind[i]}`;
    const group = groups.get(key);
    if (group) group.push(i);
    else groups.set(key, [i]);
  });
  const rows = [...groups].sort(([a], [b]) => compare(a, b));
  const scored = rows.map(([, members]) => members.filter((i) => comments.isScored[i]));
  const shareOf = (side: 0 | 1) =>
    scored.map((members) => mean(members.map((i) => Number(comments.isSatisfied[i] === side))));
  return {
    month_start_date: rows.map(([key]) => isoDate(key.slice(0, 10))),
    kind: rows.map(([key]) => key.slice(11)),
    comments: rows.map(([, members]) => BigInt(members.length)),
    scored_comments: scored.map((one) => BigInt(one.length)),
    satisfied_rate: shareOf(1),
    dissatisfied_rate: shareOf(0),
    positive_probability: rows.map(([, members]) => mean(members.map((i) => chances[i] ?? null))),
  };
}

/**
 * How often each theme is spoken of, by month, and the plainest comment that does. Terms that name somebody are
 * left out, and themes of nothing else. Months in which nobody speaks of a theme have a row, once there are
 * comments.
 */
export function themesByMonth(
  comments: Comments,
  themes: readonly NamedTheme[],
  felt: readonly (number | null)[],
  known: KnownNames,
): Columns {
  const [heard, people] = [comments.text.slice(-mostHeard), comments.customerId.slice(-mostHeard)];
  const isCommon = saidByMany(heard.map(shownOf), people);
  const names = personNames(known, heard, people);
  const isNamed = (term: string) => names.isName(term) || wordsOf(term).some(names.isName);
  const told = themes
    .map((theme) => {
      const terms = theme.terms.filter((term) => !isNamed(term));
      return { ...theme, terms, ofBoth: theme.ofBoth.filter((term) => terms.includes(term)) };
    })
    .filter(({ terms }) => terms.length > 0);
  const starts = told.flatMap(({ terms }) => terms.map((term) => term.split(' ')[0] as string));
  const mayBeNamed = new RegExp([...new Set(starts)].join('|') || '(?!)', 'iu');
  const phrases = comments.text.map((text) =>
    mayBeNamed.test(plainLetters(text)) ? phrasesOf(text) : undefined,
  );
  const months = [...new Set(comments.month)].sort();
  const all = new Map<string, number>();
  for (const month of comments.month) all.set(month, (all.get(month) ?? 0) + 1);
  const rows: Record<string, DuckDBValue>[] = [];
  const ranks = new Map<string, number>();
  for (const theme of told) {
    const { side, terms, z } = theme;
    const rank = (ranks.get(side) ?? 0) + 1;
    ranks.set(side, rank);
    const members = new Map<string, number[]>();
    phrases.forEach((one, i) => {
      if (!one || !speaksOf(theme, one)) return;
      const month = comments.month[i] as string;
      const group = members.get(month);
      if (group) group.push(i);
      else members.set(month, [i]);
    });
    for (const month of months) {
      const found = members.get(month) ?? [];
      rows.push({
        theme: terms.join(' · '),
        side,
        rank,
        strength: z,
        month_start_date: isoDate(month),
        mentions: BigInt(found.length),
        comments: BigInt(all.get(month) ?? 0),
        satisfied_rate: mean(found.map((i) => felt[i] ?? null)),
        example: exampleOf(found, side === 'satisfied' ? 1 : 0, comments.text, felt, isCommon, names),
      });
    }
  }
  const columns = [
    'theme',
    'side',
    'rank',
    'strength',
    'month_start_date',
    'mentions',
    'comments',
    'satisfied_rate',
    'example',
  ];
  return Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name] ?? null)]));
}

/** Comments, the latest, that say which words many people use. */
const mostHeard = 15_000;

/**
 * Names of customers and of the staff, whole and in parts, of two letters and more: a single character of a
 * Chinese name is a word like others. Words in the names of products and stores.
 */
export async function readNames({ read }: StepContext): Promise<KnownNames> {
  const { name: people = [] } = await read(`
    select distinct lower(name) as name from (
      select full_name as name from customers union all select given_name from customers
      union all select family_name from customers union all select name from staff
    ) as names where name is not null`);
  const { name: things = [] } = await read(`
    select distinct name from (
      select name from products union all select category from products union all select name from stores
    ) as names where name is not null`);
  const parts = (people as string[]).flatMap((name) => [name, ...name.split(/[\s·.,'’-]+/u)]);
  return {
    people: new Set(parts.filter((part) => [...part].length > 1)),
    things: new Set((things as string[]).flatMap(wordsOf)),
  };
}
