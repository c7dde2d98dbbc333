import { SegmentedControl } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../shared/contract.ts';
import type { OrderDetail } from '../../../shared/views.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useNow } from '../../ui/use-now.tsx';
import styles from './originals.module.css';

type Listed = OrderDetail['documents'][number];

type Props = {
  readonly detail: OrderDetail;
  /** Whether the first one shows at once: what has to be judged by it. */
  readonly opened: boolean;
};

/** What the source itself sent, as it sent it. */
export function Originals({ detail, opened: isFirstOpen }: Props) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const now = useNow();
  const [opened, setOpened] = useState<string | null>(isFirstOpen ? (detail.documents[0]?.id ?? null) : null);
  return detail.documents.map((document) => {
    const isOpen = opened === document.id;
    return (
      <section key={document.id} className={styles.original}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpened(isOpen ? null : document.id)}
        >
          <IconChevronRight size={14} aria-hidden className={styles.chevron} />
          {t(`original_${document.kind}`)}
          <span className={styles.when}>
            {t('originalReceived', { time: format.exactTime(document.receivedAt, now) })}
          </span>
        </button>
        {isOpen && <Original listed={document} />}
      </section>
    );
  });
}

type Read =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly document: DocumentView };

function Original({ listed }: { readonly listed: Listed }) {
  const { t } = useTranslation('order');
  const client = useClient();
  const said = useSaid();
  const [read, setRead] = useState<Read>({ state: 'loading' });
  const [asText, setAsText] = useState(false);

  useEffect(() => {
    let isGone = false;
    client.call('documents.read', { id: listed.id }).then(
      (document) => isGone || setRead({ state: 'ready', document }),
      (thrown: unknown) => isGone || setRead({ state: 'failed', message: toCallError(thrown).message }),
    );
    return () => {
      isGone = true;
    };
  }, [client, listed.id]);

  if (read.state === 'loading') return null;
  if (read.state === 'failed') {
    return <p role="alert">{t('originalFailed', { message: said(read.message) })}</p>;
  }
  const { document } = read;
  return (
    <>
      {document.hasHtml && (
        <SegmentedControl
          size="xs"
          mb={8}
          value={asText ? 'text' : 'mail'}
          onChange={(value) => setAsText(value === 'text')}
          data={[
            { value: 'mail', label: t('asMail') },
            { value: 'text', label: t('asText') },
          ]}
        />
      )}
      {document.hasHtml && !asText ? (
        <iframe
          className={styles.mail}
          title={t('original_mail')}
          // scripts stay off: the page's origin is the frame's only so that its clicks can be heard
          sandbox="allow-same-origin"
          src={`/mail/${encodeURIComponent(document.id)}`}
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={styles.text} tabIndex={0}>
          {document.text}
        </pre>
      )}
    </>
  );
}
