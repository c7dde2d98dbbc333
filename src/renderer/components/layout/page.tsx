import type { ReactNode, Ref } from 'react';
import styles from './page.module.css';

type Props = {
  readonly title: string;
  readonly actions?: ReactNode;
  /** Leaves room for a second column. */
  readonly wide?: boolean;
  /** The scrolling element. */
  readonly scroller?: Ref<HTMLDivElement>;
  readonly children?: ReactNode;
};

/** A page with one column: a fixed head, and scrolling content. */
export function Page({ title, actions, wide = false, scroller, children }: Props) {
  return (
    <section className={styles.page} data-wide={wide} aria-label={title}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={scroller} className={styles.body} tabIndex={0}>
        <div className={styles.column}>{children}</div>
      </div>
    </section>
  );
}
