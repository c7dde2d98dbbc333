import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/views.ts';
import { useWayBack } from '../../components/order/use-way-back.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useStores } from '../../state/context.tsx';

/** Marks a person as answered up to the request on screen; a later request stays open. */
export function useAnswer() {
  const { t } = useTranslation(['chats', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { people } = useStores();
  const wayBack = useWayBack();

  async function put({ subscriberId }: PersonView, upTo: number, over?: number): Promise<void> {
    await client.call('chats.answer', { subscriberId, upTo, ...(over !== undefined && { over }) });
    await people.refresh();
  }

  return async function answer(person: PersonView): Promise<void> {
    const { subscriberId, askedAt, answeredTo } = person;
    if (askedAt === null) return;
    const id = `answer:${subscriberId}`;
    const name = person.name || t('common:noName');
    try {
      await put(person, askedAt);
    } catch (thrown) {
      toasts.failed({ id, what: t('answerFailed', { name }), error: toCallError(thrown) });
      return;
    }
    const back = (): void => {
      put(person, answeredTo, askedAt).catch((thrown: unknown) =>
        toasts.failed({ id, what: t('unanswerFailed', { name }), error: toCallError(thrown) }),
      );
    };
    wayBack({ id, text: t('answeredToast', { name }), back });
  };
}
