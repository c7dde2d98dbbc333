import { Splitter } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { usePreferences, useStores } from '../../state/context.tsx';
import { originalWidths } from '../../state/preferences.ts';
import styles from './order.module.css';

type Props = { readonly original: ReactNode; readonly children: ReactNode };

/** As much as the order itself keeps. */
const leastOrder = 340;

/** The order and its original, with a line between them that is dragged or moved by keys; where it lies is remembered. */
export function Beside({ original, children }: Props) {
  const { preferences } = useStores();
  const { originalWidth } = usePreferences();
  const { ref, width } = useElementSize();
  const most = Math.max(originalWidths.min, Math.min(originalWidths.max, width - leastOrder));
  return (
    <div ref={ref} className={styles.beside}>
      {width > 0 && (
        <Splitter
          className={styles.split}
          sizes={[100, `${Math.min(originalWidth, most)}px`]}
          onSizeChange={([, next]) => {
            const wanted = Number.parseFloat(String(next));
            if (Number.isFinite(wanted)) preferences.set({ originalWidth: Math.round(wanted) });
          }}
          lineSize={1}
          handleColor="var(--line)"
          withHandle={false}
          step="8px"
          shiftStep="40px"
          classNames={{ handle: styles.handle ?? '' }}
        >
          <Splitter.Pane defaultSize={100} min={`${leastOrder}px`}>
            {children}
          </Splitter.Pane>
          <Splitter.Pane
            defaultSize={`${originalWidths.usual}px`}
            min={`${originalWidths.min}px`}
            max={`${most}px`}
          >
            {original}
          </Splitter.Pane>
        </Splitter>
      )}
    </div>
  );
}
