import { expect, test } from 'vitest';
import {
  coincidences,
  fieldKinds,
  homeKinds,
  householdKinds,
  identifierKinds,
  personalKinds,
  placeKinds,
  roleOf,
  townKinds,
} from '../../../transforms/identity/fields.ts';

test.each(fieldKinds)('what is said of a %s fits together', (kind) => {
  if (placeKinds.has(kind)) expect(householdKinds.has(kind), 'one household has one address').toBe(true);
  if (identifierKinds.has(kind)) expect(personalKinds.has(kind), 'an identifier says who').toBe(true);
  if (coincidences[kind] !== undefined)
    expect(personalKinds.has(kind), 'only what is their own coincides').toBe(true);
  expect(placeKinds.has(kind)).toBe(homeKinds.has(kind) || townKinds.has(kind));
  expect(placeKinds.has(kind) && identifierKinds.has(kind), 'one role').toBe(false);
  expect(roleOf(kind) === 'other').toBe(!placeKinds.has(kind) && !identifierKinds.has(kind));
});
