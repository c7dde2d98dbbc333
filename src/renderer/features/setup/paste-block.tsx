import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './setup.module.css';

/** What goes into ManyChat's own fields, word for word. */
export function PasteBlock({ address }: { readonly address: string | null }) {
  const { t } = useTranslation('setup');
  if (address === null) return <Notice tone="warn">{t('pasteNoAddress')}</Notice>;
  return (
    <dl className={styles.paste}>
      <Line label={t('pasteCatalogue')} value={`${address}/manychat/catalogue`} />
      <Line label={t('pasteTouch')} value={`${address}/manychat/touch?intent=manager`} />
      <Line label={t('pasteHeader')} value="X-Orderbell-Key" note={t('pasteHeaderNote')} />
      <Line label={t('pasteBody')} value="{{Full Contact Data}}" note={t('pasteBodyNote')} isPicked />
    </dl>
  );
}

type LineProps = {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** Chosen from ManyChat's list, so there is nothing to copy. */
  readonly isPicked?: boolean;
};

const Line = ({ label, value, note, isPicked = false }: LineProps) => (
  <div className={styles.pasteLine}>
    <dt>{label}</dt>
    <dd>
      <code>{value}</code>
      {!isPicked && <CopyButton value={value} what={label} />}
      {note !== undefined && <span className={styles.note}>{note}</span>}
    </dd>
  </div>
);
