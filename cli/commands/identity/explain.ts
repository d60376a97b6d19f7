import type {
  DoubtReason,
  ExplainedRecord,
  Explanation,
  RecordExplanation,
  SharedIdentifier,
  ThirdPair,
} from '../../../transforms/identity/index.ts';
import { displayPhone } from '../../../transforms/standardise/index.ts';
import { openSnapshot } from '../../../warehouse/index.ts';
import { type Context, type GlobalOptions, printJson, project } from '../../context.ts';
import { alignedTable } from '../../table.ts';
import { twoRecords } from './record.ts';
import { reviewReason } from './reviewReason.ts';

export type ExplainFlags = GlobalOptions;

/** Prints why two records are, or are not, one customer: what they share, and the model's weights as a waterfall. */
export async function explain(
  context: Context,
  flags: ExplainFlags,
  left: string,
  right: string,
): Promise<void> {
  const { config, paths } = await project(context, flags);
  const { currentFit } = await import('../../../transforms/index.ts');
  const { decisionsInForce, decisionsOn, explainRecords, identityModel } = await import(
    '../../../transforms/identity/index.ts'
  );
  const snapshot = await openSnapshot(paths, 'admin');
  try {
    const explained = await explainRecords(
      snapshot.connection,
      currentFit(paths, config, identityModel)?.parameters ?? undefined,
      await decisionsOn(snapshot.connection, decisionsInForce(paths)),
      await twoRecords(snapshot, [left, right], config.business.defaultRegion, 'any'),
    );
    if (flags.json) printJson(context, { schema: 'clientele.identity-explain/1', ...explained });
    else context.out(`${describe(explained)}\n`);
  } finally {
    snapshot.close();
  }
}

/** Whether the build that is looked at has them as they were decided to be. */
const isCarriedOut = (kind: keyof typeof decided, isOne: boolean): boolean =>
  kind === 'keep' || (kind === 'merge') === isOne;

const decided = {
  merge: 'They are one customer',
  split: 'They are two customers',
  keep: 'They stay as the build has them',
} as const;

function describe({
  left,
  right,
  chain,
  shared,
  references,
  ignored,
  delivered,
  decision,
  apart,
  apartBy,
  review,
  veto,
  explanation,
}: RecordExplanation): string {
  const isOne = left.customerId === right.customerId;
  const joined = ({ rule, matchWeight }: RecordExplanation['chain'][number]) =>
    matchWeight === null ? rule : `${rule}, weight ${matchWeight.toFixed(1)}`;
  return [
    isOne
      ? `One customer, ${left.customerId}: record ${left.recordId} (${left.source})${chain.map((link) => ` – ${joined(link)} – record ${link.to}`).join('')} (${right.source}).`
      : `Two customers: record ${left.recordId} (${left.source}) is ${left.customerId}, record ${right.recordId} (${right.source}) is ${right.customerId}.`,
    ...(decision
      ? [
          `${decided[decision.kind]} by decision ${decision.id} of ${decision.by} on ${decision.at.slice(0, 10)}${decision.reason ? `: ${decision.reason}` : ''}; it counts ${isCarriedOut(decision.kind, isOne) ? '' : 'from the next build on, '}whatever the model makes of them.`,
        ]
      : []),
    ...(apart && !decision
      ? [
          `Records ${apart.left} and ${apart.right} of these customers are two by decision ${apart.id} of ${apart.by} on ${apart.at.slice(0, 10)}, which keeps these two apart as well.`,
        ]
      : []),
    ...(apartBy && !apart && !decision ? [keptApart(apartBy, left, right)] : []),
    ...(review ? [`Listed for review: ${reviewReason(review)}${ofGroups(review, explanation)}.`] : []),
    shared.length > 0
      ? `Both hold ${shared.map((one) => heldBy(one, left, right)).join(', ')}.`
      : 'They hold no identifier in common, and never did.',
    ...(references.length > 0 ? [`Both name ${named(references)}.`] : []),
    ...ignored.map(
      ({ kind, identifier, records }) =>
        `Left out: ${shown(`${kind} ${identifier}`)}, which ${records} source records hold; it says nothing of who they are.`,
    ),
    ...delivered.map(
      (record) =>
        `Record ${record} says no street: its address below is where most of its orders are delivered.`,
    ),
    '',
    explanation
      ? [
          waterfall(explanation, left, right, shared),
          ...(veto ? [`What they share does not join them: ${vetoes[veto]}.`] : []),
        ].join('\n')
      : 'No model was fitted (too few records), so nothing but identifiers was compared.',
  ].join('\n');
}

const vetoes: Readonly<Record<DoubtReason, string>> = {
  shared_suffixes: 'they bear the suffixes of two people',
  shared_given_up:
    'one had given up the telephone before the other was known by it, and no name says that they are one',
  shared_born_apart: 'they were born a generation apart',
  shared_given_names: 'families share it, and their names are of two people',
  shared_refuted: 'the rest speaks against it',
};

/** Which other records keep two customers apart: a third beside one of the two that were asked about, or two others. */
function keptApart(pair: ThirdPair, ...asked: readonly ExplainedRecord[]): string {
  const isAsked = (record: number) => asked.some(({ recordId }) => recordId === record);
  const [third, other] = isAsked(pair.left) ? [pair.right, pair.left] : [pair.left, pair.right];
  const who = isAsked(other)
    ? `record ${third}, of which record ${other} is another person`
    : `records ${third} and ${other} of these customers, which are two people`;
  return `Kept apart by ${who}: ${reviewReason(pair)}.`;
}

/** The weight that a pair is listed with, where it is not that of the two alone. */
function ofGroups(
  { match_weight: listed }: NonNullable<RecordExplanation['review']>,
  explanation: Explanation | undefined,
): string {
  const isOfGroups = listed !== null && explanation && Math.abs(listed - explanation.weight) >= 0.05;
  return isOfGroups ? ` (${signed(listed)} with the other records of theirs)` : '';
}

/** An identifier with how each of the two holds it, where it is not the one that it is known by. */
function heldBy(
  { kind, identifier, left, right, isOffice }: SharedIdentifier,
  one: ExplainedRecord,
  other: ExplainedRecord,
): string {
  const notes = [
    ...(isOffice ? ['an office’s number, which tells who is meant with the family name alone'] : []),
    ...(
      [
        [left, one],
        [right, other],
      ] as const
    ).flatMap(([{ as, until }, { recordId }]) => {
      if (as === 'own') return [];
      return [
        as === 'former' ? `record ${recordId} until ${until}` : `a further number of record ${recordId}`,
      ];
    }),
  ];
  return `${shown(`${kind} ${identifier}`)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

/** An identifier with its kind, a telephone number as people write it. */
const shown = (identifier: string): string =>
  identifier.replace(/^phone (.*)$/, (_, number: string) => `phone ${displayPhone(number)}`);

/** What was compared of a record: of a telephone number its last digits, so the number itself is shown. */
function compared(
  { identifiers }: ExplainedRecord,
  shared: readonly SharedIdentifier[],
  name: string,
  value: string | null,
): string {
  const numbers = [
    ...identifiers.filter((one) => one.startsWith('phone ')).map((one) => one.slice('phone '.length)),
    ...shared.filter(({ kind }) => kind === 'phone').map(({ identifier }) => identifier),
  ];
  const number = value === null ? undefined : numbers.find((one) => one.endsWith(value));
  return name === 'phone' && value !== null && number ? displayPhone(number) : (value ?? '');
}

/** References that are listed one by one. */
const mostNamed = 3;

/** The first references, and how many more there are. */
function named(references: readonly string[]): string {
  const more = references.length - mostNamed;
  return `${references.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** With its sign, and zero without one. */
const signed = (value: number): string => {
  const digits = Math.abs(value).toFixed(1);
  if (Number(digits) === 0) return digits;
  return `${value > 0 ? '+' : '−'}${digits}`;
};

/** Log2 odds from the prior to the sum, a bar a line, each beginning where the last one ended. */
function waterfall(
  { prior, contributions, moved, household, nothingElse, weight, probability }: Explanation,
  one: ExplainedRecord,
  other: ExplainedRecord,
  shared: readonly SharedIdentifier[],
): string {
  const bars = [
    { name: 'prior', level: '', left: '', right: '', value: prior },
    ...contributions
      .filter(({ level }) => level !== 'missing')
      .map((part) => ({
        ...part,
        left: compared(one, shared, part.name, part.left),
        right: compared(other, shared, part.name, part.right),
        value: part.weight + part.rarity,
      })),
    { name: 'may have moved', level: '', left: '', right: '', value: moved },
    { name: 'one household', level: '', left: '', right: '', value: household },
    ...(nothingElse === 0
      ? []
      : [{ name: 'nothing else to compare', level: '', left: '', right: '', value: nothingElse }]),
  ];
  let at = 0;
  const spans = bars.map(({ value }) => {
    const from = at;
    at += value;
    return [Math.min(from, at), Math.max(from, at)] as const;
  });
  const low = Math.min(0, ...spans.map(([from]) => from));
  const high = Math.max(0, ...spans.map(([, to]) => to));
  const width = 40;
  const place = (value: number) => Math.round(((value - low) / Math.max(1e-9, high - low)) * width);
  const drawn = spans.map(([from, to]) => {
    const [a, b] = [place(from), Math.max(place(from) + 1, place(to))];
    return `${' '.repeat(a)}${'█'.repeat(b - a)}`;
  });
  const rows = bars.map(({ name, level, left, right, value }, i) => [
    name,
    level,
    left,
    right,
    signed(value),
    drawn[i],
  ]);
  const percent = probability > 0.9999 ? 'more than 99.99' : (100 * probability).toFixed(2);
  return [
    alignedTable(['field', 'agreement', 'one record', 'the other', 'log2 odds', ''], rows),
    '',
    `Together ${signed(weight)}: the model gives ${percent} % that the two, seen alone, are one person.`,
  ].join('\n');
}
