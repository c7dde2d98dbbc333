import { usePreferences, useStores } from '../../state/context.tsx';
import { listWidths } from '../../state/preferences.ts';

/** How wide a list is beside what is open of it, as `ListWithDetail` asks: one width for all of them, kept. */
export function useListWidth() {
  const { preferences } = useStores();
  const { listWidth } = usePreferences();
  return {
    width: listWidth,
    widths: listWidths,
    onWidth: (width: number): void => preferences.set({ listWidth: width }),
  };
}
