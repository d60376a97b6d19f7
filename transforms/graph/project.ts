import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, packageRoot } from '../../warehouse/index.ts';
import type { Step } from '../step.ts';
import { digest, sourceDigest } from './digest.ts';
import { type Header, listOf, readHeader, requireField } from './header.ts';
import { fileIncrement, headerIncrement, type Increment } from './increment.ts';
import { checkPortable } from './portable.ts';
import { type SqlFunction, sqlFunctions } from './sqlFunctions.ts';
import { parseStatements, type Statement } from './syntaxTree.ts';

export type NodeKind = 'staging' | 'core' | 'mart' | 'step';
export type Severity = 'error' | 'warn';

/** One node of the graph: a SELECT in a file or a step in TypeScript. */
export interface GraphNode {
  readonly name: string;
  readonly kind: NodeKind;
  readonly file: string;
  readonly description: string;
  readonly grain: string;
  readonly keys: readonly string[];
  /** tables written: the node's own name for SQL, `writes` for a step */
  readonly tables: readonly string[];
  /** the tables that go into the snapshots; what only other tables need stays in the workspace */
  readonly published: readonly string[];
  /** tables read */
  readonly reads: readonly string[];
  /**
   * tables that are made before, though not read: those of every model, for a node that reads the record of
   * the fits
   */
  readonly after: readonly string[];
  /** changes when what the node does changes: its syntax tree and functions, or its source text */
  readonly definition: string;
  readonly sql?: string;
  readonly statement?: Statement;
  readonly step?: Step;
  /** how the table follows a few changed rows; without it, it is made anew */
  readonly increment?: Increment | undefined;
}

/** A rule: its SELECT returns the rows that break it. */
export interface Check {
  readonly name: string;
  readonly file: string;
  readonly table: string;
  readonly severity: Severity;
  readonly owner: string;
  readonly sentence: string;
  readonly reads: readonly string[];
  readonly definition: string;
  readonly sql: string;
  /** how the rule is tried on what changed alone, once it held for everything */
  readonly increment?: Increment | undefined;
}

export interface Project {
  readonly nodes: readonly GraphNode[];
  readonly checks: readonly Check[];
  /** `CREATE MACRO` statements in the order in which they can be run */
  readonly functions: readonly SqlFunction[];
}

/** Tables that the runner makes from landing, configuration and contracts; only staging may read `accepted_events`. */
export const sourceTables = [
  'accepted_events',
  'duplicate_events',
  'settings',
  'as_of',
  'event_types',
  'landing_counts',
  'landing_dead_letters',
  'landing_imports',
  'landing_drift',
  'steward_decisions',
  'survivorship_rules',
  'missing_rules',
  'mail_providers',
  'role_mailboxes',
  'model_fits',
  'model_fit_figures',
  'scoring_runs',
] as const;

/** Tables of the runner that hold the record of the fits: whoever reads them comes after every model. */
const ofFits = new Set<string>(['model_fits', 'model_fit_figures', 'scoring_runs']);

const afterModels = (nodes: readonly GraphNode[]): GraphNode[] => {
  const fitted = nodes.filter(({ step }) => step?.model).flatMap(({ tables }) => tables);
  return nodes.map((node) =>
    node.reads.some((table) => ofFits.has(table)) ? { ...node, after: fitted } : node,
  );
};

const here = path.dirname(fileURLToPath(import.meta.url));
const root = packageRoot();
const stepsFolder = path.join(here, '../steps');

/** The SELECT that makes a table of `sql/core`, for use on a snapshot that does not hold the table. */
export const coreSelect = (table: string): string =>
  fs.readFileSync(path.join(root, 'sql/core', `${table}.sql`), 'utf8');

/** Reads every SQL file and step. `sqlFolder` replaces the project's own `sql/` in tests. */
export async function loadProject(
  connection: DuckDBConnection,
  sqlFolder = path.join(root, 'sql'),
  steps: string | undefined = stepsFolder,
): Promise<Project> {
  const functions = sqlFunctions(sqlFolder);
  const texts = new Map(functions.map(({ name, sql }) => [name, sql]));
  const read = await readSql(
    connection,
    ['staging', 'core', 'marts', 'checks'].flatMap((folder) => sqlFiles(path.join(sqlFolder, folder))),
    texts,
  );
  const of = (folder: string) => read.filter(({ file }) => path.basename(path.dirname(file)) === folder);
  const nodes: GraphNode[] = [
    ...of('staging').map((file) => sqlNode(file, 'staging', texts)),
    ...of('core').map((file) => sqlNode(file, 'core', texts)),
    ...of('marts').map((file) => sqlNode(file, 'mart', texts)),
  ];
  const sources = new Map<string, string>();
  if (steps) for (const file of stepFiles(steps)) nodes.push(await stepNode(file, sources));
  const checks = of('checks').map((file) => sqlCheck(file, texts));
  rejectRepeats(nodes);
  return { nodes: afterModels(nodes), checks, functions };
}

const relative = (file: string) => path.relative(root, file);

const sqlFiles = (folder: string): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.sql'))
        .sort()
        .map((name) => path.join(folder, name))
    : [];

const stepFiles = (folder: string): string[] =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => /^[a-z_]+\.(ts|js)$/.test(name))
        .sort()
        .map((name) => path.join(folder, name))
    : [];

function sqlNode(
  { file, sql, header, statement }: SqlFile,
  kind: NodeKind,
  texts: ReadonlyMap<string, string>,
): GraphNode {
  const name = path.basename(file, '.sql');
  const increment = readIncrement(header, file);
  return {
    name,
    kind,
    file: relative(file),
    description: header.description,
    grain: requireField(header, 'grain', relative(file)),
    keys: listOf(requireField(header, 'keys', relative(file))),
    tables: [name],
    published: kind !== 'staging' && header.fields.get('published') !== 'no' ? [name] : [],
    reads: statement.tables,
    after: [],
    definition: definitionOf(statement, texts),
    sql,
    statement,
    increment,
  };
}

/** From the header, and from `sql/increments/` for a table that has a file there. */
function readIncrement(header: Header, file: string): Increment | undefined {
  const companion = path.join(path.dirname(file), '../increments', path.basename(file));
  if (!fs.existsSync(companion)) return headerIncrement(header, relative(file));
  const part = requireField(header, 'incremental', relative(file));
  return fileIncrement(part, fs.readFileSync(companion, 'utf8'), relative(companion));
}

function sqlCheck({ file, sql, header, statement }: SqlFile, texts: ReadonlyMap<string, string>): Check {
  const severity = requireField(header, 'severity', relative(file));
  if (severity !== 'error' && severity !== 'warn')
    throw new ClienteleError(
      'sql-header',
      `${relative(file)}: severity is "error" or "warn", not "${severity}"`,
    );
  return {
    name: path.basename(file, '.sql'),
    file: relative(file),
    table: requireField(header, 'checks', relative(file)),
    severity,
    owner: header.fields.get('owner') ?? 'data steward',
    sentence: requireField(header, 'sentence', relative(file)),
    reads: statement.tables,
    definition: definitionOf(statement, texts),
    sql,
    increment: headerIncrement(header, relative(file)),
  };
}

interface SqlFile {
  readonly file: string;
  readonly sql: string;
  readonly header: Header;
  readonly statement: Statement;
}

async function readSql(
  connection: DuckDBConnection,
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
): Promise<readonly SqlFile[]> {
  const own = new Set(texts.keys());
  const sources = files.map((file) => ({ sql: fs.readFileSync(file, 'utf8'), where: relative(file) }));
  const statements = await parseStatements(connection, sources);
  return files.map((file, i) => {
    const { sql, where } = sources[i] as (typeof sources)[number];
    const statement = statements[i] as Statement;
    checkPortable(statement, own, where);
    return { file, sql, header: readHeader(sql), statement };
  });
}

async function stepNode(file: string, sources: Map<string, string>): Promise<GraphNode> {
  const module: { step?: Step } = await import(pathToFileURL(file).href);
  const { step } = module;
  if (!step) throw new ClienteleError('step-invalid', `${relative(file)}: exports no "step"`);
  const tables = Object.keys(step.writes);
  const first = Object.values(step.writes)[0];
  return {
    name: path.parse(file).name,
    kind: 'step',
    file: relative(file),
    description: first?.description ?? '',
    grain: first?.grain ?? '',
    keys: first?.keys ?? [],
    tables,
    published: tables.filter((table) => !step.writes[table]?.unpublished),
    reads: step.reads,
    after: [],
    definition: sourceDigest(file, sources),
    step,
  };
}

/** The statement and, transitively, the text of every function of ours that it calls. */
function definitionOf(statement: Statement, texts: ReadonlyMap<string, string>): string {
  const used = new Map<string, string>();
  const add = (names: Iterable<string>) => {
    for (const name of names) {
      const text = texts.get(name);
      if (!text || used.has(name)) continue;
      used.set(name, text);
      add((text.match(/[a-z_][a-z0-9_]*(?=\s*\()/gi) ?? []).map((called) => called.toLowerCase()));
    }
  };
  add(statement.functions);
  return digest([statement.canonical, ...[...used].sort(([a], [b]) => (a < b ? -1 : 1)).flat()]);
}

function rejectRepeats(nodes: readonly GraphNode[]): void {
  const seen = new Map<string, string>(sourceTables.map((name) => [name, 'the runner']));
  for (const node of nodes)
    for (const table of node.tables) {
      const other = seen.get(table);
      if (other)
        throw new ClienteleError(
          'graph-repeat',
          `table ${table} is made twice: by ${other} and by ${node.file}`,
        );
      seen.set(table, node.file);
    }
}
