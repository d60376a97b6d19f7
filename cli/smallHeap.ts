import v8 from 'node:v8';

/**
 * Garbage is collected before the heap of this process grows, from here on: less memory where much is made and dropped,
 * and some more time (docs/decisions/0127-time-and-memory-of-small-tables.md). For a process that has one thing to do.
 */
export const keepHeapSmall = (): void => v8.setFlagsFromString('--optimize-for-size');
