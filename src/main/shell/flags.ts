import { parseArgs } from 'node:util';
import { messageOf, Problem } from '../../shared/problem.ts';

export type FlagKinds = { readonly [name: string]: { readonly type: 'string' | 'boolean' } };

export type Flags = {
  readonly values: { readonly [name: string]: string | boolean | undefined };
  readonly words: readonly string[];
};

/** @throws Problem `bad-input` in one line that names the flag and the known ones */
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
    // Node's message continues with advice for programmers
    const cause = messageOf(error).split(/\. |\n/)[0];
    throw new Problem('bad-input', `${cause}; known here: ${known.join(' ')}`);
  }
}

export type Sorted = { readonly own: readonly string[]; readonly others: readonly string[] };

/** Takes the app's own flags, each with its value, from a command line that may have flags of other programs. */
export function sortFlags(args: readonly string[], options: FlagKinds): Sorted {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const own = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(options, token.name)) continue;
    own.add(token.index);
    if (token.inlineValue === false) own.add(token.index + 1);
  }
  return {
    own: args.filter((_arg, index) => own.has(index)),
    others: args.filter((_arg, index) => !own.has(index)),
  };
}

export const textFlag = ({ values }: Flags, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};
