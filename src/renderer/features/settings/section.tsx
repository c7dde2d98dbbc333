import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './settings.module.css';

type Props = { readonly title: string; readonly lead: string; readonly children: ReactNode };

export function Section({ title, lead, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <p className={styles.lead}>{lead}</p>
      {children}
    </section>
  );
}

export const Card = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.card}>{children}</div>
);
