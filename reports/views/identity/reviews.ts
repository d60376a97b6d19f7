import { figure } from '../../components/figure.ts';
import type { IdentityData } from '../../loaders/identity.ts';
import { bits, type Context, reasonOf } from './context.ts';

/** The pairs that a steward should look at, nearest to the threshold first. */
export function reviews(data: IdentityData, context: Context): HTMLElement {
  const { t, format } = context;
  return figure(context, {
    name: 'reviews',
    title: data.reviews.length > 0 ? t.reviewTitle(format.count(data.reviewsInAll)) : t.review,
    sentence: t.reviewSentence(format.count(data.reviews.length)),
    empty: t.noReviews,
    isTable: true,
    body: () => '',
    columns: [
      { label: t.left, value: (row) => row.left, show: (row) => `${row.left} (${row.leftSource})` },
      { label: t.right, value: (row) => row.right, show: (row) => `${row.right} (${row.rightSource})` },
      { label: t.now, value: (row) => (row.isOne ? t.isOne : t.areTwo) },
      {
        label: t.weight,
        value: (row) => row.weight,
        show: (row) => (row.weight === null ? '' : bits(context, row.weight)),
        numeric: true,
      },
      { label: t.why, value: (row) => reasonOf(context, row), wraps: true },
    ],
    rows: data.reviews,
  });
}
