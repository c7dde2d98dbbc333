import type { Clock } from '../../ports.ts';
import type { Electron } from './electron.ts';

type SquirrelParts = {
  readonly native: Pick<Electron['autoUpdater'], 'once' | 'off'>;
  readonly clock: Clock;
};

const unpackedWithinMs = 5 * 60_000;

export type SquirrelsWord = {
  /** Resolves once the newer version is unpacked and its signature verified; rejects with Squirrel's error. */
  readonly word: Promise<void>;
  /** Call when Squirrel has the whole file: starts the timeout. */
  expect(): void;
  letGo(): void;
};

/**
 * Squirrel's result on macOS for a newer version. electron-updater succeeds once the file is handed over; Squirrel unpacks and
 * verifies it only then, and may fail before electron-updater listens.
 */
export function hearSquirrel({ native, clock }: SquirrelParts): SquirrelsWord {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const agree = (): void => resolve();
  native.once('update-downloaded', agree);
  native.once('error', reject);
  let cancel = (): void => {};
  // a check that fails elsewhere does not await it
  promise.catch(() => {});
  return {
    word: promise,
    expect: () => {
      cancel();
      cancel = clock.after(unpackedWithinMs, () => reject(new Error('Squirrel has not said anything')));
    },
    letGo: () => {
      cancel();
      native.off('update-downloaded', agree);
      native.off('error', reject);
    },
  };
}
