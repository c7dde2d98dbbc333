import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from '../duplicates/related-orders.module.css';
import { leavesToPanel } from '../panel-focus.ts';

type Act = { readonly label: string; readonly run: () => void };
type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly cancel: Act;
  /** The action if the order is not cancelled. */
  readonly keep: Act;
};

/** One part was cancelled and another was not: a manager decides which is right. */
export const CancelledBand = ({ title, children, cancel, keep }: Props) => (
  <section className={styles.cancelled} role="alert" aria-label={title}>
    <IconBan size={16} aria-hidden />
    <div>
      <p>{children}</p>
      <div className={styles.acts}>
        <Button size="xs" color="var(--bad)" variant="light" onClick={cancel.run}>
          {cancel.label}
        </Button>
        <Button ref={leavesToPanel} size="xs" variant="default" onClick={keep.run}>
          {keep.label}
        </Button>
      </div>
    </div>
  </section>
);
