import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.tsx';
import type { NoteWords } from './fill-from-message.ts';

export function useNoteWords(): NoteWords {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  return {
    wanted({ date, from, to, words }) {
      // noon, so that no zone makes another day of it
      const day = date === undefined ? '' : format.day(Date.parse(`${date}T12:00:00Z`));
      const when = [day, hours()].filter(Boolean).join(', ');
      return t('noteWanted', { when, words });

      function hours(): string {
        if (from !== undefined && from === to) return t('noteAt', { time: from });
        if (from !== undefined && to !== undefined) return `${from}–${to}`;
        if (to !== undefined) return t('noteBy', { time: to });
        return from === undefined ? '' : t('noteFrom', { time: from });
      }
    },
    recipient: (who) => t('noteRecipient', { who }),
    otherPhone: (phone) => t('notePhone', { phone }),
  };
}
