import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { Hotkey, Hotkeys } from './hotkeys.ts';

const HotkeysContext = createContext<Hotkeys | null>(null);
export const HotkeysProvider = HotkeysContext.Provider;

const OnContext = createContext(true);
/** False around content that cannot be acted on now: its keys do nothing, but the browser does not get them either. */
export const HotkeysOn = OnContext.Provider;

function useRegistry(): Hotkeys {
  const registry = useContext(HotkeysContext);
  if (registry === null) throw new Error('hotkeys are used outside a HotkeysProvider');
  return registry;
}

/**
 * Adds commands while the component is mounted, so that the keys of a visible order work. Their handlers may change with each
 * render; their keys may not.
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
