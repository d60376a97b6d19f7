import fs from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { failureOf } from '../../cli/failure.ts';
import { ClienteleError } from '../../warehouse/index.ts';
import { newProject } from '../support/builtProject.ts';
import { run, temporaryFolder } from '../support/cli.ts';

describe('a command that is misused', () => {
  it.each([
    ['an unknown option', ['--nonsense'], "unknown option '--nonsense'"],
    ['a missing option', ['generate'], "required option '--out <dir>' not specified"],
    ['a missing argument', ['customer', 'show'], "missing required argument 'id'"],
    ['an unknown command', ['nosuch'], "unknown command 'nosuch'"],
    ['no command of a group', ['identity'], 'name a command; --help lists them'],
    ['a month that is none', ['build', '--as-of', '2026-13-45'], 'not a date; write it as 2026-03-31'],
    ['a day that is none', ['plan', '--as-of', '2026-02-30'], 'not a date; write it as 2026-03-31'],
    ['a word for a date', ['build', '--as-of', 'foo'], 'not a date; write it as 2026-03-31'],
    [
      'a last day that is none',
      ['generate', '--until', '2026-02-30', '--out', 'x'],
      'not a date; write it as 2026-03-31',
    ],
  ])('by %s says so in one way, in words and as a document', async (_, argv, message) => {
    const folder = newProject();
    const text = await run(folder, argv);
    expect({ code: text.code, out: text.out }).toEqual({ code: 1, out: '' });
    expect(text.err).toMatch(/(^|\n)clientele: /);
    expect(text.err.split(message)).toHaveLength(2);
    const document = await run(folder, [...argv, '--json']);
    expect(document.code).toBe(1);
    expect(JSON.parse(document.out)).toEqual({
      schema: 'clientele.error/1',
      code: 'usage',
      message: expect.stringContaining(message),
    });
  });

  it('says in the help of every command which options all of them take', async () => {
    const { out } = await run(newProject(), ['evaluate', 'identity', '--help']);
    expect(out).toContain('--json');
  });

  it('is none where help is asked for', async () => {
    const { code, err } = await run(newProject(), ['build', '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

describe('what the disk refuses', () => {
  const ofSystem = (code: string, syscall: string, path?: string) =>
    Object.assign(new Error(`${code}: it said, ${syscall}`), { code, syscall, ...(path ? { path } : {}) });

  it.each([
    [ofSystem('ENOSPC', 'write'), 'disk-full', 'writing a file: no space is left on the disk; make room'],
    [ofSystem('EROFS', 'open', '/x/y'), 'read-only', '/x/y: the file system is read-only; make it writable'],
    [ofSystem('EACCES', 'mkdir', '/x/y'), 'not-permitted', '/x/y: permission denied; have the right given'],
    [
      new Error('IO Error: Could not write file "/x/landing.duckdb": No space left on device'),
      'disk-full',
      '/x/landing.duckdb: no space is left on the disk',
    ],
    [
      new Error('IO Error: Cannot open file "/x/workspace.duckdb": Read-only file system'),
      'read-only',
      '/x/workspace.duckdb: the file system is read-only',
    ],
    [
      new Error(
        'IO Error: The file "/x/workspace.duckdb" exists, but it is not a valid DuckDB database file!',
      ),
      'file-damaged',
      '/x/workspace.duckdb: no database, ',
    ],
  ])('as "%s" is outside our control, and says where and what to do', (error, code, message) => {
    const failure = failureOf(error);
    expect(failure).toBeInstanceOf(ClienteleError);
    expect(failure).toMatchObject({ code, exitCode: 2, message: expect.stringContaining(message) });
  });

  it('is told from what nobody foresaw', () => {
    const error = new Error('a value says: Permission denied');
    expect(failureOf(error)).toBe(error);
    const folder = temporaryFolder('failure');
    const missing = ofSystem('ENOENT', 'mkdir', `${folder}/a/b`);
    expect(failureOf(missing)).toBe(missing);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  test.runIf(fs.existsSync('/sys/kernel'))(
    'ends a command with the exit code 2 and its own code',
    async () => {
      const { code, out, err } = await run(newProject(), [
        'generate',
        '--out',
        '/sys/kernel/made/x',
        '--json',
      ]);
      expect(code).toBe(2);
      expect(JSON.parse(out)).toMatchObject({
        schema: 'clientele.error/1',
        code: expect.stringMatching(/^(?:read-only|not-permitted)$/),
        message: expect.stringMatching(/^\/sys\/kernel\/made/),
      });
      expect(err).not.toContain('not expected');
      // where folders within folders are made, Node says no more than that there is none
      expect(failureOf(ofSystem('ENOENT', 'mkdir', '/sys/kernel/made/x'))).toMatchObject({
        code: expect.stringMatching(/^(?:read-only|not-permitted)$/),
        message: expect.stringMatching(/^\/sys\/kernel\/made: /),
      });
    },
  );
});
