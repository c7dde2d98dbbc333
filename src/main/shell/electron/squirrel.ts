import type { Clock } from '../../ports.ts';
import type { Electron } from './electron.ts';

type SquirrelParts = {
  readonly native: Pick<Electron['autoUpdater'], 'once' | 'off'>;
  readonly clock: Clock;
};

const unpackedWithinMs = 5 * 60_000;

export type SquirrelsWord = {
  /** Resolves once the newer version is unpacked and its signature verified; rejects with what Squirrel has against it. */
  readonly word: Promise<void>;
  /** It has the whole file by now: from here on it is not waited for longer than it takes. */
  expect(): void;
  letGo(): void;
};

/**
 * What macOS says of a newer version. electron-updater is content when it has handed the file over; Squirrel unpacks and verifies
 * it only then, and may complain before electron-updater listens.
 */
export function hearSquirrel({ native, clock }: SquirrelParts): SquirrelsWord {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const agree = (): void => resolve();
  native.once('update-downloaded', agree);
  native.once('error', reject);
  let cancel = (): void => {};
  // a look that fails elsewhere does not wait for it
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
