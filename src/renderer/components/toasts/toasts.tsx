import { Button } from '@mantine/core';
import { notifications, notificationsStore } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SaidText } from '../../lib/i18n/use-main-text.tsx';
import styles from './toasts.module.css';

type Act = { readonly label: string; readonly run: () => void };
type Done = {
  readonly id: string;
  readonly text: string;
  readonly undo?: () => void;
  /** An action other than Undo. */
  readonly act?: Act;
};
type FailedToast = {
  readonly id: string;
  readonly what: string;
  readonly error: { readonly message: string; readonly fix?: string | undefined };
  readonly retry?: () => void;
  /** Absent: "try again". */
  readonly retryLabel?: string;
};

const undoMs = 9000;

/** Maximum on screen: the newest are shown, so that open failures do not hide later ones. */
function aboveAll(): number {
  const { notifications: shown, queue } = notificationsStore.getState();
  return 1 + Math.max(0, ...[...shown, ...queue].map(({ priority = 0 }) => priority));
}

/** Neither visible nor queued. */
export const clearToasts = (): void => notifications.clean();

/** Short messages at the window's edge: progress, success with Undo, and failures that stay until they are read. */
export function useToasts() {
  const { t } = useTranslation('common');
  return useMemo(() => {
    const hide = (id: string): void => void notifications.hide(id);
    /** A toast replaces an earlier one with the same id. */
    const show = (data: Parameters<typeof notifications.show>[0] & { id: string }): void => {
      notifications.hide(data.id);
      const classNames = { root: styles.toast, description: styles.words };
      notifications.show({ classNames, priority: aboveAll(), ...data });
    };
    return {
      hide,
      /** Stays until a later toast replaces it, or the user closes it. */
      going({ id, text }: Pick<Done, 'id' | 'text'>): void {
        show({
          id,
          autoClose: false,
          withBorder: true,
          closeButtonProps: { 'aria-label': t('close') },
          message: text,
        });
      },
      done({ id, text, undo, act = undo && { label: t('undo'), run: undo } }: Done): void {
        const autoClose = act ? undoMs : 4000;
        const toast = {
          id,
          autoClose,
          withBorder: true,
          withCloseButton: false,
          message: (
            <span className={styles.line}>
              <span className={styles.text}>{text}</span>
              {act && (
                <Button variant="subtle" size="compact-sm" onClick={act.run}>
                  {act.label}
                </Button>
              )}
            </span>
          ),
        };
        show({
          ...toast,
          // Mantine pauses on hover by itself, but on keyboard focus only where toasts are stacked
          onFocusCapture: () => notifications.update({ ...toast, autoClose: false }),
          onBlurCapture: () => notifications.update(toast),
        });
      },
      failed({ id, what, error, retry, retryLabel }: FailedToast): void {
        show({
          id,
          autoClose: false,
          withBorder: true,
          color: 'var(--bad)',
          closeButtonProps: { 'aria-label': t('close') },
          title: what,
          message: (
            <span className={styles.line}>
              <span className={styles.text}>
                <SaidText text={[error.message, error.fix].filter(Boolean).join('. ')} />
              </span>
              {retry && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => {
                    hide(id);
                    retry();
                  }}
                >
                  {retryLabel ?? t('retry')}
                </Button>
              )}
            </span>
          ),
        });
      },
    };
  }, [t]);
}
