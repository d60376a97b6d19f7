import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { matchChanges } from '../transforms/identity/matchChanges.ts';
import { matchRecords } from '../transforms/identity/matchRecords.ts';
import { recogniseFields } from '../transforms/identity/recognise.ts';
import { oneFile, openEngine, rows } from '../warehouse/index.ts';
import type { Bench } from './bench.ts';
import { typingErrors, writePeople } from './peopleFile.ts';

/** New records that come at once. */
const fresh = 10_000;

/**
 * What it costs to match ten thousand new records against a million that were matched before, under the same
 * parameters, and whether the people are those of a match of everything.
 */
export const bench: Bench = {
  name: 'identity-changes',
  async run({ events: known = 1_000_000, note = () => undefined }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clientele-bench-identity-changes-'));
    const engine = await openEngine();
    try {
      const connection = await engine.connect();
      const file = path.join(folder, 'people.csv');
      writePeople(file, { ...typingErrors, seed: 4, records: known + fresh });
      // copies of one person are written one after the other: shuffled, so that the new ones are copies of known ones
      await connection.run(`
        create table whole as
          select row_number() over (order by hash(unique_id), unique_id) as id, * exclude (unique_id)
          from ${oneFile('read_csv', file, ['all_varchar = true'])};
        create view known as from whole where id <= ${known}`);
      const headers = (
        await rows<{ name: string }>(connection, 'select column_name as name from (describe known)')
      ).map(({ name }) => name);
      const fields = await recogniseFields(connection, 'known', headers, ['id', 'cluster']);
      const { parameters } = await matchRecords(connection, { table: 'known', key: 'id', fields });
      note(`matched ${known} records`);
      await connection.run(
        `create table old_records as from match_records; create table old_edges as from match_edges`,
      );
      const begun = performance.now();
      const changed = await matchChanges(connection, {
        ...{ table: 'whole', key: 'id', fields, parameters },
        before: { records: 'old_records', edges: 'old_edges' },
      });
      const seconds = (performance.now() - begun) / 1000;
      if (!changed) throw new Error('the new records were not matched alone');
      note(`matched ${changed.newRecords} more`);
      await connection.run('create table grown_edges as from match_edges');
      const again = performance.now();
      await matchRecords(connection, { table: 'whole', key: 'id', fields, parameters });
      const whole = (performance.now() - again) / 1000;
      const [differing] = await rows<{ n: number }>(
        connection,
        `select count(*)::double as n from (select l, r from grown_edges) as a full join (select l, r from match_edges) as b
         on a.l = b.l and a.r = b.r where a.l is null or b.l is null`,
      );
      const of = (label: string) => `${label}, ${fresh} records into ${known}`;
      return {
        name: 'identity-changes',
        figures: [
          {
            label: of('matched'),
            value: seconds,
            unit: 's',
            ...(known === 1_000_000 ? { target: '≤ 5' } : {}),
          },
          { label: of('pairs compared'), value: changed.comparedPairs, unit: 'pairs' },
          { label: 'all of them matched under the same parameters', value: whole, unit: 's' },
          { label: of('matched'), value: seconds / whole, unit: '×', ratioTo: 'all of them' },
          {
            label: 'edges that differ from those of all of them',
            value: differing?.n ?? Number.NaN,
            unit: 'edges',
            target: '0',
          },
        ],
      };
    } finally {
      engine.close();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
