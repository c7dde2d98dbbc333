import { useTranslation } from 'react-i18next';
import type { CountedSource } from '../../../shared/completeness.ts';
import { useSourceName } from './source-mark.tsx';

/** The name of a counted source: a source of orders, payment links, or the bot's contacts. */
export function useCountedSource(): (source: CountedSource) => string {
  const { t } = useTranslation('completeness');
  const nameOf = useSourceName();
  return (source) => {
    if (source === 'pay-links') return t('payLinks');
    if (source === 'chat-bot') return t('chatBot');
    return nameOf(source);
  };
}
