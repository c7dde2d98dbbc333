import { useStore } from 'zustand';
import type { SetupFacts } from '../../shared/setup/step-state.ts';
import { useApp, useStores } from './context.tsx';

/** What the steps of setting up are told from; null until it is known. */
export function useSetupFacts(): SetupFacts | null {
  const { connections, setup } = useStores();
  const { mode } = useApp();
  const asked = useStore(connections);
  const progress = useStore(setup);
  if (asked.state !== 'ready' || progress.state !== 'ready') return null;
  return { mode, connections: asked.value, progress: progress.value };
}
