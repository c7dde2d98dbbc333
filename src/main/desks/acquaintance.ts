import type { DeskId } from '../../shared/ids.ts';
import type { Clock, Settings } from '../ports.ts';
import type { Labelled } from '../warehouse/desks-table.ts';
import { desksOf } from './board.ts';

const aloneSetting = 'desks.alone';
const knownSetting = 'desks.known';
const hereSetting = 'desks.here';
const seenSetting = 'desks.seen';

/** By how much a sign's own time may differ from when it was written. */
const signsDifferMs = 2 * 60_000;

export type AcquaintanceParts = {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly deskId: DeskId;
  /** By then every other desk that can ask has looked at the board. */
  readonly heardByMs: number;
};

/** Whether a board was ever read that named a desk, be it this one: others may have read there what this one does not know. */
export const hasSeenDesk = (settings: Pick<Settings, 'get'>): boolean =>
  // an earlier version kept the second alone
  settings.get(seenSetting) !== null || settings.get(hereSetting) !== null;

/** Whether the shop's other desks know of this one, and whether there are any. */
export function createAcquaintance({ settings, clock, deskId, heardByMs }: AcquaintanceParts) {
  /** By this desk's watch, when it was first seen to be one of the shop's. */
  let saidAt: number | null = null;
  const isKnown = (): boolean => saidAt !== null && clock.uptime() - saidAt >= heardByMs;

  return {
    /** Whether every other desk that can ask has heard by now that this one is there. */
    isKnown,
    /** Whether no other desk has ever said that it is there. A desk that has only just said so itself does not know. */
    isAlone: (): boolean => settings.get(aloneSetting) !== null,
    /** Whether a desk that gave a sign then, epoch milliseconds by BigQuery's clock, had read on the board that this one is there. */
    wasKnownAt(at: number): boolean {
      const since = settings.get(hereSetting);
      return since !== null && Number(since) + signsDifferMs <= at;
    },
    hear({ labels, changedAt }: Pick<Labelled, 'labels' | 'changedAt'>): void {
      const desks = desksOf(labels);
      if (desks.length > 0 && settings.get(seenSetting) === null) settings.set(seenSetting, 'yes');
      if (!desks.includes(deskId)) {
        // the board was made anew, or this desk was taken off it
        saidAt = null;
        settings.set(knownSetting, null);
        settings.set(hereSetting, null);
        return;
      }
      if (settings.get(hereSetting) === null) settings.set(hereSetting, String(changedAt));
      // nobody else puts it there: what stood there in an earlier run has stood there since
      saidAt ??= settings.get(knownSetting) === null ? clock.uptime() : Number.NEGATIVE_INFINITY;
      if (isKnown()) settings.set(knownSetting, 'yes');
      settings.set(aloneSetting, desks.length === 1 && isKnown() ? 'yes' : null);
    },
  };
}
