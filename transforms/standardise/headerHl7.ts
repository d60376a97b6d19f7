import type { HeaderKind } from './headerVocabulary.ts';

/**
 * Fields of the segment PID, which identifies a patient, by number and component.
 * Source: HL7 version 2.5.1, chapter 3.4.2
 */
const patientFields: Readonly<Record<string, HeaderKind>> = {
  '5': 'full_name',
  '5.1': 'family_name',
  '5.2': 'given_name',
  '5.3': 'middle_name',
  '7': 'birth_date',
  '7.1': 'birth_date',
  '8': 'gender',
  '11': 'street',
  '11.1': 'street',
  '11.3': 'city',
  '11.4': 'state',
  '11.5': 'postcode',
  '13': 'phone',
  '13.1': 'phone',
  '13.4': 'email',
  '14': 'phone',
  '14.1': 'phone',
  '19': 'national_id',
};

/** What a header says that is the place of a value in a message of HL7 version 2: PID.5.1, PID-8, PID_11_3, PID-19 SSN. */
export function hl7Kind(header: string): HeaderKind | undefined {
  const [, field, component] = /^pid[-._ ]?(\d+)(?:[-._](\d+))?(?!\d)/i.exec(header.trim()) ?? [];
  return field === undefined
    ? undefined
    : patientFields[component === undefined ? field : `${field}.${component}`];
}
