import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';

type Ticker = { readonly now: () => number; readonly every: (ms: number, work: () => void) => () => void };

const NowContext = createContext<number | null>(null);

/** Ages on screen update together every `everyMs`, by one timer for the whole window. */
export function NowProvider({ clock, children }: { readonly clock: Ticker; readonly children: ReactNode }) {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => clock.every(10_000, () => setNow(clock.now())), [clock]);
  return <NowContext value={now}>{children}</NowContext>;
}

export function useNow(): number {
  const now = useContext(NowContext);
  if (now === null) throw new Error('useNow is called outside a NowProvider');
  return now;
}
