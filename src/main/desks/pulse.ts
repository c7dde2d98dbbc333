import type { Clock } from '../ports.ts';
import type { Labelled, Labels } from '../warehouse/desks-table.ts';
import { pulseOf, receiverOf, signOf } from './board.ts';
import type { ServerTime } from './server-time.ts';

export const lookEveryMs = 30_000;
export const silentMs = 5 * 60_000;
/** As many beats as a receiver that lives cannot miss in a row without a fault. */
const fewBeatsMs = 3 * lookEveryMs;

/** Watches whether the receiver lives: by this desk's own watch, and by what BigQuery's clock says of its last word. */
export function createPulse(clock: Clock, time: ServerTime) {
  /** The sign of life, and when it was first seen as it is: by this desk's watch, and what BigQuery said of the time then. */
  let pulse = { sign: '', since: 0, changedAt: 0 };
  const watched = (): number => clock.uptime() - pulse.since;

  /** By BigQuery's clock; never earlier than it was. */
  function lastAt(labels: Labels): number {
    const receiver = receiverOf(labels);
    const word = receiver === null ? null : signOf(labels, receiver)?.at;
    return Math.min(word ?? pulse.changedAt, pulse.changedAt);
  }

  return {
    hear({ labels, changedAt }: Pick<Labelled, 'labels' | 'changedAt'>): void {
      const sign = pulseOf(labels);
      // counted from the answer on: while it was on its way the receiver may have given another sign
      if (sign !== pulse.sign) pulse = { sign, since: clock.uptime(), changedAt };
    },
    lastAt,
    /** For how long nothing else was seen, by this desk's watch. */
    watched,
    isSilent(labels: Labels): boolean {
      if (watched() > silentMs || receiverOf(labels) === null) return watched() > silentMs;
      const now = time.now();
      return now !== null && watched() > fewBeatsMs && now - lastAt(labels) > silentMs;
    },
  };
}
