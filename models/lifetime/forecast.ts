/** What a lifetime model says of each state. */
export interface Forecast {
  /** 0 to 1 */
  readonly pAlive: Float64Array;
  /** repeat transactions expected in the horizon, P(alive) counted in */
  readonly expected: Float64Array;
}
