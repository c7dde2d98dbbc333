import { resolve } from 'node:path';
import { Problem } from '../../shared/problem.ts';
import type { Machine } from './data-dir.ts';
import { defaultDataDir } from './data-dir.ts';
import { parseFlags, textFlag } from './flags.ts';

/** A port somebody named has to be free; one nobody named may be another. */
export type WantedPort = { readonly port: number; readonly namedBy: string | null };

export type StartOptions = {
  readonly dataDir: string;
  readonly sampleShop: boolean;
  readonly ui: WantedPort;
  readonly receiver: WantedPort;
};

const flagKinds = {
  headless: { type: 'boolean' },
  'sample-shop': { type: 'boolean' },
  'data-dir': { type: 'string' },
  'ui-port': { type: 'string' },
  'receiver-port': { type: 'string' },
} as const;

/**
 * Flags first, then the environment, then what is usual.
 * @throws Problem `bad-input` in one line that names the flag or variable, the cause and the fix
 */
export function readOptions(args: readonly string[], machine: Machine): StartOptions {
  const flags = parseFlags(args, flagKinds);
  if (flags.words[0] !== undefined) {
    throw new Problem('bad-input', `"${flags.words[0]}" is not a flag; flags begin with --`);
  }
  const given = (flag: string, variable: string) => {
    const typed = textFlag(flags, flag);
    if (typed !== undefined) return { name: `--${flag}`, value: typed };
    const set = machine.environment[variable]?.trim();
    return set ? { name: variable, value: set } : null;
  };
  const dir = given('data-dir', 'ORDERBELL_DATA_DIR');
  if (dir?.value === '') throw new Problem('bad-input', `${dir.name}: empty; give the path of a folder`);
  return {
    dataDir: resolve(dir?.value ?? defaultDataDir(machine)),
    sampleShop: flags.values['sample-shop'] === true,
    ui: readPort(given('ui-port', 'ORDERBELL_UI_PORT'), 7710),
    receiver: readPort(given('receiver-port', 'ORDERBELL_RECEIVER_PORT'), 7711),
  };
}

function readPort(
  given: { readonly name: string; readonly value: string } | null,
  usual: number,
): WantedPort {
  if (given === null) return { port: usual, namedBy: null };
  const port = Number(given.value);
  if (!/^\d{1,5}$/.test(given.value) || port > 65_535) {
    throw new Problem(
      'bad-input',
      `${given.name}: "${given.value}" is not a port; use a number from 1 to 65535, or 0 for any free port`,
    );
  }
  return { port, namedBy: given.name };
}
