import type { FlagKinds, Flags } from '../shell/flags.ts';
import type { Output } from './output.ts';

export type Asked = {
  readonly flags: Flags;
  /** The arguments after the command's name. */
  readonly words: readonly string[];
  readonly dataDir: string;
  readonly output: Output;
  readonly environment: { readonly [name: string]: string | undefined };
};

export type Command = {
  /** The usage line for the help text. */
  readonly usage: string;
  readonly flags: FlagKinds;
  /** Whether arguments after the command's name are refused. */
  readonly takesNoWords?: true;
  /** @returns the exit code */
  run(asked: Asked): number | Promise<number>;
};
