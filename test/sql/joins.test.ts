import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { allChecks } from '../../transforms/build/checks.ts';
import { openWorkspace } from '../../transforms/build/workspace.ts';
import { build } from '../../transforms/index.ts';
import { parseConfig, rows, statePaths } from '../../warehouse/index.ts';
import { run, temporaryFolder } from '../support/cli.ts';

interface Operator {
  readonly name: string;
  readonly extra_info: Readonly<Record<string, unknown>>;
  readonly children: readonly Operator[];
}

const folder = temporaryFolder('joins');
const options = {
  paths: statePaths(path.join(folder, 'data')),
  config: parseConfig({ business: { timeZone: 'Asia/Shanghai', reportingCurrency: 'CNY' } }),
  clock: () => new Date('2026-11-23T08:00:00Z'),
};

beforeAll(async () => {
  const size = ['--customers', '30', '--months', '4'];
  expect(await run(folder, ['generate', ...size, '--out', 'business'])).toMatchObject({ code: 0 });
  expect(await run(folder, ['ingest', 'files', 'business/events'])).toMatchObject({ code: 0 });
  const { nodes } = await build({ ...options, publish: false });
  expect(nodes.filter(({ status }) => status === 'error')).toEqual([]);
});

/** Joins that try every row against every other although a column has to equal one of the other table. */
function slowJoins(operator: Operator): string[] {
  const condition = String(operator.extra_info.Condition ?? '');
  const isSlow = operator.name.trim() === 'BLOCKWISE_NL_JOIN' && / = (?!'|\d|true|false)/.test(condition);
  return [...(isSlow ? [condition] : []), ...operator.children.flatMap(slowJoins)];
}

it('in tables and checks, tables that are joined by an equal value are joined by a hash of it, whatever else is asked', async () => {
  const workspace = await openWorkspace(options);
  const found: Record<string, string[]> = {};
  let explained = 0;
  try {
    // those of staging read what a build puts before them; they join nothing
    const tables = workspace.ordered.filter(({ kind }) => kind !== 'staging');
    for (const { name, sql } of [...tables, ...allChecks(workspace.project)]) {
      if (!sql) continue;
      const [row] = await rows<{ explain_value: string }>(
        workspace.connection,
        `explain (format json) ${sql}`,
      );
      const slow = (JSON.parse(row?.explain_value ?? '[]') as Operator[]).flatMap(slowJoins);
      if (slow.length > 0) found[name] = slow;
      explained++;
    }
  } finally {
    await workspace.close();
  }
  expect(explained).toBeGreaterThan(300);
  expect(found).toEqual({});
});
