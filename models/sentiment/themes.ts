import { adjustHolm } from '../compare/index.ts';
import { fisherAbove } from './fisherExact.ts';
import { type TermContrast, weightedLogOdds } from './logOdds.ts';

/** Terms that speak of one thing and set a group apart. */
export interface Theme {
  /** the strongest first */
  readonly terms: readonly string[];
  /** those of the terms that the others use as well: a comment is of the theme only by another term beside */
  readonly ofBoth: readonly string[];
  /** of its strongest term */
  readonly z: number;
}

export interface ThemeOptions {
  /** comments that a term must be in */
  readonly leastComments: number;
  /** standard errors from no difference */
  readonly leastZ?: number;
  /** chance of any theme of either group where both speak alike; 0 to 1 */
  readonly level?: number;
  readonly mostThemes?: number;
}

/** Terms of a theme, at most: all of them are shown. */
const mostTerms = 3;

/** A term that the others use at least so often as the group, share by share, is one of both. */
const leastOfBoth = 1 / 3;

/** Strong terms looked at for each theme wanted: more would take time, and most are of themes that are found by then. */
const termsATheme = 40;

/**
 * What comments of a group speak of more than the others do. Terms that mostly come in the same comments as a stronger
 * one are of its theme: of the comments with either, at least a third have both (Jaccard), or nine tenths of the weaker
 * one's have the stronger too; so are phrases that have it in them. A general term that comes wherever the stronger one
 * does, and elsewhere, is not. That as many of a term's comments are the group's must be beyond chance, with all terms
 * held to one level together: hundreds of words that say nothing give no theme.
 */
export function themesOf(
  phrases: readonly ReadonlySet<string>[],
  isInGroup: (comment: number) => boolean,
  isInRest: (comment: number) => boolean,
  { leastComments, leastZ = 1.96, level = 0.05, mostThemes = 10 }: ThemeOptions,
): readonly Theme[] {
  const [inside, outside] = [new Map<string, number>(), new Map<string, number>()];
  const comments = new Map<string, number[]>();
  const members = { group: 0, rest: 0 };
  phrases.forEach((terms, i) => {
    const isInside = isInGroup(i);
    if (!isInside && !isInRest(i)) return;
    members[isInside ? 'group' : 'rest']++;
    const counts = isInside ? inside : outside;
    for (const term of terms) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
      if (!isInside) continue;
      const all = comments.get(term);
      if (all) all.push(i);
      else comments.set(term, [i]);
    }
  });
  const contrasts = weightedLogOdds(inside, outside).filter(
    ({ first, second }) => first + second >= leastComments,
  );
  const chances = adjustHolm(
    contrasts.map(({ first, second }) => 2 * fisherAbove(first, first + second, members.group, members.rest)),
  );
  const strong = contrasts
    .filter(({ z }, i) => z >= leastZ && (chances[i] as number) < level)
    .toSorted((a, b) => b.z - a.z || (a.term < b.term ? -1 : 1))
    .slice(0, termsATheme * mostThemes);
  const themes: { readonly lead: ReadonlySet<number>; readonly terms: TermContrast[] }[] = [];
  for (const term of strong) {
    const own = comments.get(term.term) ?? [];
    const home = themes.find(({ lead, terms }) => isSame(lead, own) || isMore(terms[0]?.term, term.term));
    if (home) home.terms.push(term);
    else if (themes.length < mostThemes) themes.push({ lead: new Set(own), terms: [term] });
  }
  const ofBoth = new Set(
    strong
      .filter(({ first, second }) => second / members.rest >= (leastOfBoth * first) / members.group)
      .map(({ term }) => term),
  );
  return themes.map(({ terms }) => {
    const shown = withoutParts(terms.map(({ term }) => term)).slice(0, mostTerms);
    return { terms: shown, ofBoth: shown.filter((term) => ofBoth.has(term)), z: terms[0]?.z ?? 0 };
  });
}

/** Whether a comment with these phrases speaks of a theme: by a term that the group alone uses, or by two. */
export function speaksOf({ terms, ofBoth }: Omit<Theme, 'z'>, phrases: ReadonlySet<string>): boolean {
  const said = terms.filter((term) => phrases.has(term));
  return (
    said.length > 1 ||
    said.some((term) => !ofBoth.includes(term)) ||
    (said.length > 0 && ofBoth.length === terms.length)
  );
}

/** Whether a phrase has another term in it, as a word of its own or within Chinese. */
const isMore = (lead: string | undefined, phrase: string) =>
  lead !== undefined &&
  (/\p{Script=Han}/u.test(lead) ? phrase.includes(lead) : phrase.split(' ').includes(lead));

function isSame(lead: ReadonlySet<number>, own: readonly number[]): boolean {
  const shared = own.filter((one) => lead.has(one)).length;
  return shared / (lead.size + own.length - shared) >= 1 / 3 || shared >= 0.9 * own.length;
}

/** Terms that are part of a longer one of the same theme say nothing more. */
const withoutParts = (terms: readonly string[]) =>
  terms.filter(
    (term, i) => !terms.some((other, j) => j !== i && other.length > term.length && other.includes(term)),
  );
