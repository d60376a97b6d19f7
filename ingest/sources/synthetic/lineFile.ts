import fs from 'node:fs';

const size = 1 << 19;

/** A file of lines that is written in large pieces. */
export class LineFile {
  readonly #descriptor: number;
  readonly #buffer = Buffer.allocUnsafe(size);
  #used = 0;

  constructor(file: string) {
    this.#descriptor = fs.openSync(file, 'w');
  }

  /** @param text whole lines, with their ends */
  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.writeBytes(bytes, 0, bytes.length);
  }

  /** Whole lines, with their ends, as UTF-8. */
  writeBytes(bytes: Buffer, from: number, to: number): void {
    if (this.#used + to - from > size) this.#flush();
    if (to - from > size) this.#drain(bytes.subarray(from, to));
    else this.#used += bytes.copy(this.#buffer, this.#used, from, to);
  }

  #flush(): void {
    this.#drain(this.#buffer.subarray(0, this.#used));
    this.#used = 0;
  }

  #drain(bytes: Buffer): void {
    let written = 0;
    while (written < bytes.length) written += fs.writeSync(this.#descriptor, bytes, written);
  }

  close(): void {
    this.#flush();
    fs.closeSync(this.#descriptor);
  }
}
