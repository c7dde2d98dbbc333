import { useTranslation } from 'react-i18next';
import type { PersonView } from '../../../shared/views.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useWayBack } from '../../order-parts/use-way-back.ts';
import { useStores } from '../../state/context.tsx';
import { useToasts } from '../../ui/toasts.tsx';

/** Marks a person as answered up to the request on screen; a later request stays open. */
export function useAnswer() {
  const { t } = useTranslation(['chats', 'common']);
  const client = useClient();
  const toasts = useToasts();
  const { people } = useStores();
  const wayBack = useWayBack();

  async function put({ subscriberId }: PersonView, upTo: number, over?: number): Promise<void> {
    await client.call('people.answer', { subscriberId, upTo, ...(over !== undefined && { over }) });
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
