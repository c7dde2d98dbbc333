import { createContext, useContext } from 'react';
import type { Player } from './sounds.ts';

const PlayerContext = createContext<Player | null>(null);
export const PlayerProvider = PlayerContext.Provider;

export function usePlayer(): Player {
  const player = useContext(PlayerContext);
  if (player === null) throw new Error('usePlayer is called outside a PlayerProvider');
  return player;
}
