import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import type { Machine } from '../shell/data-dir.ts';
import { parseFlags } from '../shell/flags.ts';
import { dataDirOf } from '../shell/options.ts';
import type { Command } from './command.ts';
import type { Output } from './output.ts';

/** Loaded on demand: `orders` does not wait for the mail parser. */
const commands: { readonly [words: string]: () => Promise<Command> } = {
  orders: async () => (await import('./orders.ts')).orders,
  notices: async () => (await import('./notices.ts')).notices,
  entries: async () => (await import('./entries.ts')).entries,
  verify: async () => (await import('./verify.ts')).verify,
  doctor: async () => (await import('./diagnostics.ts')).doctor,
  drill: async () => (await import('./test-run.ts')).drill,
  'mail read': async () => (await import('./mail.ts')).mailRead,
  'mail learn': async () => (await import('./mail-learn.ts')).mailLearn,
};

const everywhere = { 'data-dir': { type: 'string' } } as const;

/**
 * Runs the command line.
 * @returns the exit code: 0 success, 1 a fault was found, 2 the request could not be carried out
 */
export async function runCli(args: readonly string[], machine: Machine, output: Output): Promise<number> {
  try {
    if (args.includes('--help') || args.includes('-h')) {
      for (const load of Object.values(commands)) output.line((await load()).usage);
      return 0;
    }
    const { command, rest } = await findCommand(args);
    const flags = parseFlags(rest, { ...everywhere, ...command.flags });
    const [word] = flags.words;
    if (word !== undefined && command.takesNoWords) {
      throw new Problem('bad-input', `"${word}" is one word too many: ${command.usage}`);
    }
    const { environment } = machine;
    const dataDir = dataDirOf(flags, machine);
    return await command.run({ flags, words: flags.words, dataDir, output, environment });
  } catch (error) {
    output.say(`orderbell: ${messageOf(error).replaceAll(/\s*\n\s*/g, ' ')}`);
    return isProblem(error) ? 2 : 1;
  }
}

async function findCommand(args: readonly string[]) {
  for (const length of [2, 1]) {
    const words = args.slice(0, length).join(' ');
    const load = Object.hasOwn(commands, words) ? commands[words] : undefined;
    if (load) return { command: await load(), rest: args.slice(length) };
  }
  const asked = args[0] === undefined ? 'no command' : `no command named "${args.slice(0, 2).join(' ')}"`;
  throw new Problem('bad-input', `${asked}; known are ${Object.keys(commands).join(', ')}`);
}
