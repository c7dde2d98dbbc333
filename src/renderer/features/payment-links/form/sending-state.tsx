import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../../shared/draft.ts';
import { sendableFrom } from '../../../../shared/link-rules.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import type { CallError } from '../../../lib/client/client.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';

/** Why nothing was sent, and how to fix it. */
export function Refused({ error }: { readonly error: CallError | null }) {
  const said = useSaid();
  if (error === null) return null;
  return (
    <Notice tone="bad" role="alert">
      {[said(error.message), error.fix === undefined ? '' : said(error.fix)].filter(Boolean).join('. ')}
    </Notice>
  );
}

/** When the same link may be sent by the same channel again; null if it may now. */
export function useTooSoon(draft: DraftView, via: 'messenger' | 'email', to: string): string | null {
  const { t } = useTranslation('drafts');
  const format = useFormat();
  const now = useNow();
  const from = sendableFrom(draft, via, to);
  return from !== null && now < from ? t('remindFrom', { time: format.time(from, now) }) : null;
}
