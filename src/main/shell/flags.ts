import { parseArgs } from 'node:util';
import { messageOf, Problem } from '../../shared/problem.ts';

export type FlagKinds = { readonly [name: string]: { readonly type: 'string' | 'boolean' } };

export type Flags = {
  readonly values: { readonly [name: string]: string | boolean | undefined };
  readonly words: readonly string[];
};

/** @throws Problem `bad-input` in one line that names the flag and what is known instead */
export function parseFlags(args: readonly string[], options: FlagKinds): Flags {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    return { values, words: positionals };
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    // Node's message goes on with advice for programmers
    const cause = messageOf(error).split(/\. |\n/)[0];
    throw new Problem('bad-input', `${cause}; known here: ${known.join(' ')}`);
  }
}

export const textFlag = ({ values }: Flags, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
