import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { AppState } from '../../shared/contract.ts';
import type { Preferences } from './preferences.ts';
import type { StoreParts } from './queries/own-store.ts';
import type { Route } from './routes/route.ts';
import type { Stores } from './stores.ts';

const StoresContext = createContext<Stores | null>(null);
export const StoresProvider = StoresContext.Provider;

export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === null) throw new Error('useStores is called outside a StoresProvider');
  return stores;
}

/** A store of the feature itself. */
export const useOwnStore = <T,>(own: (parts: StoreParts) => T): T => own(useStores().parts);

/** The app's state, for components that render only when it is there. */
export function useApp(): AppState {
  const slice = useStore(useStores().app);
  if (slice.state !== 'ready') throw new Error('useApp is called before the app has told its state');
  return slice.app;
}

export const usePreferences = (): Preferences => useStore(useStores().preferences);
export const useRoute = (): Route => useStore(useStores().route);
export const useNavigate = (): Stores['route']['navigate'] => useStores().route.navigate;
