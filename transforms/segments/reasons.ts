/** Why so many segments. */
export const segmentReasons = {
  nobody: 'There is no customer with an order yet: all who come are one segment.',
  alike: 'Customers with an order ({customers}) differ in so little that they make one segment.',
  alikeSome: 'Customers with an order ({customers}) differ in so little that they make {count} segments.',
  widest:
    '{count} segments: theirs is the widest silhouette ({silhouette}), over {customers} customers (segments: silhouette, stability: {others}).',
  firmest:
    '{count} segments: no other number is both as stable and clearly wider in silhouette ({silhouette}), over {customers} customers (segments: silhouette, stability: {others}).',
  sample: '{rows} of {customers}',
} as const;
