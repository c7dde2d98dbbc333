import type { ReactNode } from 'react';
import styles from './insights.module.css';

type Props = { readonly name: string; readonly tall: boolean; readonly children: ReactNode };

/** A table that may scroll in both directions. */
export const TableFrame = ({ name, tall, children }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className={tall ? styles.tall : styles.scroller} tabIndex={0} aria-label={name}>
    {children}
  </section>
);
