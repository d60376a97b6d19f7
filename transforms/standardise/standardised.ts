/**
 * What standardising one field gives. The raw text stays with the caller.
 *
 * - `value`: the standard form; null when there is none to give.
 * - `valid`: whether the value may be trusted to be what the field says. A value that is not valid is still given where
 *   it can be compared, e.g. a phone number of a range that nobody has been assigned.
 * - `reason`: why it is not valid; null when it is.
 * - `assumed`: what was taken for granted to read it, e.g. `mainland_mobile`; empty when nothing was.
 *
 * Laws, each held by a property test: no string makes it throw, and standardising a value gives that value again.
 */
export interface Standardised<Value, Reason extends string, Assumption extends string = never> {
  readonly value: Value | null;
  readonly valid: boolean;
  readonly reason: Reason | null;
  readonly assumed: readonly Assumption[];
}

/** A field as it comes: text, or nothing. */
export type Raw = string | null | undefined;
