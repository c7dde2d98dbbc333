import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import styles from './states.module.css';

type EmptyProps = {
  readonly icon?: ReactNode;
  readonly text: string;
  readonly hint?: ReactNode;
  readonly action?: { readonly label: string; readonly run: () => void };
};

/** The text wraps in a narrow place. */
const wrapping = { root: styles.act ?? '', label: styles.actLabel ?? '' };

/** One sentence and one button. */
export function Empty({ icon, text, hint, action }: EmptyProps) {
  return (
    <div className={styles.state}>
      {icon !== undefined && <div className={styles.icon}>{icon}</div>}
      <p className={styles.text}>{text}</p>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {action !== undefined && (
        <Button variant="default" classNames={wrapping} onClick={action.run}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

type FailedProps = {
  /** What failed. */
  readonly what: string;
  /** Main's message, like the fix. */
  readonly reason: string;
  /** What still works. */
  readonly still?: string | undefined;
  readonly fix?: string | undefined;
  readonly retry?: { readonly label: string; readonly run: () => void };
};

export function Failed({ what, reason, still, fix, retry }: FailedProps) {
  const said = useSaid();
  return (
    <div className={styles.state} role="alert">
      <p className={styles.failed}>{what}</p>
      <p className={styles.hint}>{said(reason)}</p>
      {still !== undefined && <p className={styles.hint}>{still}</p>}
      {fix !== undefined && <p className={styles.hint}>{said(fix)}</p>}
      {retry !== undefined && (
        <Button variant="default" classNames={wrapping} onClick={retry.run}>
          {retry.label}
        </Button>
      )}
    </div>
  );
}

/** Shows a placeholder only after a delay, so that a quick answer does not flicker. */
export function useSlow(ms = 200): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return slow;
}
