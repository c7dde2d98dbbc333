import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import type { Host } from '../../../../src/main/host.ts';
import type { Electron } from '../../../../src/main/shell/electron/electron.ts';
import { runElectron } from '../../../../src/main/shell/electron/run.ts';
import type { AutoUpdater } from '../../../../src/main/shell/electron/updater.ts';
import { placeOf } from '../../../../src/main/shell/place.ts';
import { fakeClock } from '../../../support/clock.ts';
import type { FakeDesk } from '../../../support/desk.ts';
import { fakeDesk } from '../../../support/desk.ts';
import { quietLog } from '../../../support/log.ts';
import type { ElectronDouble } from '../electron-double.ts';
import { electronDouble } from '../electron-double.ts';

type Options = Parameters<typeof electronDouble>[0] & {
  readonly fail?: Error;
  /** Leaves a guard out, or turns one over, as a mistake in the shell would. */
  readonly mistake?: (electron: ElectronDouble['electron']) => void;
  readonly onHost?: (host: Host) => void;
  readonly platform?: string;
  /** Replaces the default data directory and port. */
  readonly own?: readonly string[];
  readonly args?: readonly string[];
  readonly environment?: { readonly [name: string]: string };
  readonly updater?: AutoUpdater;
};

/** The shell over a double of Electron, with a built page in a fresh directory and a fake app behind it, for each test of a file. */
export function electronDesk() {
  const state = {} as { root: string; desk: FakeDesk; host: Host }; // set before each test; the host when the shell starts
  beforeEach(() => {
    state.root = mkdtempSync(join(tmpdir(), 'orderbell-electron-'));
    mkdirSync(join(state.root, 'out/renderer'), { recursive: true });
    writeFileSync(join(state.root, 'package.json'), '{"version":"1.2.3"}');
    writeFileSync(join(state.root, 'out/renderer/index.html'), '<meta content="__CSP_NONCE__">');
    writeFileSync(join(state.root, 'out/renderer/notes.md'), 'not part of the page');
    state.desk = fakeDesk({ 'mail:1': '<p>Hello</p>' });
  });
  afterEach(() => rmSync(state.root, { recursive: true, force: true }));

  async function start(options: Options = {}) {
    const double = electronDouble(options);
    options.mistake?.(double.electron);
    const clock = fakeClock();
    const log = quietLog();
    await runElectron({
      electron: double.electron as unknown as Electron, // the part of Electron that the shell uses, as the double has it
      args: [
        ...(options.own ?? ['--data-dir', join(state.root, 'data'), '--receiver-port', '0']),
        ...(options.args ?? []),
      ],
      machine: {
        platform: options.platform ?? 'linux',
        home: state.root,
        environment: { ORDERBELL_DATA_DIR: join(state.root, 'data'), ...options.environment },
      },
      place: placeOf(pathToFileURL(join(state.root, 'out/main/index.js')).href),
      clock,
      openLog: () => log,
      loadUpdater: async () => {
        if (!options.updater) throw new Error('no updater was handed in');
        return options.updater;
      },
      startProgram: async (file, args) =>
        void double.happened.asked.push(['starts', file, ...args].join(' ')),
      resources: join(state.root, 'resources'),
      onSecret: () => {},
      composeDesk: async (given) => {
        state.host = given;
        options.onHost?.(given);
        if (options.fail) throw options.fail;
        return state.desk;
      },
    });
    return { double, clock, log };
  }
  return { state, start };
}

/** An event in a window, unless it is prevented. */
export const preventable = (url: string) => ({
  url,
  isPrevented: false,
  preventDefault() {
    this.isPrevented = true;
  },
});
