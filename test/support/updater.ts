import type { Updater } from '../../src/main/host.ts';
import type { Problem } from '../../src/shared/problem.ts';

type On = Extract<Updater, { readonly kind: 'on' }>;
export type FakeUpdater = On & {
  /** The result of the next checks: a version, nothing, or an error. */
  found: string | null | Problem;
  readonly looks: number;
  readonly installs: number;
};

/** An updater with the releases of the test. */
export function fakeUpdater(): FakeUpdater {
  let looks = 0;
  let installs = 0;
  const updater: FakeUpdater = {
    kind: 'on',
    onQuit: true,
    found: null,
    get looks() {
      return looks;
    },
    get installs() {
      return installs;
    },
    async fetch() {
      looks += 1;
      if (updater.found instanceof Error) throw updater.found;
      return updater.found;
    },
    install() {
      installs += 1;
    },
  };
  return updater;
}
