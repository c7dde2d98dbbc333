import { resolve } from 'node:path';
import { Problem } from '../../shared/problem.ts';
import type { Machine } from './data-dir.ts';
import { defaultDataDir } from './data-dir.ts';
import type { Flags, Sorted } from './flags.ts';
import { parseFlags, sortFlags, textFlag } from './flags.ts';

/** An explicit port has to be free; a default port may be replaced. */
export type WantedPort = { readonly port: number; readonly namedBy: string | null };

export type StartOptions = {
  readonly dataDir: string;
  readonly sampleShop: boolean;
  /** `host:port` of the Pub/Sub server for a second computer of the sample shop; undefined: one computer. */
  readonly second: string | undefined;
  readonly ui: WantedPort;
  readonly receiver: WantedPort;
};

const flagKinds = {
  headless: { type: 'boolean' },
  'sample-shop': { type: 'boolean' },
  second: { type: 'string' },
  'data-dir': { type: 'string' },
  'ui-port': { type: 'string' },
  'receiver-port': { type: 'string' },
} as const;

/** For a shell that the system also starts, with flags of its own: `readOptions` gets only ours. */
export const sortOptions = (args: readonly string[]): Sorted => sortFlags(args, flagKinds);

/**
 * Reads the flags first, then the environment, then the defaults.
 * @throws Problem `bad-input` in one line that names the flag or variable, the cause and the fix
 */
export function readOptions(args: readonly string[], machine: Machine): StartOptions {
  const flags = parseFlags(args, flagKinds);
  if (flags.words[0] !== undefined) {
    throw new Problem('bad-input', `"${flags.words[0]}" is not a flag; flags begin with --`);
  }
  return {
    dataDir: dataDirOf(flags, machine),
    sampleShop: flags.values['sample-shop'] === true,
    second: readSecond(flags),
    ui: readPort(given(flags, machine, 'ui-port', 'ORDERBELL_UI_PORT'), 7710),
    receiver: readPort(given(flags, machine, 'receiver-port', 'ORDERBELL_RECEIVER_PORT'), 7711),
  };
}

/** The flags an app started by the system needs to find this ledger and its port. The sample shop is opened once only. */
export const lastingFlags = ({ dataDir, receiver }: StartOptions, machine: Machine): readonly string[] => [
  ...(dataDir === resolve(defaultDataDir(machine)) ? [] : [`--data-dir=${dataDir}`]),
  ...(receiver.namedBy === null ? [] : [`--receiver-port=${receiver.port}`]),
];

/** The data directory, for the app and the command line. */
export function dataDirOf(flags: Flags, machine: Machine): string {
  const dir = given(flags, machine, 'data-dir', 'ORDERBELL_DATA_DIR');
  if (dir?.value === '') throw new Problem('bad-input', `${dir.name}: empty; give the path of a folder`);
  return resolve(dir?.value ?? defaultDataDir(machine));
}

type Given = { readonly name: string; readonly value: string };

function given(flags: Flags, machine: Machine, flag: string, variable: string): Given | null {
  const typed = textFlag(flags, flag);
  if (typed !== undefined) return { name: `--${flag}`, value: typed };
  const set = machine.environment[variable]?.trim();
  return set ? { name: variable, value: set } : null;
}

function readSecond(flags: Flags): string | undefined {
  const server = textFlag(flags, 'second');
  if (server === undefined) return undefined;
  if (flags.values['sample-shop'] !== true)
    throw new Problem(
      'bad-input',
      '--second: only the sample shop starts a second computer; add --sample-shop',
    );
  if (!/^(127\.0\.0\.1|localhost):\d{1,5}$/.test(server)) {
    throw new Problem(
      'bad-input',
      `--second: "${server}" is not a server on this computer; start with npm start`,
    );
  }
  return server;
}

function readPort(wanted: Given | null, usual: number): WantedPort {
  if (wanted === null) return { port: usual, namedBy: null };
  const port = Number(wanted.value);
  if (!/^\d{1,5}$/.test(wanted.value) || port > 65_535) {
    throw new Problem(
      'bad-input',
      `${wanted.name}: "${wanted.value}" is not a port; use a number from 1 to 65535, or 0 for any free port`,
    );
  }
  return { port, namedBy: wanted.name };
}
