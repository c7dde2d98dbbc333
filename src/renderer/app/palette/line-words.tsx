import { IconArrowRight, IconCommand, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePhoneText } from '../../components/customer/use-phone-text.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { StatusMark } from '../../components/order/status-mark.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { PrintedKeys } from '../../components/ui/printed-keys.tsx';
import { isSingle } from '../../lib/browser/hotkeys.ts';
import { usePreferences } from '../../state/context.tsx';
import type { Line } from './lines.ts';
import styles from './palette.module.css';

/** The texts of a palette line for a command, order or customer. */
export function LineWords({ line }: { readonly line: Line }) {
  const { t } = useTranslation(['palette', 'common', 'frame']);
  const format = useFormat();
  const phoneText = usePhoneText();
  const { singleKeys } = usePreferences();
  switch (line.kind) {
    case 'command': {
      const { label, scope, keys } = line.command;
      return (
        <>
          <IconCommand size={16} aria-hidden className={styles.icon} />
          <span className={styles.words}>{label}</span>
          <span className={styles.dim}>{scope}</span>
          <PrintedKeys
            keys={keys.filter((key) => singleKeys || !isSingle(key)).slice(0, 2)}
            between={t('frame:keysThen')}
          />
        </>
      );
    }
    case 'order': {
      const { number, source, customerName, erased, total, status } = line.order;
      return (
        <>
          <span className={styles.number}>{number || t('common:noNumber')}</span>
          <SourceMark source={source} />
          <span className={styles.words}>
            {customerName || t(erased ? 'common:erasedName' : 'common:noName')}
          </span>
          <StatusMark status={status} />
          <span className={styles.amount}>{total === null ? '' : format.money(total)}</span>
        </>
      );
    }
    case 'customer': {
      const { name, phone, email, orders } = line.customer;
      return (
        <>
          <IconUser size={16} aria-hidden className={styles.icon} />
          <span className={styles.words}>{name || t('common:noName')}</span>
          <span className={styles.dim}>{[phone && phoneText(phone), email].filter(Boolean).join(' · ')}</span>
          <span className={styles.dim}>{t('palette:orders', { count: orders })}</span>
        </>
      );
    }
    case 'more':
      return (
        <>
          <IconArrowRight size={16} aria-hidden className={styles.icon} />
          <span className={styles.words}>{t('palette:more', { count: line.count })}</span>
        </>
      );
  }
}
