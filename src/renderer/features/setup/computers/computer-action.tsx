import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkstationId } from '../../../../shared/ids.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useStores } from '../../../state/context.tsx';

type Props = {
  readonly action: 'lead' | 'forget';
  readonly computer: WorkstationId;
  readonly name: string;
};

const texts = { lead: 'makeLeader', forget: 'forget' } as const;

/** Makes a computer the leader, or removes one that is gone for good; asks first. */
export function ComputerAction({ action, computer, name }: Props) {
  const { t } = useTranslation(['setup', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { computers } = useStores();
  const [busy, setBusy] = useState(false);
  const text = texts[action];

  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      await client.call(`computers.${action}`, { computer });
      await computers.refresh();
    } catch (thrown) {
      const what = t(`${text}Failed`, { name });
      toasts.failed({ id: `${action}-${computer}`, what, error: toCallError(thrown) });
    }
    setBusy(false);
  };
  const ask = (): void => {
    if (busy) return;
    modals.openConfirmModal({
      title: t(`${text}Title`, { name }),
      children: t(`${text}Text`),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t(`${text}Confirm`, { name }), cancel: t('common:cancel') },
      onConfirm: () => void run(),
    });
  };
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-disabled={busy}
      aria-label={t(`${text}This`, { name })}
      onClick={ask}
    >
      {t(text)}
    </Button>
  );
}
