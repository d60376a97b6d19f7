import {
  type AddressOutcome,
  type AddressParts,
  addressOutcome,
  misplaced,
  nowhere,
} from '../../../transforms/standardise/index.ts';
import { ClienteleError, rows, type Snapshot } from '../../../warehouse/index.ts';
import type { Correction } from './set.ts';

/** The areas of an address; empty where nothing is said. */
type Areas = Record<keyof Omit<AddressParts, 'street' | 'postalCode'>, string>;

const areaFields = ['country', 'province', 'city', 'district'] as const satisfies readonly (keyof Areas)[];

/** The customer's address as it stands. */
export async function addressOf({ connection }: Snapshot, customerId: string): Promise<AddressParts> {
  const [row] = await rows<AddressParts>(
    connection,
    `select coalesce(country, '') as country, coalesce(province, '') as province, coalesce(city, '') as city,
       coalesce(district, '') as district, coalesce(postal_code, '') as "postalCode",
       coalesce(street, '') as street
     from customers where customer_id = $1`,
    [customerId],
  );
  return row ?? nowhere;
}

/**
 * The corrections with what a source's address would bring along: the areas that are implied where none stands
 * (深圳 is in 广东省), and the street without the areas that it repeats.
 * @throws ClienteleError `value-invalid` where a corrected area or street does not fit those around it
 */
export function placed(corrections: readonly Correction[], standing: Areas): readonly Correction[] {
  const valueOf = (field: string) => corrections.find((one) => one.field === field)?.value;
  const places = areaFields.filter((field) => valueOf(field) !== undefined);
  const street = valueOf('street') ?? '';
  if (places.length === 0 && street === '') return corrections;
  const said = { ...standing, ...Object.fromEntries(places.map((field) => [field, valueOf(field)])) };
  requirePlaced(said);
  const whole = addressOutcome({ ...said, street, postalCode: '' });
  requireOnePlace(whole, said, street);
  if (!whole.isValid) return corrections;
  const raw =
    corrections.find(({ field }) => field === (street ? 'street' : places.find(valueOf)))?.raw ?? '';
  const implied = areaFields.flatMap((field) => {
    const value = whole[field];
    return said[field] === '' && valueOf(field) === undefined && value ? [{ field, value, raw }] : [];
  });
  // a line without a street, of buildings alone, stays in one piece
  const line = whole.street ?? whole.detail;
  const detail = street !== '' && whole.street !== null ? whole.detail : null;
  return [
    ...corrections.map((one) =>
      one.field === 'street' && street !== '' ? { ...one, value: line ?? street } : one,
    ),
    ...implied,
    ...(detail && valueOf('detail') === undefined ? [{ field: 'detail' as const, value: detail, raw }] : []),
  ];
}

/** @throws ClienteleError `value-invalid` where a corrected area does not fit those around it */
function requirePlaced(said: Areas): void {
  const countryOf = (country: string) =>
    addressOutcome({ ...said, country, street: '', postalCode: '' }).country;
  const country = countryOf('');
  if (said.country !== '' && country !== null && country !== countryOf(said.country))
    throw new ClienteleError(
      'value-invalid',
      `country: ${said.province || said.city || said.district} is in ${country}, not in ${said.country}; ${together('country', said.province ? 'province' : 'city')}`,
    );
  const wrong = misplaced({
    province: said.province || null,
    city: said.city || null,
    district: said.district || null,
  });
  if (!wrong) return;
  const around = wrong.field === 'city' ? 'province' : 'city';
  throw new ClienteleError(
    'value-invalid',
    `${wrong.field}: ${wrong.name} is in ${wrong.within.join(', ')}, not in ${said[around]}; ${together(around, wrong.field)}`,
  );
}

/** @throws ClienteleError `value-invalid` where the whole may be in several cities, or its street is in another one */
function requireOnePlace({ reason }: AddressOutcome, said: Areas, street: string): void {
  const areas = areaFields.slice(1).map((field) => said[field]);
  if (reason === 'ambiguous')
    throw new ClienteleError(
      'value-invalid',
      `district: several cities have a district ${said.district || street}; correct city=… along with it`,
    );
  if (reason === 'conflict' && street !== '')
    throw new ClienteleError(
      'value-invalid',
      `street: "${street}" is not in ${areas.join('') || 'one place'}; ${together('city', 'street')}`,
    );
}

const together = (one: string, other: string): string =>
  `correct ${one}=… and ${other}=… together, or clear one with nothing after the =`;
