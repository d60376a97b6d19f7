/**
 * An error meant for the person who reads it: what was wrong, where, and what to do next.
 *
 * - `code` is stable and greppable, e.g. `landing-locked`.
 * - `exitCode` 1: a handled failure (input refused, check failed, misuse); 2: outside our control.
 * - `retriable`: the same call may succeed later without a change.
 * - `reported`: what there is to say in JSON has been said; only the exit code and the sentence are left.
 */
export class ClienteleError extends Error {
  readonly code: string;
  readonly exitCode: 1 | 2;
  readonly retriable: boolean;
  readonly reported: boolean;

  constructor(
    code: string,
    message: string,
    options: { exitCode?: 1 | 2; retriable?: boolean; reported?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ClienteleError';
    this.code = code;
    this.exitCode = options.exitCode ?? 1;
    this.retriable = options.retriable ?? false;
    this.reported = options.reported ?? false;
  }
}
