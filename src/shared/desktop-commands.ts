import { z } from 'zod';

const nothing = z.undefined();

/** What a page may ask of the installed app itself: when it starts, and how it is brought up to date. */
export const desktopInputs = {
  'startup.get': nothing,
  /** From now on the app starts when somebody signs in to this computer, or does not. */
  'startup.set': z.object({ on: z.boolean() }).readonly(),
  'updates.get': nothing,
  /** Looks for a newer version now; a failure is told, for a person asked. */
  'updates.look': nothing,
  /** Ends the app, puts the newer version in its place and starts that. */
  'updates.install': nothing,
  /** The version that is offered is not offered again until the app is started anew. */
  'updates.later': nothing,
  /** Whether the asking page holds work that a restart would break off. */
  'updates.working': z.object({ on: z.boolean() }).readonly(),
  /** What is new has been read. */
  'updates.notesSeen': nothing,
} as const;

/**
 * Why an app is not brought up to date by itself: it is not installed, says not where to look, is not signed, so that
 * nobody could tell a newer one from a forged one, or was unpacked by hand.
 */
export type UpdatesOff = 'not-installed' | 'no-source' | 'unsigned' | 'by-hand';

export type UpdatesView = {
  readonly version: string;
  readonly state:
    | { readonly kind: 'off'; readonly why: UpdatesOff }
    /** When it was last looked, and found that there is none; null: not yet since the start. */
    | { readonly kind: 'none'; readonly lookedAt: number | null }
    | { readonly kind: 'looking' }
    /** It is on this computer; `onQuit`: it takes this one's place when the app is quit, else only when that is asked for. */
    | { readonly kind: 'ready'; readonly version: string; readonly onQuit: boolean };
  /** Now is a time to ask whether to restart: no order waits, and nobody is in the middle of anything. */
  readonly offered: boolean;
  /** The version that was last here, when what came since has not been shown yet; null: there is nothing to show. */
  readonly notesSince: string | null;
};

/** Null where this computer starts nothing by itself, or the app is not installed. */
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
