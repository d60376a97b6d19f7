/**
 * What is left out of a text, where the text has a sign that it may be there: most texts have none, and signs
 * are found faster.
 */
export interface Pattern {
  readonly sign: RegExp;
  readonly found: RegExp;
}
