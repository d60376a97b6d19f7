import { invented } from './invented.ts';

/** `invented`, and people of eight fields whose names and towns are of a few; the same for a seed. */
export function inventedPeople(seed: number) {
  const source = invented(seed);
  const { upTo, word, digits, birth } = source;
  const [given, family, cities] = [60, 200, 25].map((n) => Array.from({ length: n }, () => word(3)));
  const somebody = () => ({
    first_name: given?.[upTo(60)],
    last_name: family?.[upTo(200)],
    birth_date: birth(),
    email: `${word(3)}${digits(3)}@post.net`,
    phone: `07${digits(9)}`,
    street: `${1 + upTo(99)} ${word(3)} street`,
    city: cities?.[upTo(25)],
    postcode: digits(5),
  });
  return { ...source, somebody };
}
