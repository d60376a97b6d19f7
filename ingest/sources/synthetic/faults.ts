import { day } from './calendar.ts';
import type { DayBox } from './dayBox.ts';
import type { Fault, Outbox, Posted } from './outbox.ts';
import { Random, runningSums } from './random.ts';

/** The events of a day as they land; their lines lie in the box. */
export interface Landed {
  readonly box: DayBox;
  readonly posted: readonly Posted[];
}

/** Chances, per event, of what goes wrong between a source and the landing. */
const [late = 0, duplicate = 0, conflict = 0, malformed = 0] = runningSums([0.004, 0.003, 0.001, 0.0002]);
const sums = { late, duplicate, conflict, malformed };

/** Each makes a malformed event from a good one; `undefined` if it cannot from this one. */
const breakages: readonly ((line: string) => string | undefined)[] = [
  (line) => line.slice(0, Math.floor(line.length * 0.7)),
  (line) => replaced(line, /"currency":"(CNY|GBP|USD)"/, '"currency":"RMB"'),
  (line) => replaced(line, /"quantity":\d+,"unit_price"/, '"quantity":0,"unit_price"'),
  (line) => replaced(line, /"type":"[a-z_.]+"/, '"type":"basket.juggled"'),
  (line) => replaced(line, /("time":"[^"]+?)(Z|\+08:00)"/, '$1"'),
];

function replaced(line: string, pattern: RegExp, by: string): string | undefined {
  const changed = line.replace(pattern, by);
  return changed === line ? undefined : changed;
}

/**
 * The way from the sources to the landing: most events arrive at once, some days later, some twice, some with other
 * content under the same id, and some extra ones are broken. Nothing arrives after the last day.
 */
export class Faults {
  readonly #random: Random;
  readonly #days: number;
  /** the last second */
  readonly #end: number;
  readonly #outbox: Outbox;
  #broken = 0;

  constructor(seed: number, days: number, outbox: Outbox) {
    this.#random = new Random(seed ^ 0x5f3759df);
    this.#days = days;
    this.#end = days * day - 1;
    this.#outbox = outbox;
  }

  /** What lands on day `n`, in order of time. */
  land(n: number): Landed {
    const random = this.#random;
    const box = this.#outbox.take(n);
    const landed: Posted[] = [];
    const waiting = box.posted.length;
    for (let i = 0; i < waiting; i++) {
      const posted = box.posted[i] as Posted;
      if (posted.fault === undefined && posted.topic !== 'reference') {
        const draw = random.uniform();
        if (draw < sums.late) {
          if (n + 1 < this.#days) {
            const at = Math.min(posted.at + day * random.between(1, 7), this.#end);
            this.#put(box, posted, at, 'late');
            continue;
          }
        } else if (draw < sums.malformed) this.#repeat(box, posted, draw);
      }
      landed.push(posted);
    }
    for (let i = waiting; i < box.posted.length; i++) landed.push(box.posted[i] as Posted);
    // the sort is stable: a repeat at the second of its original stays behind it
    return { box, posted: landed.sort((a, b) => a.at - b.at) };
  }

  /** Puts an event into the box of a day, with its own line or another; a day that is landing keeps its box. */
  #put(box: DayBox, posted: Posted, at: number, fault: Fault, line?: string): void {
    const today = Math.floor(at / day) === Math.floor(posted.at / day);
    const target = today ? box : this.#outbox.box(at);
    const from = line === undefined ? target.copy(box, posted.from, posted.to) : target.append(line);
    const effect = fault === 'late' ? posted.effect : undefined;
    target.posted.push({ ...posted, at, from, to: target.end, effect, fault });
  }

  /** Something that comes after `posted` because of a fault. */
  #repeat(box: DayBox, posted: Posted, draw: number): void {
    const random = this.#random;
    const wait = random.chance(0.5) ? random.below(60) : random.below(3 * day);
    const at = Math.min(posted.at + wait, this.#end);
    if (draw < sums.duplicate) return this.#put(box, posted, at, 'duplicate');
    const line = box.line(posted);
    if (draw < sums.conflict) {
      const changed = conflicting(line);
      if (changed) this.#put(box, posted, at, 'conflict', changed);
      return;
    }
    this.#broken += 1;
    const renamed = line.replace(/"id":"[^"]*"/, `"id":"x${this.#broken}"`);
    const start = random.below(breakages.length);
    for (let i = 0; i < breakages.length; i++) {
      const changed = breakages[(start + i) % breakages.length]?.(renamed);
      if (changed) return this.#put(box, posted, at, 'malformed', changed);
    }
  }
}

/** The same id with other content: a price, or an address of a page. */
function conflicting(line: string): string | undefined {
  return (
    replaced(line, /"unit_price":"/, '"unit_price":"1') ?? replaced(line, /"url":"https:/, '"url":"http:')
  );
}
