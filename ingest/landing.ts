import fs from 'node:fs';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ClienteleError, type Engine, hold, openEngine, type StatePaths } from '../warehouse/index.ts';
import { commit, type Numbers } from './landingCommit.ts';
import { type Prepared, prepare } from './landingRows.ts';
import { landingSchema } from './landingSchema.ts';
import { type Position, place, readNumbers, readPositions } from './landingState.ts';
import type { Batch, Outcome } from './message.ts';

export interface LandingOptions {
  readonly clock: () => Date;
  /** of DuckDB, e.g. 128MB */
  readonly memoryLimit?: string;
  readonly threads?: number;
}

interface Waiting {
  readonly prepared: Prepared;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** More rows than this do not share one transaction, so that memory stays bounded. */
const rowsPerCommit = 20_000;

/** One instance a file and process: whoever opens it again is handed the same one. */
const open = new Map<string, { readonly landing: Promise<Landing>; users: number }>();

/** The only door into `landing.duckdb`: events, dead letters and positions in one transaction. */
export class Landing {
  /** the engine in which landing is attached as `landing`, for builds in the process that holds it */
  readonly engine: Engine;
  readonly #connection: DuckDBConnection;
  readonly #file: string;
  readonly #release: () => void;
  readonly #clock: () => Date;
  readonly #positions: Map<string, Position>;
  readonly #waiting: Waiting[] = [];
  #numbers: Numbers;
  #work: Promise<void> | undefined;
  #closed = false;

  private constructor(
    engine: Engine,
    connection: DuckDBConnection,
    file: string,
    clock: () => Date,
    positions: Map<string, Position>,
    numbers: Numbers,
  ) {
    this.engine = engine;
    this.#connection = connection;
    this.#file = file;
    this.#release = hold(file, engine);
    this.#clock = clock;
    this.#positions = positions;
    this.#numbers = numbers;
  }

  /**
   * Opens landing for writing, making it where it is missing. Where this process has it open already, it is shared,
   * and closed once everyone has closed it.
   * @throws ClienteleError `file-locked` while another process has it open
   */
  static async open(paths: StatePaths, options: LandingOptions): Promise<Landing> {
    const shared = open.get(paths.landing);
    if (shared) {
      shared.users++;
      return shared.landing;
    }
    const landing = Landing.#make(paths, options);
    open.set(paths.landing, { landing, users: 1 });
    landing.catch(() => open.delete(paths.landing));
    return landing;
  }

  static async #make(paths: StatePaths, options: LandingOptions): Promise<Landing> {
    fs.mkdirSync(paths.data, { recursive: true });
    const engine = await openEngine({
      memoryLimit: options.memoryLimit,
      threads: options.threads,
      temporaryDirectory: path.join(paths.data, 'spill'),
    });
    try {
      await engine.attach(paths.landing, 'landing', 'write');
      const connection = await engine.connect();
      await connection.run("set checkpoint_threshold = '64MB'");
      await connection.run(landingSchema);
      const positions = await readPositions(connection);
      const numbers = await readNumbers(connection);
      return new Landing(engine, connection, paths.landing, options.clock, positions, numbers);
    } catch (error) {
      engine.close();
      throw error;
    }
  }

  /** The next offset to land of a partition; undefined: nothing of it has been landed. */
  position(topic: string, partition: number): bigint | undefined {
    return this.#positions.get(place(topic, partition))?.next;
  }

  /** The partitions of a topic that have a stored position. */
  partitions(topic: string): number[] {
    return [...this.#positions.values()].filter((p) => p.topic === topic).map((p) => p.partition);
  }

  /** As `position`, with the last message landed. */
  lastLanded(topic: string, partition: number): Position | undefined {
    return this.#positions.get(place(topic, partition));
  }

  /**
   * Lands a batch: every message becomes an event or a dead letter, and the position moves on, in one transaction
   * that batches waiting at the same time share.
   * @throws ClienteleError `position-moved` if the stored position is not `batch.from`
   */
  land(batch: Batch): Promise<Outcome> {
    if (this.#closed) return Promise.reject(new ClienteleError('landing-closed', `${this.#file} is closed`));
    const prepared = prepare(batch, this.#clock());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ prepared, resolve, reject });
      this.#work ??= this.#drain();
    });
  }

  /** Moves a position without landing anything, where a person decided that the source starts anew. */
  async restart(topic: string, partition: number, next: bigint): Promise<void> {
    await this.#work;
    if (this.position(topic, partition) === undefined) return;
    await this.#connection.run(
      `update landing.positions set next_offset = $3, check_offset = null, check_hash = null
       where topic = $1 and partition = $2`,
      [topic, partition, next],
    );
    this.#positions.set(place(topic, partition), {
      topic,
      partition,
      next,
      checkOffset: null,
      checkHash: null,
    });
  }

  /** Waits for what is under way and closes the file. */
  async close(): Promise<void> {
    const shared = open.get(this.#file);
    if (!shared || --shared.users > 0) return;
    this.#closed = true;
    await this.#work;
    this.engine.close();
    this.#release();
    open.delete(this.#file);
  }

  async #drain(): Promise<void> {
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      try {
        await this.#commit(group);
      } catch (error) {
        if (group.length === 1) group[0]?.reject(error);
        else for (const one of group) await this.#commit([one]).catch(one.reject);
      }
    }
    this.#work = undefined;
  }

  #takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    let count = 0;
    while (this.#waiting.length > 0) {
      count += this.#waiting[0]?.prepared.batch.messages.length ?? 0;
      if (group.length > 0 && count > rowsPerCommit) break;
      group.push(this.#waiting.shift() as Waiting);
    }
    return group;
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    const done = await commit(
      this.#connection,
      group.map((one) => one.prepared),
      this.#numbers,
      this.#clock(),
    );
    this.#numbers = done.numbers;
    group.forEach(({ prepared: { batch }, resolve }, i) => {
      const key = place(batch.topic, batch.partition);
      const check = done.checks[i];
      const before = this.#positions.get(key);
      this.#positions.set(key, {
        topic: batch.topic,
        partition: batch.partition,
        next: batch.next,
        checkOffset: check?.offset ?? before?.checkOffset ?? null,
        checkHash: check?.hash ?? before?.checkHash ?? null,
      });
      resolve(done.outcomes[i] as Outcome);
    });
  }
}
