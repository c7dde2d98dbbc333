import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../shared/draft.ts';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useFormat } from '../i18n/use-format.tsx';
import { lastMessage } from './draft-words.ts';

/** To whom, how and when the link was last sent; empty if it was not. */
export function SentWords({ draft: { sendings } }: { readonly draft: Pick<DraftView, 'sendings'> }) {
  const { t } = useTranslation('drafts');
  const format = useFormat();
  const now = useNow();
  const last = lastMessage(sendings) ?? sendings.at(-1);
  if (!last) return null;
  const { via, to, state, at, by } = last;
  const key = via === 'copied' ? 'copied' : state;
  return <>{t(`sent_${key}`, { way: t(`via_${via}`, { to }), time: format.time(at, now), by })}</>;
}
