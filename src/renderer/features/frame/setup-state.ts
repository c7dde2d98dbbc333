import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useStores } from '../../state/context.tsx';

export type SetupState = { readonly tone: 'good' | 'bad' | 'plain'; readonly words: string };

/** What the rail says of all connections in one mark and one sentence. */
export function useSetupState(): SetupState | null {
  const { t } = useTranslation('frame');
  const asked = useStore(useStores().connections);
  if (asked.state !== 'ready') return null;
  const on = asked.value.filter(({ state }) => state !== 'off');
  const broken = on.filter(({ state }) => state === 'failing' || state === 'signed-out');
  if (broken.length > 0) return { tone: 'bad', words: t('setupProblems', { count: broken.length }) };
  if (on.length === 0) return { tone: 'plain', words: t('setupNone') };
  const [count, total] = [on.length, asked.value.length];
  return {
    tone: 'good',
    words: count === total ? t('setupAllWorking') : t('setupSome', { on: count, total }),
  };
}
