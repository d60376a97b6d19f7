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

describe('parts of a room', () => {
  /** What imports itself by way of others, each with those others. */
  const circlesOf = (between: readonly Import[]): readonly string[] => {
    const reachedFrom = (part: string) => {
      const found = new Set<string>();
      const open = [part];
      for (let at = open.pop(); at !== undefined; at = open.pop())
        for (const { from, to } of between)
          if (from === at && !found.has(to)) {
            found.add(to);
            open.push(to);
          }
      return found;
    };
    const parts = [...new Set(between.map(({ from }) => from))].sort();
    const reached = new Map(parts.map((part) => [part, reachedFrom(part)]));
    const isBoth = (one: string, other: string) =>
      reached.get(one)?.has(other) && reached.get(other)?.has(one);
    const circles = parts.map((one) => parts.filter((other) => isBoth(one, other)).join(', '));
    return [...new Set(circles.filter((circle) => circle !== ''))];
  };

  it('of transforms import each other in no circle; a build ends with publishing, which reads what was built', () => {
    const folderOf = (file: string) => /^transforms\/([^/]+)\//.exec(file)?.[1] ?? '';
    const between = imports
      .map(({ from, to }) => ({ from: folderOf(from), to: folderOf(to) }))
      .filter(({ from, to }) => from !== '' && to !== '' && from !== to);
    expect(circlesOf(between)).toEqual(['build, publish']);
  });

  it('are files that import each other in no circle where people are matched and models evaluated', () => {
    const files = imports.filter(({ from }) => /^transforms\/(identity|evaluate)\//.test(from));
    expect(circlesOf(files)).toEqual([]);
  });
});

it('files are read by the engine through oneFile alone, to which a name is no pattern', () => {
  const reading = files.filter((file) =>
    /\b(?:read_\w+|sniff_csv|parquet_\w+)\(/.test(fs.readFileSync(path.join(projectRoot, file), 'utf8')),
  );
  expect(reading).toEqual([]);
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

it('the README of identity names its files, all of them and nothing else', () => {
  const room = path.join(projectRoot, 'transforms/identity');
  const readme = fs.readFileSync(path.join(room, 'README.md'), 'utf8');
  const named = [...readme.matchAll(/`([^`]+)`/g)].map(([, name]) => `${name}.ts`);
  const own = fs.readdirSync(room).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
  expect([...new Set(named)].sort()).toEqual(own.sort());
});
