import { useTranslation } from 'react-i18next';
import { sumUpSetup } from '../../../../shared/setup/step-state.ts';
import { useSetupFacts } from '../../../state/use-setup.ts';

export type SetupState = { readonly tone: 'good' | 'bad' | 'plain'; readonly words: string };

/** The state of all connections for the rail, as one mark and one sentence. */
export function useSetupState(): SetupState | null {
  const { t } = useTranslation('frame');
  const facts = useSetupFacts();
  if (facts === null) return null;
  const { connected, total, broken } = sumUpSetup(facts);
  if (broken.length > 0) return { tone: 'bad', words: t('setupProblems', { count: broken.length }) };
  if (connected === 0) return { tone: 'plain', words: t('setupNone') };
  return {
    tone: 'good',
    words: connected === total ? t('setupAllWorking') : t('setupSome', { on: connected, total }),
  };
}
