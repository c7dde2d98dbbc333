import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleCheck,
  IconCoin,
  IconCopy,
  IconLink,
  IconLoader2,
  IconSend,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftState } from '../../../shared/entry.ts';
import type { DraftView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { hrefTo, hrefToInbox } from '../../state/route.ts';
import type { Tone } from '../../ui/mark.tsx';
import { Mark } from '../../ui/mark.tsx';
import rows from '../../ui/record-list.module.css';
import { useNow } from '../../ui/use-now.tsx';
import styles from './draft-row.module.css';

const marks: { readonly [S in DraftState]: { readonly icon: Icon; readonly tone: Tone } } = {
  creating: { icon: IconLoader2, tone: 'plain' },
  calculating: { icon: IconLoader2, tone: 'plain' },
  ready: { icon: IconLink, tone: 'live' },
  sent: { icon: IconSend, tone: 'live' },
  paid: { icon: IconCoin, tone: 'good' },
  failed: { icon: IconAlertTriangle, tone: 'bad' },
  deleted: { icon: IconTrash, tone: 'plain' },
};

export function DraftRow({ draft }: { readonly draft: DraftView }) {
  const { t } = useTranslation(['drafts', 'common']);
  const format = useFormat();
  const said = useSaid();
  const now = useNow();
  const { id, name, title, customerName, total, state, changedAt, reason } = draft;
  const age = format.age(changedAt, now);
  return (
    <li className={`${rows.row} ${styles.row}`}>
      <div className={rows.main}>
        <div className={rows.first}>
          <a className={styles.name} href={hrefTo('custom-order', { params: { draft: id } })}>
            {name || t('noName')}
          </a>
          <span className={rows.cut}>{title}</span>
        </div>
        <div className={rows.second}>
          <Mark {...marks[state]} word={t(`state_${state}`)} />
          <span className={rows.cut}>
            {reason !== null && state === 'failed' ? said(reason) : customerName || t('common:noName')}
          </span>
          <span className={rows.quiet} title={format.exactTime(changedAt, now)}>
            {age ?? t('common:now')}
          </span>
        </div>
      </div>
      <span className={rows.amount}>{total === null ? '—' : format.money(total)}</span>
      <div className={rows.actions}>
        <RowAction draft={draft} />
      </div>
    </li>
  );
}

/** The one thing to do next with this draft. */
function RowAction({ draft }: { readonly draft: DraftView }) {
  const { t } = useTranslation('drafts');
  const clipboard = useClipboard({ timeout: 2500 });
  const { id, state, invoiceUrl, orderId } = draft;
  if (orderId !== null) {
    const href = hrefToInbox({ view: 'all', text: '', source: null, order: orderId });
    return (
      <Button component="a" variant="default" leftSection={<IconCircleCheck size={16} />} href={href}>
        {t('openOrder')}
      </Button>
    );
  }
  if ((state === 'ready' || state === 'sent') && invoiceUrl !== null) {
    return (
      <Button
        variant="default"
        leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        onClick={() => clipboard.copy(invoiceUrl)}
      >
        <span aria-live="polite">{clipboard.copied ? t('copied') : t('copy')}</span>
      </Button>
    );
  }
  if (state !== 'failed') return null;
  return (
    <Button component="a" variant="default" href={hrefTo('custom-order', { params: { draft: id } })}>
      {t('see')}
    </Button>
  );
}
