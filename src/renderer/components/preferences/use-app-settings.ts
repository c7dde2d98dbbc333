import { useTranslation } from 'react-i18next';
import type { Language } from '../../../shared/languages.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useStores } from '../../state/context.tsx';
import { useToasts } from '../toasts/toasts.tsx';

/** Changes what main keeps of this computer's settings; a failure is shown. */
export function useAppSettings() {
  const { t } = useTranslation('frame');
  const { app } = useStores();
  const toasts = useToasts();
  return {
    setLanguage(language: Language): void {
      app.setLanguage(language).catch((thrown: unknown) => {
        toasts.failed({ id: 'language', what: t('language'), error: toCallError(thrown) });
      });
    },
    setToastDetails(on: boolean): void {
      app.setToastDetails(on).catch((thrown: unknown) => {
        toasts.failed({ id: 'toast-details', what: t('toastDetails'), error: toCallError(thrown) });
      });
    },
  };
}
