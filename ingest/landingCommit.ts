import { BIGINT, type DuckDBConnection, DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api';
import { ClienteleError, rows, transaction } from '../warehouse/index.ts';
import { append, type Prepared } from './landingRows.ts';
import { type Batch, fingerprint, type Outcome } from './message.ts';

/** The last numbers given out and the last time stamp written (microseconds). */
export interface Numbers {
  readonly seq: bigint;
  readonly dead: bigint;
  readonly import: bigint;
  readonly at: bigint;
}

interface Check {
  readonly offset: bigint;
  readonly hash: string;
}

export interface Committed {
  readonly numbers: Numbers;
  readonly outcomes: readonly Outcome[];
  /** the last message of each batch; undefined where it had none */
  readonly checks: readonly (Check | undefined)[];
}

/** Writes batches in one transaction; numbers continue from `before`, time never goes back. */
export async function commit(
  connection: DuckDBConnection,
  group: readonly Prepared[],
  before: Numbers,
  now: Date,
): Promise<Committed> {
  const micros = BigInt(now.getTime()) * 1000n;
  const at = micros > before.at ? micros : before.at;
  const stamp = new DuckDBTimestampValue(at);
  const outcomes: Outcome[] = [];
  const checks: (Check | undefined)[] = [];
  const moves: Move[] = [];
  let { seq, dead, import: imports } = before;
  try {
    await transaction(connection, async () => {
      for (const { batch, ...columns } of group) {
        const outcome = { landed: columns.events[0]?.length ?? 0, dead: columns.dead[0]?.length ?? 0 };
        const last = batch.messages.at(-1);
        const check = last && { offset: last.offset, hash: fingerprint(last) };
        follow(moves, batch, check);
        await append(connection, 'events', columns.events, seq + 1n, stamp);
        await append(connection, 'dead_letters', columns.dead, dead + 1n, stamp);
        if (batch.replays) await linkReplays(connection, batch, outcome, seq + 1n, stamp);
        if (batch.import) await recordImport(connection, batch, outcome, ++imports, stamp);
        seq += BigInt(outcome.landed);
        dead += BigInt(outcome.dead);
        outcomes.push(outcome);
        checks.push(check);
      }
      for (const move of moves) await movePosition(connection, move, stamp);
    });
  } catch (error) {
    throw explain(error);
  }
  return { numbers: { seq, dead, import: imports, at }, outcomes, checks };
}

/** Consecutive batches of one partition, as one step of its position. */
interface Move extends Pick<Batch, 'topic' | 'partition' | 'from'> {
  next: bigint;
  messages: number;
  check: Check | undefined;
}

function follow(moves: Move[], { topic, partition, from, next, messages }: Batch, check: Check | undefined) {
  const before = moves.findLast((move) => move.topic === topic && move.partition === partition);
  if (before?.next !== from || before === undefined)
    return moves.push({ topic, partition, from, next, messages: messages.length, check });
  before.next = next;
  before.messages += messages.length;
  before.check = check ?? before.check;
}

/** The fence: moves the position only from where the first batch says it is. */
async function movePosition(
  connection: DuckDBConnection,
  move: Move,
  at: DuckDBTimestampValue,
): Promise<void> {
  const values: DuckDBValue[] = [
    move.topic,
    move.partition,
    move.next,
    BigInt(move.messages),
    move.check?.offset ?? null,
    move.check?.hash ?? null,
    at,
  ];
  const result =
    move.from === undefined
      ? await connection.run(
          `insert into landing.positions select $1, $2, $3, $4, $5::bigint, $6::varchar, $7
           where not exists (from landing.positions where topic = $1 and partition = $2)`,
          values,
        )
      : await connection.run(
          `update landing.positions set next_offset = $3, read_count = read_count + $4,
             check_offset = coalesce($5::bigint, check_offset), check_hash = coalesce($6::varchar, check_hash), updated_at = $7
           where topic = $1 and partition = $2 and next_offset = $8`,
          [...values, move.from],
        );
  if (result.rowsChanged !== 1)
    throw new ClienteleError(
      'position-moved',
      `${move.topic}/${move.partition}: the stored position is no longer ${move.from ?? 'absent'}; ` +
        'something else landed this partition meanwhile, nothing of this batch was written',
      { exitCode: 2, retriable: true },
    );
}

async function linkReplays(
  connection: DuckDBConnection,
  batch: Batch,
  outcome: Outcome,
  firstSeq: bigint,
  at: DuckDBTimestampValue,
): Promise<void> {
  if (outcome.dead > 0 || outcome.landed !== batch.replays?.length)
    throw new ClienteleError('replay-refused', 'a replayed payload does not meet its contract');
  for (const [i, id] of batch.replays.entries()) {
    const done = await connection.run(
      `insert into landing.replays select $1, $2, $3
       where not exists (from landing.replays where dead_letter_id = $1)
         and exists (from landing.dead_letters where dead_letter_id = $1)`,
      [id, firstSeq + BigInt(i), at],
      [BIGINT, BIGINT],
    );
    if (done.rowsChanged !== 1)
      throw new ClienteleError(
        'already-replayed',
        `dead letter ${id} does not exist or has been replayed already`,
      );
  }
}

async function recordImport(
  connection: DuckDBConnection,
  batch: Batch,
  outcome: Outcome,
  id: bigint,
  at: DuckDBTimestampValue,
): Promise<void> {
  const record = typeof batch.import === 'function' ? batch.import(outcome) : batch.import;
  if (!record) return;
  await rows(connection, 'insert into landing.imports values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    id,
    record.name,
    record.checksum,
    record.mappingHash,
    BigInt(record.rowsRead),
    BigInt(record.rowsInEvents),
    BigInt(record.rowsRejected),
    BigInt(record.rowsRepeated),
    BigInt(record.eventsLanded),
    at,
  ]);
}

/** DuckDB's words for a full disk, as a message that says what to do. */
function explain(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (!/No space left on device|ENOSPC|could not allocate block|disk is full/i.test(message)) return error;
  return new ClienteleError(
    'disk-full',
    `the disk that holds landing is full; what was being landed was not written. Free some space and run the command again: Kafka and files go on where they stopped (${message.split('\n')[0]})`,
    { exitCode: 2, retriable: true, cause: error },
  );
}
