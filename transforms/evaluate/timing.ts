/** Seconds since a moment of `performance.now()`, to the millisecond. */
export const secondsSince = (begun: number): number => Math.round(performance.now() - begun) / 1000;
