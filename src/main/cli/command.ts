import type { FlagKinds, Flags } from '../shell/flags.ts';
import type { Output } from './output.ts';

export type Asked = {
  readonly flags: Flags;
  /** What stands after the command's own words. */
  readonly words: readonly string[];
  readonly dataDir: string;
  readonly output: Output;
  readonly environment: { readonly [name: string]: string | undefined };
};

export type Command = {
  /** How it is written, for the line that helps. */
  readonly usage: string;
  readonly flags: FlagKinds;
  /** Whether anything after the command's own words is refused. */
  readonly takesNoWords?: true;
  /** @returns the exit code */
  run(asked: Asked): number | Promise<number>;
};
