import { useTranslation } from 'react-i18next';
import type { CountedSource } from '../../shared/completeness.ts';
import { useSourceName } from './source-mark.tsx';

/** The name of what is counted: a source of orders, the pay links, who wrote to the bot. */
export function useCountedSource(): (source: CountedSource) => string {
  const { t } = useTranslation('completeness');
  const nameOf = useSourceName();
  return (source) => {
    if (source === 'pay-links') return t('payLinks');
    if (source === 'chat-bot') return t('chatBot');
    return nameOf(source);
  };
}
