import { useCallback, useEffect } from 'react';
import { failedTitle, readyTitle } from '../../../shared/ticket/paper.ts';
import type { PrintPlace } from '../../../shared/ticket/print-place.ts';
import type { Client } from '../../lib/client/client.ts';
import { useAnswered } from '../../lib/client/use-answered.ts';
import styles from './print.module.css';
import { PrintDocument } from './print-document.tsx';

type Props = { readonly client: Client; readonly place: PrintPlace };

/**
 * The page with tickets only. It starts no stores, so it plays no alerts and reports no presence. Its title tells the shell that
 * layout is complete, and the paper size.
 */
export function PrintRoot({ client, place: { orders, format, printing } }: Props) {
  const asked = useAnswered(
    useCallback(
      () => client.call('tickets.read', { orders, ...(printing !== null && { printing }) }),
      [client, orders, printing],
    ),
  );
  const failure = asked.state === 'failed' ? asked.error.message : null;
  useEffect(() => {
    if (failure !== null) document.title = failedTitle(failure);
  }, [failure]);

  if (asked.state === 'loading') return null;
  if (asked.state === 'failed') return <p className={styles.failed}>{failure}</p>;
  const { sheets, format: usual } = asked.value;
  return (
    <main className={styles.page}>
      <PrintDocument
        sheets={sheets}
        format={format ?? usual}
        onReady={(paper) => {
          document.title = readyTitle(paper);
        }}
      />
    </main>
  );
}
