import { z } from 'zod';

const nothing = z.undefined();

/** Commands of the pages to the installed app: autostart and updates. */
export const desktopInputs = {
  'startup.get': nothing,
  /** Turns autostart at sign-in on or off. */
  'startup.set': z.object({ on: z.boolean() }).readonly(),
  'updates.get': nothing,
  /** Checks for an update now. A failure is reported, because a user asked. */
  'updates.look': nothing,
  /** Quits the app, installs the update and starts the new version. */
  'updates.install': nothing,
  /** Does not offer this version again until the app restarts. */
  'updates.later': nothing,
  /** Whether the calling page has unsaved work that a restart would lose. */
  'updates.working': z.object({ on: z.boolean() }).readonly(),
  /** The release notes were read. */
  'updates.notesSeen': nothing,
} as const;

/**
 * Why automatic updates are off: the app is not installed, has no update source, is not signed (so a forged update could not be
 * detected), or was unpacked by hand.
 */
export type UpdatesOff = 'not-installed' | 'no-source' | 'unsigned' | 'by-hand';

export type UpdatesView = {
  readonly version: string;
  readonly state:
    | { readonly kind: 'off'; readonly why: UpdatesOff }
    /** When the last check found no update; null before the first check since the start. */
    | { readonly kind: 'none'; readonly lookedAt: number | null }
    | { readonly kind: 'looking' }
    /** The update is downloaded. `onQuit`: installed when the app quits; otherwise only on request. */
    | { readonly kind: 'ready'; readonly version: string; readonly onQuit: boolean };
  /** Whether to offer a restart now: no order waits, and no page has unsaved work. */
  readonly offered: boolean;
  /** The version that ran before, if the release notes since then were not shown yet; null otherwise. */
  readonly notesSince: string | null;
};

/** Null if the platform has no autostart or the app is not installed. */
export type StartupView = { readonly on: boolean | null };

export type DesktopOutputs = {
  'startup.get': StartupView;
  'startup.set': StartupView;
  'updates.get': UpdatesView;
  'updates.look': UpdatesView;
  'updates.install': null;
  'updates.later': UpdatesView;
  'updates.working': null;
  'updates.notesSeen': UpdatesView;
};
