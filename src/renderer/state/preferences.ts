import { createStore } from 'zustand/vanilla';

export type Density = 'comfortable' | 'compact';
export type Preferences = {
  readonly density: Density;
  readonly muted: boolean;
  readonly railOpen: boolean;
  readonly singleKeys: boolean;
  readonly listWidth: number;
};

export const listWidths = { min: 360, max: 480, usual: 400 } as const;

const key = 'orderbell.preferences';
const usual: Preferences = {
  density: 'comfortable',
  muted: false,
  railOpen: true,
  singleKeys: true,
  listWidth: listWidths.usual,
};

/** What this window remembers about how its reader likes it. Nothing of the shop is kept here. */
export function createPreferencesStore(storage: Pick<Storage, 'getItem' | 'setItem'>) {
  const store = createStore<Preferences>(() => parsePreferences(storage.getItem(key)));
  return {
    ...store,
    set(change: Partial<Preferences>): void {
      store.setState(change);
      storage.setItem(key, JSON.stringify(store.getState()));
    },
  };
}

function parsePreferences(stored: string | null): Preferences {
  const raw = parseObject(stored);
  const flag = (name: keyof Preferences, fallback: boolean): boolean => {
    const value = raw[name];
    return typeof value === 'boolean' ? value : fallback;
  };
  const width = typeof raw.listWidth === 'number' ? raw.listWidth : usual.listWidth;
  return {
    density: raw.density === 'compact' ? 'compact' : usual.density,
    muted: flag('muted', usual.muted),
    railOpen: flag('railOpen', usual.railOpen),
    singleKeys: flag('singleKeys', usual.singleKeys),
    listWidth: Math.min(listWidths.max, Math.max(listWidths.min, width)),
  };
}

function parseObject(stored: string | null): { readonly [name: string]: unknown } {
  if (stored === null) return {};
  try {
    const value: unknown = JSON.parse(stored);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {}; // written by another version or by hand: the usual will do
    throw error;
  }
}
