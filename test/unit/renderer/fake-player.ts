import { createStore } from 'zustand/vanilla';
import type { Player, Voice } from '../../../src/renderer/lib/browser/sounds.ts';

/** A silent player that records what it was to play. */
export function fakePlayer() {
  const rang: string[] = [];
  const tried: string[] = [];
  const voice = createStore<Voice>(() => 'heard');
  const player: Player = {
    play: (name) => void rang.push(name),
    try: (name) => void tried.push(name),
    unlock: () => undefined,
    listen: () => undefined,
    voice,
  };
  return { player, rang, tried, voice };
}
