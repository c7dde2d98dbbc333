import { useStore } from 'zustand';
import { useStores } from '../../state/context.tsx';

/** The manager at this computer; empty while unknown. */
export function useMyName(): string {
  const { app } = useStores();
  return useStore(app, (state) => (state.state === 'ready' ? state.app.manager : ''));
}
