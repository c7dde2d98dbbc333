import { Splitter } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './split.module.css';

/** In pixels. */
export type Widths = { readonly min: number; readonly max: number; readonly usual: number };

type Props = {
  readonly first: ReactNode;
  readonly last: ReactNode;
  /** Which pane has a fixed width; the other gets the rest. */
  readonly sized: 'first' | 'last';
  readonly width: number;
  readonly widths: Widths;
  readonly onWidth: (width: number) => void;
  /** The minimum width of the other pane. */
  readonly leastRest?: number;
  readonly className?: string;
};

const px = (pixels: number) => `${pixels}px` as const;

/** Two panes with a separator that is dragged or moved by keys. */
export function Split({ first, last, sized, width, widths, onWidth, leastRest, className }: Props) {
  const own = { defaultSize: px(widths.usual), min: px(widths.min), max: px(widths.max) };
  const rest = { defaultSize: 100, ...(leastRest !== undefined && { min: px(leastRest) }) };
  const isFirst = sized === 'first';
  return (
    <Splitter
      className={`${styles.split} ${className ?? ''}`}
      sizes={isFirst ? [`${width}px`, 100] : [100, `${width}px`]}
      onSizeChange={(sizes) => {
        const next = Number.parseFloat(String(sizes[isFirst ? 0 : 1]));
        if (Number.isFinite(next)) onWidth(Math.round(next));
      }}
      lineSize={1}
      handleColor="var(--line)"
      withHandle={false}
      step="8px"
      shiftStep="40px"
      classNames={{ handle: styles.handle ?? '' }}
    >
      <Splitter.Pane {...(isFirst ? own : rest)}>{first}</Splitter.Pane>
      <Splitter.Pane {...(isFirst ? rest : own)}>{last}</Splitter.Pane>
    </Splitter>
  );
}
