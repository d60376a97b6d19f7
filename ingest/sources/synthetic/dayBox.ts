import type { Posted } from './outbox.ts';

/**
 * The events that land on one day: their lines as UTF-8 bytes one after another, each with its line end, and where each
 * lies. Bytes, because strings that wait as they were put together take several times the room.
 */
export class DayBox {
  readonly posted: Posted[] = [];
  bytes: Buffer = Buffer.allocUnsafe(4096);
  #used = 0;

  #reserve(size: number): void {
    if (this.#used + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.#used + size));
    this.bytes.copy(larger, 0, 0, this.#used);
    this.bytes = larger;
  }

  /** Adds a line; the line end is added too. Returns where it begins. */
  append(line: string): number {
    this.#reserve(line.length * 3 + 1);
    const from = this.#used;
    this.#used += this.bytes.write(line, from, 'utf8');
    this.bytes[this.#used] = 10;
    this.#used += 1;
    return from;
  }

  /** Adds the bytes of a line of another box, or of this one. Returns where they begin. */
  copy(box: DayBox, from: number, to: number): number {
    this.#reserve(to - from);
    const begin = this.#used;
    box.bytes.copy(this.bytes, begin, from, to);
    this.#used += to - from;
    return begin;
  }

  clear(): void {
    this.posted.length = 0;
    this.#used = 0;
  }

  get end(): number {
    return this.#used;
  }

  /** The line of an event, without its end. */
  line({ from, to }: Posted): string {
    return this.bytes.toString('utf8', from, to - 1);
  }
}
