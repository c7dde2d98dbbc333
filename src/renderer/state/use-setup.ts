import { useStore } from 'zustand';
import type { SetupFacts } from '../../shared/setup/step-state.ts';
import { useApp, useStores } from './context.tsx';

/** The data that the setup steps are derived from; null until it is loaded. */
export function useSetupFacts(): SetupFacts | null {
  const { connections, setup } = useStores();
  const { mode } = useApp();
  const asked = useStore(connections);
  const progress = useStore(setup);
  if (asked.state !== 'ready' || progress.state !== 'ready') return null;
  return { mode, connections: asked.value, progress: progress.value };
}
