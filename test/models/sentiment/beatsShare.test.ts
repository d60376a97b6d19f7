import { expect, test } from 'vitest';
import { beatsShare } from '../../../models/sentiment/beatsShare.ts';

/** 300 comments, told rightly in two cases of three. */
const labels = Uint8Array.from({ length: 300 }, (_, i) => i % 2);
const chances = Float64Array.from(labels, (label, i) =>
  i % 3 === 0 ? 0.5 + 0.3 * (0.5 - label) : 0.2 + 0.6 * label,
);

test('chances that lose less than the share for enough texts beat it', () => {
  const texts = Array.from(labels, (_, i) => `text ${i}`);
  expect(beatsShare(texts, chances, 0.5, labels)).toBe(true);
  expect(beatsShare(texts, new Float64Array(300).fill(0.5), 0.5, labels)).toBe(false);
});

test('of few texts that many wrote nothing is certain', () => {
  const few = Array.from(labels, (_, i) => `text ${i % 6}`);
  expect(beatsShare(few.slice(0, 6), chances.slice(0, 6), 0.5, labels.slice(0, 6))).toBe(
    beatsShare(few, chances, 0.5, labels),
  );
  expect(
    beatsShare(
      Array.from(labels, () => 'the same'),
      chances,
      0.5,
      labels,
    ),
  ).toBe(false);
});

test.each([
  [140, false],
  [150, true],
])('of %i texts, six in ten told rightly, the share is beaten by 1.96 standard errors: %s', (n, beats) => {
  // .0777 better than the share in the mean, with a standard deviation of .481: 1.91 and 1.97 standard errors
  const told = Float64Array.from({ length: n }, (_, i) => (i % 10 < 6 ? 0.8 : 0.3));
  const texts = Array.from(told, (_, i) => `text ${i}`);
  expect(beatsShare(texts, told, 0.5, new Uint8Array(n).fill(1))).toBe(beats);
});
