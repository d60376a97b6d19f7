import { BIGINT, DOUBLE, INTEGER, TIMESTAMP, UBIGINT, VARCHAR } from '@duckdb/node-api';
import { createLinks } from '../identity/createLinks.ts';
import { createCrowded } from '../identity/crowded.ts';
import { recordColumns } from '../identity/fieldExpressions.ts';
import { type IdentityParameters, identityModel } from '../identity/identityModel.ts';
import { joinCustomers } from '../identity/joinCustomers.ts';
import { dropMatch, matchProfiles, storedReviews } from '../identity/matchProfiles.ts';
import type { Match } from '../identity/matchRecords.ts';
import { profileFields } from '../identity/profileFields.ts';
import { reviewTables } from '../identity/reviews.ts';
import { unseenValues } from '../identity/unseenValues.ts';
import { weightTable } from '../identity/weightTable.ts';
import { modelStep, type StepContent } from '../step.ts';

/**
 * Joins the source records of one customer: by what a steward decided, by identifiers that they share, and by
 * how alike they are. Records that nothing joins are left out: they are customers of their own. An identifier
 * that more records hold than the configured limit (a shop's own number, say) joins nobody and is listed.
 */
export const step = modelStep<IdentityParameters>({
  reads: ['record_identifiers', 'record_profiles', 'reference_pairs', 'company_keys', 'identity_decisions'],
  model: identityModel,
  writes: {
    record_clusters: {
      description: 'Source records that belong together, and what joined each.',
      grain: 'source record that is joined with another',
      keys: ['record_id'],
      columns: {
        record_id: BIGINT,
        first_record_id: BIGINT,
        rule: VARCHAR,
        match_weight: DOUBLE,
        linked_record_id: BIGINT,
        since_at: TIMESTAMP,
      },
      publicColumns: ['record_id', 'first_record_id', 'rule', 'match_weight', 'linked_record_id', 'since_at'],
    },
    shared_identifiers: {
      description: 'Identifiers that too many source records hold to say anything about who they are.',
      grain: 'identifier above the configured limit',
      keys: ['kind', 'identifier'],
      columns: { kind: VARCHAR, identifier: VARCHAR, records: BIGINT, first_record_id: BIGINT },
      publicColumns: ['kind', 'records', 'first_record_id'],
    },
    office_numbers: {
      description:
        'Fixed lines that people of several family names hold in one company: of these an office number joins who is called alike.',
      grain: 'telephone number',
      keys: ['identifier'],
      columns: { identifier: VARCHAR, records: BIGINT, first_record_id: BIGINT },
      publicColumns: ['records', 'first_record_id'],
    },
    identity_reviews: {
      description:
        'Pairs of source records that were joined, or kept apart, by little: for a steward to decide.',
      grain: 'pair of source records',
      keys: ['left_record_id', 'right_record_id'],
      columns: {
        left_record_id: BIGINT,
        right_record_id: BIGINT,
        match_weight: DOUBLE,
        distance: DOUBLE,
        reason: VARCHAR,
        shared_kinds: VARCHAR,
      },
      publicColumns: [
        'left_record_id',
        'right_record_id',
        'match_weight',
        'distance',
        'reason',
        'shared_kinds',
      ],
    },
    identity_review_fields: {
      description: 'What each field adds to the weight of the pairs nearest to the threshold.',
      grain: 'pair of source records × field',
      keys: ['left_record_id', 'right_record_id', 'place'],
      columns: {
        left_record_id: BIGINT,
        right_record_id: BIGINT,
        place: INTEGER,
        field: VARCHAR,
        level: VARCHAR,
        weight: DOUBLE,
      },
      publicColumns: ['left_record_id', 'right_record_id', 'place', 'field', 'level', 'weight'],
    },
    identity_weights: {
      description: 'How often records of one person, and of two, agree on a field how far.',
      grain: 'field × level of agreement',
      keys: ['field', 'place'],
      columns: { field: VARCHAR, place: INTEGER, level: VARCHAR, m: DOUBLE, u: DOUBLE, weight: DOUBLE },
      publicColumns: ['field', 'place', 'level', 'm', 'u', 'weight'],
    },
    identity_unseen_values: {
      description:
        'How many source records hold values that several people hold now and the matcher’s fit has not seen.',
      grain: 'field',
      keys: ['field'],
      columns: { field: VARCHAR, records: BIGINT, unseen_records: BIGINT },
      publicColumns: ['field', 'records', 'unseen_records'],
    },
    matched_records: {
      description: 'The fields of source records as they were matched.',
      grain: 'source record',
      keys: ['rid'],
      columns: {
        rid: INTEGER,
        key: BIGINT,
        source: INTEGER,
        raw: UBIGINT,
        ...Object.fromEntries(recordColumns(profileFields).map((name) => [name, VARCHAR])),
      },
      unpublished: true,
    },
    matched_pairs: {
      description: 'Pairs of source records that may be one person, with the log2 odds that they are.',
      grain: 'pair of records',
      keys: ['l', 'r'],
      columns: { l: INTEGER, r: INTEGER, pattern: BIGINT, weight: DOUBLE },
      unpublished: true,
    },
    matched_people: {
      description: 'Records that the matcher takes for one person.',
      grain: 'record',
      keys: ['rid'],
      columns: { rid: INTEGER, person: INTEGER },
      unpublished: true,
    },
    matched_reviews: {
      description: 'Pairs that the matcher is unsure of.',
      grain: 'pair of source records',
      keys: ['left_record_id', 'right_record_id'],
      columns: { left_record_id: BIGINT, right_record_id: BIGINT, weight: DOUBLE, reason: VARCHAR },
      unpublished: true,
    },
  },
  async run({ connection, config, fitted, carry, previous }) {
    const { sharedIdentifierLimit, threshold } = config.identity;
    await createCrowded(connection, sharedIdentifierLimit);
    const parameters = fitted.parameters && { ...fitted.parameters, threshold };
    const [records, edges, people, reviews] = [
      previous('matched_records'),
      previous('matched_pairs'),
      previous('matched_people'),
      previous('matched_reviews'),
    ];
    const earlier = records && edges && people && reviews ? { records, edges, people, reviews } : undefined;
    const matched = parameters
      ? await matchProfiles(connection, parameters, { fitted: carry as Match | undefined, earlier })
      : undefined;
    await createLinks(connection, parameters ?? undefined);
    const joining = await joinCustomers(connection, parameters ?? undefined);
    const stored = (table: string): StepContent => (parameters ? { select: `from ${table}` } : {});
    return {
      record_clusters: { select: 'from match_customers' },
      shared_identifiers: { select: 'from match_crowded' },
      office_numbers: { select: 'from match_offices order by identifier' },
      ...(await reviewTables(connection, parameters ?? undefined, matched?.reviews ?? [], joining)),
      identity_weights: weightTable(parameters ?? undefined),
      identity_unseen_values: await unseenValues(connection, parameters ?? undefined),
      matched_records: stored('match_records'),
      matched_pairs: stored('match_edges'),
      matched_people: stored('match_people'),
      matched_reviews: storedReviews(matched?.reviews ?? []),
    };
  },
  tidy: dropMatch,
});
