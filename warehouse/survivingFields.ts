/** Fields of the golden record that survive as one: names together, and addresses together. */
export const survivingFields = [
  'name',
  'email',
  'phone',
  'gender',
  'birth_date',
  'company',
  'job_title',
  'account_id',
  'account_owner',
  'address',
  'acquisition_channel',
] as const;

export type SurvivingField = (typeof survivingFields)[number];
