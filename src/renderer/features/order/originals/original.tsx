import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId } from '../../../../shared/ids.ts';
import type { OrderDetail } from '../../../../shared/views.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { dataAddress } from '../../../lib/client/page-key.ts';
import { useAnswered } from '../../../lib/client/use-answered.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './originals.module.css';

type Props = {
  readonly listed: OrderDetail['documents'][number];
  /** Takes the full height. */
  readonly fill?: boolean;
};

/** One original document: a mail in its own layout or as text; a shop's JSON, indented. */
export function Original({ listed, fill = false }: Props) {
  const { t } = useTranslation('order');
  const client = useClient();
  const said = useSaid();
  const [asText, setAsText] = useState(false);

  const read = useAnswered(
    useCallback(() => client.call('documents.read', { id: listed.id }), [client, listed.id]),
  );
  if (read.state === 'loading') return null;
  if (read.state === 'failed') {
    return <p role="alert">{t('originalFailed', { message: said(read.error.message) })}</p>;
  }
  const document = read.value;
  return (
    <div className={styles.document} data-fill={fill}>
      {document.hasHtml && (
        <SegmentedControl
          className={styles.ways ?? ''}
          size="xs"
          value={asText ? 'text' : 'mail'}
          onChange={(value) => setAsText(value === 'text')}
          data={[
            { value: 'mail', label: t('asMail') },
            { value: 'text', label: t('asText') },
          ]}
        />
      )}
      {document.hasHtml && !asText ? (
        <Mail id={document.id} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className={styles.text} tabIndex={0}>
          {document.text}
        </pre>
      )}
    </div>
  );
}

/** Mails are laid out for a full window: in a narrow one they are scaled down to a readable minimum. */
const mailWidth = 660;
const leastZoom = 0.65;

function Mail({ id }: { readonly id: DocumentId }) {
  const { t } = useTranslation('order');
  const { ref, width } = useElementSize();
  const zoom = width === 0 ? 1 : Math.max(leastZoom, Math.min(1, width / mailWidth));
  return (
    <div ref={ref} className={styles.mail}>
      <iframe
        style={{ zoom }}
        title={t('original_mail')}
        // scripts stay off: same-origin is allowed only so that the page can handle clicks
        sandbox="allow-same-origin"
        src={dataAddress(`/mail/${encodeURIComponent(id)}`)}
      />
    </div>
  );
}
