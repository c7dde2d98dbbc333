import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskId } from '../../../shared/ids.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useStores } from '../../state/context.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import styles from './computer-line.module.css';

/** Takes a computer off the list that is gone for good, once the manager has read what that means. */
export function ForgetComputer({ desk, name }: { readonly desk: DeskId; readonly name: string }) {
  const { t } = useTranslation(['setup', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { desks } = useStores();
  const [busy, setBusy] = useState(false);

  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await client.call('desks.forget', { desk });
      await desks.refresh();
    } catch (thrown) {
      toasts.failed({ id: `forget-${desk}`, what: t('forgetFailed', { name }), error: toCallError(thrown) });
    }
    setBusy(false);
  };
  const ask = (): void => {
    if (busy) return;
    modals.openConfirmModal({
      title: t('forgetTitle', { name }),
      children: t('forgetText'),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t('forgetConfirm', { name }), cancel: t('common:cancel') },
      onConfirm: () => void run(),
    });
  };
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      className={styles.forget ?? ''}
      aria-disabled={busy}
      aria-label={t('forgetThis', { name })}
      onClick={ask}
    >
      {t('forget')}
    </Button>
  );
}
