import { useTranslation } from 'react-i18next';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useToasts } from '../toasts/toasts.tsx';

/** Restarts the app in the version that is ready. */
export function useRestart(): () => void {
  const { t } = useTranslation('updates');
  const client = useClient();
  const toasts = useToasts();
  return () => {
    client.call('updates.install', undefined).catch((thrown: unknown) => {
      toasts.failed({ id: 'update', what: t('notRestarted'), error: toCallError(thrown) });
    });
  };
}
