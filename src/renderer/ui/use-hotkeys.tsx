import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Hotkey, Hotkeys } from './hotkeys.ts';

const HotkeysContext = createContext<Hotkeys | null>(null);
export const HotkeysProvider = HotkeysContext.Provider;

function useRegistry(): Hotkeys {
  const registry = useContext(HotkeysContext);
  if (registry === null) throw new Error('hotkeys are used outside a HotkeysProvider');
  return registry;
}

/** Adds commands while the part is on screen. What they run may change with every render; the keys may not. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const registry = useRegistry();
  const latest = useRef(hotkeys);
  useEffect(() => {
    latest.current = hotkeys;
  });
  const shape = hotkeys.map(({ id, keys, label }) => `${id}\n${keys.join(' ')}\n${label}`).join('\n\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` is all of them that the registry needs to know
  useEffect(
    () =>
      registry.add(
        latest.current.map((hotkey) => ({
          ...hotkey,
          run: () => latest.current.find(({ id }) => id === hotkey.id)?.run(),
        })),
      ),
    [registry, shape],
  );
}

export function useHotkeyList(): readonly Hotkey[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.onChange, registry.list);
}
