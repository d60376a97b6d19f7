import { day } from './calendar.ts';
import type { Outbox, Posted } from './outbox.ts';
import { Random } from './random.ts';

/** Chances, per event, of what goes wrong between a source and the landing. */
const chances = { late: 0.004, duplicate: 0.003, conflict: 0.001, malformed: 0.0002 };

export type Breakage = 'not-json' | 'bad-currency' | 'quantity-zero' | 'unknown-type' | 'no-offset';

/** How each kind of malformed event is made from a good one; `undefined` if it cannot be made from this one. */
const breakages: readonly (readonly [Breakage, (line: string) => string | undefined])[] = [
  ['not-json', (line) => line.slice(0, Math.floor(line.length * 0.7))],
  ['bad-currency', (line) => replaced(line, /"currency":"(CNY|GBP|USD)"/, '"currency":"RMB"')],
  ['quantity-zero', (line) => replaced(line, /"quantity":\d+,"unit_price"/, '"quantity":0,"unit_price"')],
  ['unknown-type', (line) => replaced(line, /"type":"[a-z_.]+"/, '"type":"basket.juggled"')],
  ['no-offset', (line) => replaced(line, /("time":"[^"]+?)(Z|\+08:00)"/, '$1"')],
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
  readonly #outbox: Outbox;
  #broken = 0;

  constructor(seed: number, days: number, outbox: Outbox) {
    this.#random = new Random(seed ^ 0x5f3759df);
    this.#days = days;
    this.#outbox = outbox;
  }

  /** What lands on day `n`, in order of time. */
  land(n: number): Posted[] {
    const random = this.#random;
    const landed: Posted[] = [];
    const again: Posted[] = [];
    for (const posted of this.#outbox.take(n)) {
      if (posted.fault === undefined && posted.topic !== 'reference') {
        const draw = random.uniform();
        if (draw < chances.late && n + 1 < this.#days) {
          posted.fault = 'late';
          posted.at = Math.min(posted.at + day * random.between(1, 7), this.#days * day - 1);
          this.#outbox.put(posted);
          continue;
        }
        const repeat = this.#repeat(posted, draw - chances.late);
        if (repeat) {
          if (repeat.at < (n + 1) * day) again.push(repeat);
          else this.#outbox.put(repeat);
        }
      }
      landed.push(posted);
    }
    for (const posted of again) landed.push(posted);
    // the sort is stable: a repeat at the second of its original stays behind it
    return landed.sort((a, b) => a.at - b.at);
  }

  /** Something that comes after `posted` because of a fault. */
  #repeat(posted: Posted, draw: number): Posted | undefined {
    const random = this.#random;
    const later = () =>
      Math.min(
        posted.at + (random.chance(0.5) ? random.below(60) : random.below(3 * day)),
        this.#days * day - 1,
      );
    const copy = { ...posted, effect: undefined };
    if (draw < chances.duplicate) return { ...copy, at: later(), fault: 'duplicate' };
    if (draw < chances.duplicate + chances.conflict) {
      const line = conflicting(posted.line);
      return line ? { ...copy, line, at: later(), fault: 'conflict' } : undefined;
    }
    if (draw >= chances.duplicate + chances.conflict + chances.malformed) return undefined;
    const start = random.below(breakages.length);
    for (let i = 0; i < breakages.length; i++) {
      const [, breakIt] = breakages[(start + i) % breakages.length] ?? breakages[0] ?? [];
      const line = breakIt?.(posted.line.replace(/"id":"[^"]*"/, `"id":"x${this.#broken + 1}"`));
      if (!line) continue;
      this.#broken += 1;
      return { ...copy, line, at: later(), fault: 'malformed' };
    }
    return undefined;
  }
}

/** The same id with other content: a price, or an address of a page. */
function conflicting(line: string): string | undefined {
  return (
    replaced(line, /"unit_price":"/, '"unit_price":"1') ?? replaced(line, /"url":"https:/, '"url":"http:')
  );
}
