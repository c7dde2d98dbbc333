import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MailWarning } from '../../../../shared/trainer.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import type { StatusLine } from './status-line.ts';

/** Warnings that are fixed in the account. */
const ofAccount: ReadonlySet<MailWarning['kind']> = new Set([
  'stopped',
  'unfetched',
  'consent',
  'send-consent',
]);

/** Mail anomalies while orders still arrive. */
export function useMailLines(): readonly StatusLine[] {
  const { t } = useTranslation('frame');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().mailWarnings);
  if (asked.state !== 'ready') return [];
  return asked.value.map(({ kind, sender, text, fix, since, mail, document }): StatusLine => {
    const link =
      document !== null
        ? {
            href: hrefTo('mail-templates', { path: ['teach', document] }),
            label: t(kind === 'silence' ? 'mailWarningLast' : 'mailWarningLook'),
          }
        : ofAccount.has(kind)
          ? { href: hrefTo('setup'), label: t('setup') }
          : undefined;
    return {
      key: `${kind} ${sender} ${since} ${mail?.id}`,
      tone: 'warn',
      text: said(text),
      more: [
        ...(fix === undefined ? [] : [said(fix)]),
        t('mailWarningSince', { time: format.exactTime(since, now) }),
      ],
      ...(link && { link }),
    };
  });
}
