import type { ComputersView } from './computers-view.ts';

/** How far a computer is behind the others. */
export type Lag = {
  /** Events that it has not imported. */
  readonly events: number;
  /** Age of the oldest of them in milliseconds, if known. */
  readonly ms: number;
};

/** A computer sends a heartbeat every minute. After this time without one its state is unknown. In milliseconds. */
export const quietMs = 150_000;

type Computer = ComputersView['computers'][number];

/** @returns the lag of a computer; null if its last heartbeat is too old or has none */
export function knownLag({ isThis, lastSeenAt, lag }: Computer, now: number): Lag | null {
  if (lag === undefined || isThis) return lag ?? null;
  return lastSeenAt !== null && now - lastSeenAt <= quietMs ? lag : null;
}

/** In English, for the status and the diagnostics. @param now epoch milliseconds */
export function lagText(computer: Computer, now: number): string {
  const lag = knownLag(computer, now);
  if (lag !== null) {
    const seconds = Math.round(lag.ms / 1_000);
    if (lag.events === 0) return 'in sync';
    return seconds < 60
      ? `${seconds} s behind`
      : `${Math.floor(seconds / 60)} min behind (${lag.events} events)`;
  }
  const { lastSeenAt } = computer;
  return lastSeenAt === null
    ? 'not seen recently'
    : `last seen ${Math.max(1, Math.round((now - lastSeenAt) / 60_000))} min ago`;
}
