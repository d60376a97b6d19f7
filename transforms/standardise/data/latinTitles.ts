/**
 * Forms of address before Latin names, lower case: English, German, French, Spanish, Italian, Dutch, Hindi,
 * Indonesian.
 */
export const womensTitles: readonly string[] = (
  'mrs ms miss dame lady frau madame mme mlle señora señorita sra srta doña dña sig.ra signora dott.ssa mevrouw mevr mw ' +
  'smt ibu'
).split(' ');

export const mensTitles: readonly string[] = [
  'de heer',
  'baby boy',
  ...'mr sir lord herr herrn monsieur señor sr sig signor heer dhr shri bpk bapak'.split(' '),
];
