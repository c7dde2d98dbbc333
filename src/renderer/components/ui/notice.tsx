import type { ReactNode } from 'react';
import type { Tone } from './mark.tsx';
import styles from './notice.module.css';

type Props = {
  readonly tone: Tone;
  readonly role?: 'alert' | 'status';
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** A message about the page or a part of it. It is in the page's flow, covers nothing, and goes when it is no longer true. */
export const Notice = ({ tone, role, action, children }: Props) => (
  <div className={styles.notice} data-tone={tone} role={role}>
    <div className={styles.words}>{children}</div>
    {action}
  </div>
);
