/** One measured number. */
export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
  /** what the design asks for, in words, e.g. `≥ 50 thousand` */
  readonly target?: string;
  /** the limit or peer of the same run that the value is a ratio to */
  readonly ratioTo?: string;
}

export interface BenchOptions {
  /** the size of the run, in the benchmark's own unit; default: the size of the design */
  readonly events?: number;
  readonly note?: (line: string) => void;
}

export interface BenchResult {
  readonly name: string;
  readonly figures: readonly Figure[];
}

/** A benchmark: `bench/<name>.ts` exports one as `bench`. */
export interface Bench {
  readonly name: string;
  run(options: BenchOptions): Promise<BenchResult>;
}
