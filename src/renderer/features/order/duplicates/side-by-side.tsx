import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Split } from '../../../components/layout/split.tsx';
import { usePreferences, useStores } from '../../../state/context.tsx';
import { originalWidths } from '../../../state/preferences.ts';
import styles from '../order.module.css';

type Props = { readonly original: ReactNode; readonly children: ReactNode };

/** The minimum width of the order. */
const leastOrder = 340;

/** The order and its original, with a separator that is dragged or moved by keys; its position is stored. */
export function Beside({ original, children }: Props) {
  const { preferences } = useStores();
  const { originalWidth } = usePreferences();
  const { ref, width } = useElementSize();
  const most = Math.max(originalWidths.min, Math.min(originalWidths.max, width - leastOrder));
  return (
    <div ref={ref} className={styles.beside}>
      {width > 0 && (
        <Split
          className={styles.split ?? ''}
          first={children}
          last={original}
          sized="last"
          width={Math.min(originalWidth, most)}
          widths={{ ...originalWidths, max: most }}
          leastRest={leastOrder}
          onWidth={(next) => preferences.set({ originalWidth: next })}
        />
      )}
    </div>
  );
}
