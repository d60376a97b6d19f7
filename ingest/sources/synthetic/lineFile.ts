import fs from 'node:fs';

const bufferLength = 1 << 18;

/** A text file that is written in large pieces. */
export class LineFile {
  readonly #descriptor: number;
  #pending: string[] = [];
  #length = 0;

  constructor(file: string) {
    this.#descriptor = fs.openSync(file, 'w');
  }

  /** @param text whole lines, with their ends */
  write(text: string): void {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length >= bufferLength) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''), 'utf8');
    let written = 0;
    while (written < bytes.length) written += fs.writeSync(this.#descriptor, bytes, written);
    this.#pending = [];
    this.#length = 0;
  }

  close(): void {
    this.#flush();
    fs.closeSync(this.#descriptor);
  }
}
