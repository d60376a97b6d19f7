import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute and more on two cores, the longest first. */
const longest = [
  'test/reports/site.test.ts',
  'test/tutorial.test.ts',
  'test/transforms/reproducible.test.ts',
  'test/package.test.ts',
  'test/reports/small.test.ts',
  'test/ingest/files/kill.test.ts',
  'test/transforms/kill.test.ts',
  'test/transforms/grownSnapshots.test.ts',
  'test/ingest/kafkaFaults.test.ts',
  'test/ingest/kafkaLive.test.ts',
  'test/transforms/identity/matchRecords.test.ts',
  'test/sql/marts/business.test.ts',
];

/** Begins with the files that take longest: one that begins last leaves a core with nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.indexOf(path.relative(this.ctx.config.root, moduleId));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
