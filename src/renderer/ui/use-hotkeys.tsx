import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { Hotkey, Hotkeys } from './hotkeys.ts';

const HotkeysContext = createContext<Hotkeys | null>(null);
export const HotkeysProvider = HotkeysContext.Provider;

const OnContext = createContext(true);
/** False around what cannot be acted on for now: its keys do nothing, and are still kept from the browser. */
export const HotkeysOn = OnContext.Provider;

function useRegistry(): Hotkeys {
  const registry = useContext(HotkeysContext);
  if (registry === null) throw new Error('hotkeys are used outside a HotkeysProvider');
  return registry;
}

/**
 * Adds commands as soon as the part is on screen, and as long: whoever sees an order can press its keys. What they run may change
 * with every render; the keys may not.
 */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const registry = useRegistry();
  const isOn = useContext(OnContext);
  const latest = useRef({ hotkeys, isOn });
  useLayoutEffect(() => {
    latest.current = { hotkeys, isOn };
  });
  const shape = hotkeys.map(({ id, keys, label }) => `${id}\n${keys.join(' ')}\n${label}`).join('\n\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` is all of them that the registry needs to know
  useLayoutEffect(
    () =>
      registry.add(
        latest.current.hotkeys.map((hotkey) => ({
          ...hotkey,
          run() {
            const { hotkeys: now, isOn: runs } = latest.current;
            if (runs) now.find(({ id }) => id === hotkey.id)?.run();
          },
        })),
      ),
    [registry, shape],
  );
}

export function useHotkeyList(): readonly Hotkey[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.onChange, registry.list);
}
