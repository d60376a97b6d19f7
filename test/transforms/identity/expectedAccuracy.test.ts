import { expect, test } from 'vitest';
import { featuresOf } from '../../../transforms/identity/features.ts';
import { expectedAccuracy } from '../../../transforms/identity/matchProfiles.ts';
import { patternBase } from '../../../transforms/identity/patternCode.ts';
import { edgesOf } from '../../support/edgesOf.ts';

const fields = [
  { name: 'given_name', kind: 'given_name' },
  { name: 'phone', kind: 'phone' },
] as const;
const features = featuresOf(fields);

/** The pattern in which these features are equal or differ; the others are missing. */
const patternOf = (levels: Readonly<Record<string, 'equal' | 'differs'>>): number =>
  features.reduce((sum, { name, comparison }, f) => {
    const said = levels[name];
    if (!said) return sum;
    return sum + (said === 'equal' ? comparison.levels.length : 1) * patternBase ** f;
  }, 0);

const certain = 30;

test('what the matcher expects of itself leaves out pairs that an identifier alone joins, and counts what it joins beside', () => {
  const patterns = [
    patternOf({ given_name: 'equal' }),
    // joined by the telephone, whatever likeness says
    patternOf({ given_name: 'differs', phone: 'equal' }),
    // tills that know the telephone alone
    patternOf({ phone: 'equal' }),
    // likely, and joined by nothing
    patternOf({ given_name: 'equal', phone: 'differs' }),
  ];
  const edges = edgesOf(
    patterns.map((pattern, i) => ({ records: [2 * i, 2 * i + 1], weight: certain, pattern })),
  );
  const clusters = new Map([
    [0, 0],
    [1, 0],
  ]);
  const { precision, recall } = expectedAccuracy({
    edges,
    clusters,
    parameters: { fields } as unknown as Parameters<typeof expectedAccuracy>[0]['parameters'],
  });
  expect(precision).toBeCloseTo(1, 6);
  expect(recall).toBeCloseTo(2 / 3, 6);
});

test('nor does it count as joined who shares an identifier that the rest speaks against: a build keeps them apart', () => {
  const pattern = patternOf({ given_name: 'differs', phone: 'equal' });
  const { precision, recall } = expectedAccuracy({
    edges: edgesOf([certain, -5, -1].map((weight, i) => ({ records: [2 * i, 2 * i + 1], weight, pattern }))),
    clusters: new Map(),
    parameters: { fields } as unknown as Parameters<typeof expectedAccuracy>[0]['parameters'],
  });
  const [against, doubtful] = [2 ** -5 / (1 + 2 ** -5), 1 / 3];
  expect(precision).toBeCloseTo((1 + doubtful) / 2, 6);
  expect(recall).toBeCloseTo((1 + doubtful) / (1 + doubtful + against), 6);
});
