/** An export that many shops have, told by its headers, whose columns mean something else than elsewhere. */
export interface KnownExport {
  readonly system: string;
  /** a file with all of these is one */
  readonly signature: readonly string[];
  /** by what is meant, the headers that may hold it, the best first; all others are not needed */
  readonly meanings: Readonly<Record<string, readonly string[]>>;
  /** these stand on every row of an order, or on its first one, and are of the whole order */
  readonly ofOrder: readonly string[];
  /** what its reader must decide, where the column is there */
  readonly questions: readonly (readonly [column: string, question: string])[];
}

const exports: readonly KnownExport[] = [
  {
    system: 'Shopify',
    signature: ['Name', 'Lineitem quantity', 'Lineitem price'],
    meanings: {
      order_id: ['Name'],
      time: ['Created at'],
      email: ['Email'],
      phone: ['Phone', 'Billing Phone'],
      name: ['Billing Name'],
      'address.country': ['Billing Country'],
      'address.province': ['Billing Province'],
      'address.city': ['Billing City'],
      'address.street': ['Billing Street', 'Billing Address1'],
      'address.postal_code': ['Billing Zip'],
      company: ['Billing Company'],
      sku: ['Lineitem sku'],
      'line.name': ['Lineitem name'],
      quantity: ['Lineitem quantity'],
      unit_price: ['Lineitem price'],
      discount: ['Discount Amount'],
      refunded: ['Refunded Amount'],
      status: ['Financial Status'],
      currency: ['Currency'],
      channel: ['Source'],
      store_id: ['Location'],
      staff_id: ['Employee'],
      coupon_code: ['Discount Code'],
    },
    ofOrder: ['Discount Amount'],
    questions: [
      ['Lineitem discount', 'Lineitem discount is not used: is it ever more than 0? Discount Amount is'],
      ['Shipping', 'Shipping is not used: is revenue to be without it?'],
    ],
  },
  {
    system: 'WooCommerce',
    signature: ['Order Number', 'Item Name', 'Item Cost'],
    meanings: {
      order_id: ['Order Number'],
      time: ['Order Date'],
      customer_ref: ['Customer User ID', 'Customer ID'],
      email: ['Email (Billing)'],
      phone: ['Phone (Billing)'],
      given_name: ['First Name (Billing)'],
      family_name: ['Last Name (Billing)'],
      'address.country': ['Country Code (Billing)', 'Country Name (Billing)'],
      'address.province': ['State Code (Billing)', 'State Name (Billing)'],
      'address.city': ['City (Billing)'],
      'address.street': ['Address 1&2 (Billing)', 'Address 1 (Billing)'],
      'address.postal_code': ['Postcode (Billing)'],
      company: ['Company (Billing)'],
      sku: ['SKU'],
      'line.name': ['Item Name'],
      quantity: ['Quantity', 'Quantity (- Refund)'],
      unit_price: ['Item Cost'],
      discount: ['Cart Discount Amount', 'Discount Amount'],
      refunded: ['Order Refund Amount'],
      status: ['Order Status'],
      currency: ['Currency', 'Order Currency'],
      coupon_code: ['Coupon Code'],
    },
    ofOrder: ['Cart Discount Amount', 'Discount Amount'],
    questions: [['Order Shipping Amount', 'Order Shipping Amount is not used: is revenue to be without it?']],
  },
  {
    system: 'Stripe',
    signature: ['id', 'Amount', 'Amount Refunded', 'Status'],
    meanings: {
      order_id: ['id'],
      time: ['Created date (UTC)', 'Created (UTC)'],
      customer_ref: ['Customer ID'],
      email: ['Customer Email', 'Email'],
      name: ['Card Name'],
      'address.country': ['Card Address Country'],
      'address.postal_code': ['Card Address Zip'],
      'line.name': ['Description'],
      amount: ['Amount'],
      refunded: ['Amount Refunded'],
      status: ['Status'],
      currency: ['Currency'],
    },
    ofOrder: [],
    questions: [
      ['Converted Amount', 'Converted Amount is not used: Amount is in the currency of the charge'],
    ],
  },
];

const plain = (header: string): string => header.trim().toLowerCase();

/** The known export that a file with these headers is, if any. */
export function knownExport(header: readonly string[]): KnownExport | undefined {
  const names = new Set(header.map(plain));
  return exports.find(({ signature }) => signature.every((name) => names.has(plain(name))));
}

/** What each column of a known export means. */
export function meaningsOf(
  { meanings }: KnownExport,
  header: readonly string[],
): ReadonlyMap<string, string> {
  const columns = new Map(header.map((column) => [plain(column), column]));
  return new Map(
    Object.entries(meanings).flatMap(([meaning, candidates]) => {
      const column = candidates.map((name) => columns.get(plain(name))).find((one) => one !== undefined);
      return column === undefined ? [] : [[column, meaning]];
    }),
  );
}
