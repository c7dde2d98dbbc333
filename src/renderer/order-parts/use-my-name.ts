import { useStore } from 'zustand';
import { useStores } from '../state/context.tsx';

/** What the manager at this computer is called; empty while that is not known. */
export function useMyName(): string {
  const { app } = useStores();
  return useStore(app, (state) => (state.state === 'ready' ? state.app.manager : ''));
}
