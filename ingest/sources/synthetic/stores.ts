import { chineseFamilyNames, femaleCharacters } from './names.ts';
import type { Outbox } from './outbox.ts';
import type { Person } from './person.ts';
import { americanPlaces, britishPlaces, chinesePlaces, type Place } from './places.ts';
import type { Random } from './random.ts';

export interface Store {
  readonly id: string;
  readonly place: Place;
  readonly staff: readonly string[];
}

const storePlaces = [
  ...chinesePlaces.slice(0, 10),
  ...britishPlaces.slice(0, 1),
  ...americanPlaces.slice(0, 1),
];

/** Ten stores in China, one in London and one in New York. */
export const stores: readonly Store[] = storePlaces.map((place, n) => ({
  id: `S${String(n + 1).padStart(2, '0')}`,
  place,
  staff: Array.from(
    { length: 3 + (n % 3) },
    (_, member) => `E${n + 1}${String(member + 1).padStart(2, '0')}`,
  ),
}));

const firstStore = stores[0] as Store;
const byCity = new Map(stores.map((store) => [store.place.city, store]));
const abroad = stores.filter(({ place }) => place.country !== 'CN');

/** The store of somebody's city, or one of their country. */
export function storeFor(random: Random, person: Person): Store {
  const near = byCity.get(person.place.city);
  if (near && random.chance(0.9)) return near;
  if (!person.china) return abroad.find(({ place }) => place.country === person.place.country) ?? firstStore;
  return stores[random.below(10)] ?? firstStore;
}

export const staffOf = (random: Random, store: Store): string => random.pick(store.staff);

/** Posts the stores and their staff. */
export function postStores(outbox: Outbox): void {
  const post = (type: string, key: string, data: string) =>
    outbox.post({ at: 60, topic: 'reference', type, source: 'erp', key, china: true, data });
  stores.forEach(({ id, place, staff }, n) => {
    const name = place.country === 'CN' ? `${place.city.replace('市', '')}旗舰店` : `${place.city} store`;
    post(
      'store.updated',
      id,
      `{"store_id":"${id}","name":"${name}","country":"${place.country}","province":"${place.province}","city":"${place.city}","opened_on":"${2015 + (n % 6)}-0${1 + (n % 9)}-15"}`,
    );
    staff.forEach((member, position) => {
      const family = chineseFamilyNames[(n * 5 + position) % 40]?.[0] ?? '王';
      const given = femaleCharacters[(n * 7 + position * 3) % 22]?.[0] ?? '敏';
      const role = position === 0 ? 'manager' : 'sales';
      post(
        'staff.updated',
        member,
        `{"staff_id":"${member}","name":"${family}${given}","store_id":"${id}","role":"${role}","active":true}`,
      );
    });
  });
  serviceAgents.forEach((member, n) => {
    const family = chineseFamilyNames[n + 9]?.[0] ?? '王';
    post(
      'staff.updated',
      member,
      `{"staff_id":"${member}","name":"${family}静","role":"service","active":true}`,
    );
  });
}

/** Who answers tickets. */
export const serviceAgents = ['E901', 'E902', 'E903', 'E904', 'E905', 'E906'];
