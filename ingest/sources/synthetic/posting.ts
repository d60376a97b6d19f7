import type { Topic } from './outbox.ts';
import type { Person } from './person.ts';
import { pointer, type SourceRecord } from './sourceRecord.ts';
import type { World } from './world.ts';

/** The source records that a person has at an instant. */
export const recordsAt = (person: Person, at: number): SourceRecord[] =>
  person.records.filter(({ since }) => since <= at);

/** The membership of a person at an instant. */
export const memberAt = ({ member }: Person, at: number): SourceRecord | undefined =>
  member && member.since <= at ? member : undefined;

/** Posts an event about a person from one of their records. `members`: JSON members after the customer, or nothing. */
export function postAbout(
  { outbox, random }: World,
  person: Person,
  record: SourceRecord,
  topic: Topic,
  type: string,
  at: number,
  members = '',
): void {
  outbox.post({
    at,
    topic,
    type,
    source: record.system,
    key: record.ref,
    china: person.china,
    data: `{"customer":${pointer(random, record)}${members ? `,${members}` : ''}}`,
  });
}
