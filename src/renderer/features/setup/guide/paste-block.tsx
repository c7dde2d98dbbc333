import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ChatbotView } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import labels from '../../../components/ui/labels.module.css';
import { Notice } from '../../../components/ui/notice.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useOwnStore } from '../../../state/context.tsx';
import styles from '../setup.module.css';
import { chatbotQuery } from './chatbot-query.ts';

type Props = {
  /** The bot's key while it is typed and unsaved: a saved key cannot be read again. */
  readonly typedKey: string;
};

/** The exact texts for ManyChat's fields, one block per step of a flow, and whether a request has ever arrived. */
export function PasteBlock({ typedKey }: Props) {
  const said = useSaid();
  const store = useOwnStore(chatbotQuery);
  const asked = useStore(store);
  useEffect(() => store.start(), [store]);
  if (asked.state === 'failed') return <Notice tone="warn">{said(asked.error.message)}</Notice>;
  if (asked.state === 'loading') return null;
  return <Steps bot={asked.value} typedKey={typedKey} />;
}

function Steps({ bot, typedKey }: Props & { readonly bot: ChatbotView }) {
  const { t } = useTranslation('setup');
  const [collection, setCollection] = useState<string | null>(null);
  const { address, collections } = bot;
  const shown = collections.filter(({ products }) => products > 0);
  const query = collection === null ? '' : `?collection=${encodeURIComponent(collection)}`;
  return (
    <>
      {address === null && <Notice tone="warn">{t('pasteNoAddress')}</Notice>}
      {!bot.hasKey && typedKey === '' && <Notice tone="warn">{t('pasteNoKey')}</Notice>}
      <Refused refused={bot.refused} since={Math.max(bot.catalogueAt ?? 0, bot.touchAt ?? 0)} />
      <Step
        title={t('flowCatalogue')}
        how={t('flowCatalogueHow')}
        address={address && `${address}/manychat/catalogue${query}`}
        heardAt={bot.catalogueAt}
        typedKey={typedKey}
      >
        {shown.length > 0 && (
          <Select
            label={t('flowCollection')}
            placeholder={t('flowWholeCatalogue')}
            description={t('flowCollectionHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            clearable
            clearButtonProps={{ 'aria-label': t('flowWholeCatalogue') }}
            data={shown.map(({ handle, title, products }) => ({
              value: handle,
              label: `${title} (${products})`,
            }))}
            value={collection}
            onChange={setCollection}
          />
        )}
      </Step>
      <Step
        title={t('flowTouch')}
        how={t('flowTouchHow')}
        address={address && `${address}/manychat/touch`}
        heardAt={bot.touchAt}
        typedKey={typedKey}
      />
      <Step
        title={t('flowManager')}
        how={t('flowManagerHow')}
        address={address && `${address}/manychat/touch?intent=manager`}
        heardAt={bot.managerAt}
        typedKey={typedKey}
      />
    </>
  );
}

type StepProps = {
  readonly title: string;
  readonly how: string;
  readonly address: string | null;
  readonly heardAt: number | null;
  readonly typedKey: string;
  readonly children?: ReactNode;
};

function Step({ title, how, address, heardAt, typedKey, children }: StepProps) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const now = useNow();
  return (
    <section className={`${styles.paste} ${labels.labels}`} aria-label={title}>
      <div className={styles.pasteHead}>
        <h3>{title}</h3>
        <span className={styles.note} data-heard={heardAt !== null}>
          {heardAt === null ? t('flowNever') : t('flowHeard', { time: format.time(heardAt, now) })}
        </span>
      </div>
      <p className={styles.note}>{how}</p>
      {children}
      <dl>
        <Line
          label={t('pasteAddress')}
          value={address ?? t('pasteAddressNone')}
          isPicked={address === null}
        />
        <Line label={t('pasteMethod')} value="POST" isPicked />
        <Line label={t('pasteHeader')} value="X-Orderbell-Key" />
        <Line
          label={t('pasteHeaderValue')}
          value={typedKey === '' ? '••••••••' : typedKey}
          isPicked={typedKey === ''}
          {...(typedKey === '' && { note: t('pasteHeaderNote') })}
        />
        <Line label={t('pasteBody')} value="{{Full Contact Data}}" note={t('pasteBodyNote')} isPicked />
      </dl>
    </section>
  );
}

/** The latest refusal, if it came after the last success. */
function Refused({ refused, since }: { readonly refused: ChatbotView['refused']; readonly since: number }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  if (refused === null || refused.at < since) return null;
  return (
    <Notice tone="bad">
      {t('flowRefused', { time: format.time(refused.at, now), reason: said(refused.reason) })}
    </Notice>
  );
}

type LineProps = {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** Selected from ManyChat's list or not available yet, so there is nothing to copy. */
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
