import type { Command } from 'commander';
import type { Context } from './context.ts';

/** One file per command exports one of these as `command`; `cli/main.ts` finds the file by the command's first word. */
export interface CommandModule {
  /** Adds the command, its options and its action to `program`; the action calls one room and prints. */
  register(program: Command, context: Context): void;
}
