import { createHash } from 'node:crypto';
import type { DuckDBConnection } from '@duckdb/node-api';
import { readEvent } from '../../contracts/index.ts';
import type { Message, Reading } from '../../message.ts';
import type { Accounts } from './accounts.ts';
import { type Candidate, type Landed, lookUp } from './known.ts';
import type { Made, Refused } from './mapping/rowMapper.ts';
import type { Findings } from './report.ts';

/** Something that a row completed (`at` is its number): an event, a refusal, or a line that should be an event. */
export type Pending =
  | { readonly at: number; readonly made: Made }
  | { readonly at: number; readonly refused: Refused }
  | { readonly at: number; readonly line: Buffer };

/** A message for landing, and the row at which it was complete. */
export interface Settled {
  readonly at: number;
  readonly message: Message;
}

export interface SettlerOptions {
  readonly topic: string;
  readonly source: string;
  /** first part of the id of an event without a natural key */
  readonly rowId: string;
  readonly header: readonly string[];
  readonly landed: DuckDBConnection | undefined;
  /** false: nothing of this source has landed, so a group (once in a file) cannot be a repetition */
  readonly groupsMayRepeat: boolean;
  /** remember what earlier batches held, because they do not land */
  readonly dryRun: boolean;
  readonly accounts: Accounts;
  readonly findings: Findings;
  readonly clock: () => Date;
}

interface Known extends Landed {}

/** Decides of each pending event whether it lands, is refused by its contract or has landed before. */
export class Settler {
  readonly #options: SettlerOptions;
  #seen = new Map<string, Known>();

  constructor(options: SettlerOptions) {
    this.#options = options;
  }

  /** `before`: what was settled before is in landing, so that it can be looked up. */
  async settle(pending: readonly Pending[], before: Promise<void>): Promise<Settled[]> {
    const { topic, landed, dryRun } = this.#options;
    if (!dryRun) this.#seen = new Map();
    const now = this.#options.clock();
    const readings = pending.map((one) => ('line' in one ? readEvent(one.line, {}, now) : undefined));
    const candidates: (Candidate | undefined)[] = pending.map((one, i) => this.#candidate(one, readings[i]));
    const asked = candidates.flatMap((candidate, i) => {
      const one = pending[i];
      const skip = one && 'made' in one && one.made.grouped && !this.#options.groupsMayRepeat;
      return candidate && !skip ? [{ ...candidate, i }] : [];
    });
    await before;
    const found = landed ? await lookUp(landed, topic, asked) : new Map<number, Landed>();
    const known = new Map([...found].map(([place, what]) => [asked[place]?.i, what]));
    const settled: Settled[] = [];
    pending.forEach((one, i) => {
      const message = this.#settleOne(one, candidates[i], known.get(i), readings[i], now);
      if (message) settled.push({ at: one.at, message });
    });
    return settled;
  }

  #candidate(one: Pending, reading: Reading | undefined): Candidate | undefined {
    if ('refused' in one) return undefined;
    if ('line' in one)
      return reading?.ok
        ? {
            source: reading.event.source,
            type: reading.event.type,
            key: undefined,
            id: reading.event.id,
            offset: one.at,
          }
        : undefined;
    const { made } = one;
    const offset = made.rows[0] ?? one.at;
    const id =
      made.key === undefined
        ? `${this.#options.rowId}:${offset}:${made.ordinal}`
        : `${made.key}:${contentHash(made)}`;
    return { source: this.#options.source, type: made.type, key: made.key, id, offset };
  }

  #settleOne(
    one: Pending,
    candidate: Candidate | undefined,
    landed: Landed | undefined,
    reading: Reading | undefined,
    now: Date,
  ): Message | undefined {
    const { accounts, findings } = this.#options;
    if ('refused' in one) return this.#refuseRow(one.refused);
    const rows = 'made' in one ? one.made.rows : [one.at];
    let known: Known | undefined;
    let name = '';
    let id = candidate?.id ?? '';
    if (candidate) {
      name = JSON.stringify([
        candidate.source,
        candidate.type,
        candidate.key ?? null,
        candidate.key ? '' : id,
      ]);
      const seen = this.#seen.get(name);
      known = seen ?? landed;
      if (known && (known.latestId === id || isVersionOf(known.latestId, id))) {
        accounts.repeated(rows);
        return undefined;
      }
      if (seen && 'made' in one)
        findings.warn(
          `rows with one id of ${one.made.type} differ: each takes the place of the one before, and lands again with every export; name more columns (id) or make them one event (group_by)\u0000${one.made.key} (row ${one.at})`,
        );
      // the content of an earlier version again: a correction back needs an id of its own
      if (known && candidate.key !== undefined) id = `${id}:${known.versions + 1}`;
    }
    const value = 'line' in one ? one.line : envelope(one.made, id, this.#options.source);
    const read = reading ?? readEvent(value, {}, now);
    const message: Message = {
      topic: this.#options.topic,
      partition: 0,
      offset: BigInt(rows[0] ?? one.at),
      key: 'made' in one && one.made.key !== undefined ? Buffer.from(one.made.key) : null,
      headers: {},
      brokerAt: null,
      value,
      reading: read,
    };
    if (read.ok) {
      accounts.landed(read.event.type, rows);
      this.#seen.set(name, { latestId: id, versions: (known?.versions ?? 0) + 1 });
    } else {
      const { code, message: why, path } = read.refusal;
      accounts.rejected(rows);
      findings.rejected({ row: rows[0] ?? one.at, code, message: why, where: path }, rows.length);
    }
    return message;
  }

  #refuseRow({ row, code, message, column }: Refused): Message {
    const { accounts, findings, header, topic } = this.#options;
    accounts.rejected([row.number]);
    findings.rejected({ row: row.number, code, message, where: column });
    const value =
      row.line ??
      Buffer.from(JSON.stringify(Object.fromEntries(header.map((name, i) => [name, row.cells[i] ?? '']))));
    const refusal = { stage: 'file', code, message: `row ${row.number}: ${message}`, path: column };
    return {
      topic,
      partition: 0,
      offset: BigInt(row.number),
      key: null,
      headers: {},
      brokerAt: null,
      value,
      reading: { ok: false, refusal },
    };
  }
}

/** `id` with a version number behind it: the same content, landed again after another. */
const isVersionOf = (landed: string, id: string): boolean =>
  landed.startsWith(`${id}:`) && /^\d+$/.test(landed.slice(id.length + 1));

function contentHash(made: Made): string {
  const hash = createHash('sha256').update(made.type).update('\0').update(made.time).update('\0');
  return hash.update(JSON.stringify(made.data)).digest('hex').slice(0, 24);
}

function envelope(made: Made, id: string, source: string): Buffer {
  const { type, time, data } = made;
  return Buffer.from(JSON.stringify({ specversion: '1.0', id, source, type, time, data }));
}
