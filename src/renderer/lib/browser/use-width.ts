import { useSyncExternalStore } from 'react';

/** From this width a list and its open item are side by side. */
export const besideWidth = 1000;

/** True while the window is at least `px` wide. */
export function useWidth(px: number): boolean {
  const query = `(min-width: ${px}px)`;
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
