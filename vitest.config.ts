import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longestFirst.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/temporaryRoot.ts'],
    // far beyond what any test needs: a limit for what hangs, also on a machine that others use
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // files share what is loaded and parsed: no test leaves state in a module
    isolate: false,
    pool: 'forks',
  },
});
