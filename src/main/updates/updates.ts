import type { UpdatesView } from '../../shared/desktop-commands.ts';
import { Problem } from '../../shared/problem.ts';
import type { Updater } from '../host.ts';
import type { Clock, Log } from '../ports.ts';
import type { SettingsFile } from '../settings/settings-file.ts';

export type UpdatesParts = {
  readonly updater: Updater;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Pick<SettingsFile, 'read' | 'change'>;
  readonly version: string;
  /** Whether no order is waiting to be taken, and no one at this computer edits one. */
  readonly isCalm: () => boolean;
  readonly onChange: () => void;
};

/** In the first minute the orders that came meanwhile have priority. */
const firstLookMs = 60_000;
const everyMs = 4 * 60 * 60_000;

/** Checks for newer versions in the background; reports when one may be offered, and what is new after an update. */
export function createUpdates(parts: UpdatesParts) {
  const { updater, clock, log, settings, version, isCalm, onChange } = parts;
  const working = new Set<string>();
  let ready: string | null = null;
  let later: string | null = null;
  let looking: Promise<void> | null = null;
  let lookedAt: number | null = null;
  let cancel: () => void = () => {};
  let wasOffered = false;

  const { versionSeen } = settings.read();
  // a first start has no news
  if (versionSeen === undefined) settings.change({ versionSeen: version });
  let notesSince = versionSeen === undefined || versionSeen === version ? null : versionSeen;

  const isOffered = (): boolean => ready !== null && ready !== later && working.size === 0 && isCalm();
  const change = (): void => {
    wasOffered = isOffered();
    onChange();
  };
  /** Call when orders, assignments or presence have changed: an update may now be offered, or no longer. */
  function reconsider(): void {
    if (isOffered() !== wasOffered) change();
  }

  async function fetch(): Promise<void> {
    if (updater.kind === 'off') return;
    const found = await updater.fetch();
    lookedAt = clock.now();
    if (found === null || found === ready) return;
    ready = found;
    log.info('a newer version is here', { version: found });
  }

  /** @throws Problem in the user's words */
  function look(): Promise<void> {
    looking ??= fetch().finally(() => {
      looking = null;
      change();
    });
    return looking;
  }

  function lookAfter(ms: number): void {
    cancel = clock.after(ms, () => {
      look()
        .catch((error: unknown) => log.warn('looking for a newer version failed', { error }))
        .finally(() => lookAfter(everyMs));
    });
  }

  const stateOf = (): UpdatesView['state'] => {
    if (updater.kind === 'off') return { kind: 'off', why: updater.why };
    if (ready !== null) return { kind: 'ready', version: ready, onQuit: updater.onQuit };
    return looking ? { kind: 'looking' } : { kind: 'none', lookedAt };
  };
  const view = (): UpdatesView => ({ version, state: stateOf(), offered: isOffered(), notesSince });

  return {
    view,
    start: (): void => {
      if (updater.kind === 'on') lookAfter(firstLookMs);
    },
    stop: (): void => cancel(),
    reconsider,
    async look(): Promise<UpdatesView> {
      const looked = look();
      onChange();
      await looked;
      return view();
    },
    later(): UpdatesView {
      later = ready;
      change();
      return view();
    },
    /** @throws Problem `refused` while a page holds unsaved work, or there is nothing to install */
    install(): void {
      if (updater.kind === 'off' || ready === null)
        throw new Problem('not-found', 'No newer version is available');
      if (working.size > 0) {
        throw new Problem('refused', 'A form has unsaved changes', {
          fix: 'Save or discard it, then restart',
        });
      }
      log.info('installing', { version: ready });
      updater.install();
    },
    working(page: string, on: boolean): void {
      if (on) working.add(page);
      else working.delete(page);
      reconsider();
    },
    notesSeen(): UpdatesView {
      settings.change({ versionSeen: version });
      notesSince = null;
      change();
      return view();
    },
  };
}
export type Updates = ReturnType<typeof createUpdates>;
