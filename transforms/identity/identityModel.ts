import { say } from '../say.ts';
import type { FreshFit, Model } from '../step.ts';
import { expectedAccuracy, fewestRecords, fitProfiles } from './matchProfiles.ts';
import type { MatchParameters } from './parameters.ts';
import { identityReasons } from './reasons.ts';

/** Parameters of the matcher; null where there were too few records to learn from. */
export type IdentityParameters = MatchParameters | null;

/**
 * The Fellegi–Sunter model of which source records are one customer: fitted once, and again when `identity
 * train` asks.
 */
export const identityModel: Model<IdentityParameters> = {
  name: 'identity',
  version: 14,
  refit: 'asked',
  score: { table: 'matched_pairs', column: 'weight' },
  reasons: identityReasons,
  card: {
    purpose: 'Says which source records are one customer, where no identifier that they share says it.',
    data: 'Names, birth date, gender, e-mail, phone, address, country and acquisition channel of every source record, and where its orders are delivered. No labels.',
    method:
      'Fellegi–Sunter weights with parameters by expectation–maximisation, rarity of values, classes for members of one household and for people who have moved, dependences between fields; groups by agglomeration over all pairs; identifiers that records share come first, unless everything else speaks against them; a steward’s decision comes before all.',
    assumptions: [
      'Fields err independently of each other once their known dependences are accounted for.',
      'Most people are in the data once or a few times.',
    ],
    limits: [
      'Records with nothing but a common name in common stay apart or go to review.',
      'Its own estimate of precision and recall is only as good as its probabilities.',
      'With fewer than 100 records that have a name or a birth date, only equal identifiers join.',
    ],
    sources: [
      'Fellegi and Sunter (1969), A theory for record linkage',
      'Winkler (1988, 1994, 2000)',
      'Enamorado, Fifield and Imai (2019), Using a probabilistic model to assist merging of large-scale administrative records',
    ],
  },
  async fit({ read, connection, config }): Promise<FreshFit<IdentityParameters>> {
    const { n, told } = await read(
      `select count(*)::double as n,
         (count(*) filter (where coalesce(full_name, given_name, family_name, cast(birth_date as varchar)) is not null))::double as told
       from record_profiles`,
    );
    const [records, telling] = [Number(n?.[0] ?? 0), Number(told?.[0] ?? 0)];
    if (telling < fewestRecords)
      return {
        parameters: null,
        rows: records,
        chosen: 'identifiers',
        reason: say(identityReasons.tooFew, { records: telling, least: fewestRecords }),
        figures: {},
      };
    const match = await fitProfiles(connection, config.identity);
    const { precision, recall } = expectedAccuracy(match);
    const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
    return {
      parameters: match.parameters,
      rows: records,
      chosen: 'fellegi-sunter',
      reason: say(identityReasons.fitted, { precision: percent(precision), recall: percent(recall) }),
      figures: {
        'fellegi-sunter': {
          expectedPrecision: precision,
          expectedRecall: recall,
          candidatePairs: match.candidatePairs,
          shareOfMatches: match.parameters.lambda,
        },
      },
      carry: match,
    };
  },
};
