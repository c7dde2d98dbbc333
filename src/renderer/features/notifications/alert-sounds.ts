import { ringKeys } from '../../../shared/alert-rules/escalation.ts';
import type { RuleSound } from '../../../shared/alert-rules/rules.ts';
import type { Player } from '../../lib/browser/sounds.ts';
import type { Client } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import type { AlertRulesStore } from '../../state/alert-rules-store.ts';

const againMs = 20_000;
/** New orders that arrive this closely together are one burst with one sound. */
const burstMs = 2_000;
/** Orders that came while main did not answer ring once. */
const unheardMs = 1_000;

const sounds: { readonly [S in RuleSound]: Parameters<Player['play']>[0] } = {
  bell: 'new-order',
  question: 'needs-review',
  knock: 'late',
};

/** Maps the sound of a rule to a sound of the player. */
export const soundOf = (sound: RuleSound): Parameters<Player['play']>[0] => sounds[sound];

/**
 * Rings for the orders and chats that wait for the user of this computer: at once for new ones, once for a burst, and repeatedly
 * until each is taken or answered on any computer, or silenced in this window.
 * @returns the function that stops it
 */
export function startAlertSounds({
  client,
  clock,
  player,
  bell,
  soundFor,
}: {
  client: Client;
  clock: Clock;
  player: Player;
  bell: AlertRulesStore;
  /** The sound of a rule at this computer. */
  soundFor: (sound: RuleSound) => RuleSound;
}): () => void {
  let rung: ReadonlySet<string> = new Set();
  let newAt = Number.NEGATIVE_INFINITY;
  let cancelAgain: (() => void) | null = null;
  let cancelUnheard: (() => void) | null = null;

  function hear(): void {
    const asked = bell.getState();
    if (asked.state !== 'ready') return;
    const { sound } = asked.value.ring;
    const keys = ringKeys(asked.value.ring);
    const hushed = bell.hushed.getState().keys;
    const loud = keys.filter((key) => !hushed.has(key));
    const isNew = loud.some((key) => !rung.has(key));
    rung = new Set(keys);
    if (loud.length === 0) stopAgain();
    else if ((isNew && clock.uptime() - newAt >= burstMs) || cancelAgain === null) strike(sound);
    if (isNew) newAt = clock.uptime();
  }

  function strike(sound: RuleSound): void {
    stopAgain();
    player.play(soundOf(soundFor(sound)));
    cancelAgain = clock.after(againMs, () => {
      cancelAgain = null;
      hear();
    });
  }

  function stopAgain(): void {
    cancelAgain?.();
    cancelAgain = null;
  }

  function ringUnheard(): void {
    cancelUnheard = null;
    const asked = bell.getState();
    if (asked.state === 'failed' || (asked.state === 'ready' && asked.error !== null))
      player.play(soundOf(soundFor('bell')));
  }

  const ends = [
    bell.subscribe(hear),
    bell.hushed.subscribe(hear),
    client.on((event) => {
      if (event.kind === 'alert-once') player.play(soundOf(event.sound));
      if (event.kind === 'orders-changed' && event.newIds.length > 0) {
        cancelUnheard ??= clock.after(unheardMs, ringUnheard);
      }
    }),
  ];
  hear();
  return () => {
    stopAgain();
    cancelUnheard?.();
    for (const end of ends) end();
  };
}
