import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isSettled } from '../../../../shared/draft.ts';
import { sumUpSetup } from '../../../../shared/setup/step-state.ts';
import { useStores } from '../../../state/context.tsx';
import { useSetupFacts } from '../../../state/use-setup.ts';

/** What a menu entry shows beside its name: how many items wait, or a state as a sign and a sentence. */
export type Badge =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'mark'; readonly tone: 'good' | 'bad' | 'plain' | 'waiting'; readonly words: string };

const countOf = (count: number): Badge => ({ kind: 'count', count });

export const useInboxBadge = (): Badge =>
  countOf(useStore(useStores().inbox, ({ listing }) => (listing.state === 'ready' ? listing.counts.new : 0)));

export const useChatsBadge = (): Badge =>
  countOf(
    useStore(useStores().people, (people) =>
      people.state === 'ready' ? people.value.filter(({ wantsManager }) => wantsManager).length : 0,
    ),
  );

export const usePaymentLinksBadge = (): Badge =>
  countOf(
    useStore(useStores().drafts, (drafts) =>
      drafts.state === 'ready' ? drafts.value.filter((draft) => !isSettled(draft)).length : 0,
    ),
  );

export const useSendersBadge = (): Badge =>
  countOf(
    useStore(useStores().senders, (senders) => (senders.state === 'ready' ? senders.value.asked.length : 0)),
  );

/** Unsaved alert rules hold back updates, whichever page is open. */
export function useRulesBadge(): Badge | null {
  const { t } = useTranslation('frame');
  const isEdited = useStore(useStores().bell.edited, (edit) => edit !== null);
  return isEdited ? { kind: 'mark', tone: 'waiting', words: t('rulesEdited') } : null;
}

/** The state of all connections. */
export function useSetupBadge(): Badge | null {
  const { t } = useTranslation('frame');
  const facts = useSetupFacts();
  if (facts === null) return null;
  const { connected, total, broken } = sumUpSetup(facts);
  const mark = (tone: 'good' | 'bad' | 'plain', words: string): Badge => ({ kind: 'mark', tone, words });
  if (broken.length > 0) return mark('bad', t('setupProblems', { count: broken.length }));
  if (connected === 0) return mark('plain', t('setupNone'));
  return mark('good', connected === total ? t('setupAllWorking') : t('setupSome', { on: connected, total }));
}
