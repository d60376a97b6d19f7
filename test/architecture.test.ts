import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './support/cli.ts';

const rooms = [
  'cli',
  'ingest',
  'transforms',
  'exports',
  'reports',
  'governance',
  'warehouse',
  'models',
] as const;

/** Leaves import nothing of ours and anyone may import them. */
const leaves = ['ingest/contracts', 'transforms/standardise', 'models'];

/** What each room may import beside itself and the leaves. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  cli: ['ingest', 'transforms', 'exports', 'reports', 'governance', 'warehouse'],
  ingest: ['governance', 'warehouse'],
  transforms: ['governance', 'warehouse'],
  exports: ['governance', 'warehouse'],
  reports: ['governance', 'warehouse'],
  governance: ['warehouse'],
  warehouse: [],
  models: [],
};

const files = rooms
  .filter((room) => fs.existsSync(path.join(projectRoot, room)))
  .flatMap((room) =>
    fs
      .readdirSync(path.join(projectRoot, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('.observablehq'))
      .map((name) => path.posix.join(room, name.split(path.sep).join('/'))),
  );

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: readonly Import[] = files.flatMap((from) => {
  const text = fs.readFileSync(path.join(projectRoot, from), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)];
  return specifiers.map(([, specifier]) => ({
    from,
    to: path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier ?? '')),
  }));
});

const roomOf = (file: string) => file.split('/')[0] ?? '';
const leafOf = (file: string) => leaves.find((leaf) => file.startsWith(`${leaf}/`));
const show = ({ from, to }: Import) => `${from} imports ${to}`;

describe('imports', () => {
  it('are found at all', () => expect(imports.length).toBeGreaterThan(100));

  it('point one way between the rooms', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        roomOf(from) !== roomOf(to) && !leafOf(to) && !allowed[roomOf(from)]?.includes(roomOf(to)),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('enter another room by an index alone', () => {
    const wrong = imports.filter(({ from, to }) => {
      const door = leafOf(to) ?? roomOf(to);
      const inside = from.startsWith(`${door}/`);
      const errorsAlone = to === 'warehouse/errors.ts';
      return !inside && !to.endsWith('/index.ts') && !errorsAlone;
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('of a leaf stay inside the leaf', () => {
    const wrong = imports.filter(({ from, to }) => {
      const leaf = leafOf(from);
      return leaf !== undefined && leafOf(to) !== leaf;
    });
    expect(wrong.map(show)).toEqual([]);
  });
});

describe('every room', () => {
  const inUse = [...rooms, 'sql', 'bench', 'test', 'ingest/contracts'].filter((room) =>
    fs.existsSync(path.join(projectRoot, room)),
  );
  it.each(inUse)('%s says in at most 15 lines what it is for', (room) => {
    const readme = path.join(projectRoot, room, 'README.md');
    expect(fs.existsSync(readme), readme).toBe(true);
    expect(fs.readFileSync(readme, 'utf8').trim().split('\n').length).toBeLessThanOrEqual(15);
  });
});
