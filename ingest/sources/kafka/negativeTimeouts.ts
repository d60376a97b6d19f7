let isQuiet = false;

/**
 * Keeps Node from 24 on from printing a warning for each timeout below zero that kafkajs sets when it looks after its
 * queue of requests: they fire at once, as they always did. Every other warning is printed as before.
 */
export function quietNegativeTimeouts(): void {
  if (isQuiet) return;
  isQuiet = true;
  const emit = process.emitWarning as (...given: unknown[]) => void;
  process.emitWarning = (...given: unknown[]) => {
    if (given[1] !== 'TimeoutNegativeWarning') Reflect.apply(emit, process, given);
  };
}
