import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDone } from '../../../shared/order.ts';
import type { Ticket } from '../../../shared/ticket/ticket.ts';
import { isInDoubt } from '../../../shared/ticket/ticket.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { usePrint } from '../../components/order/use-print.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../state/context.tsx';
import styles from './history/unknown-notices.module.css';
import type { PanelProps } from './index.tsx';

/** When its tickets were printed: `printed 12:03, reprinted 12:40`; null if none was. */
export function useTicketWords(): (tickets: readonly Ticket[]) => string | null {
  const { t } = useTranslation('tickets');
  const format = useFormat();
  const now = useNow();
  return (tickets) => {
    const printed = tickets.filter(({ state }) => state === 'printed');
    if (printed.length === 0) return null;
    return printed
      .map(({ at, copy }) => t(copy > 1 ? 'reprintedAt' : 'printedAt', { time: format.time(at, now) }))
      .join(', ');
  };
}

/** The print outcome is unknown or failed: a person checks the printer and answers. */
export function TicketTrouble({ shown }: Pick<PanelProps, 'shown'>) {
  const { tickets = [], status } = shown;
  const now = useNow();
  const last = tickets.at(-1);
  const isOpen = !isDone(status);
  const doubts = tickets.filter((ticket) => isInDoubt(ticket, now));
  const failed = isOpen && last?.state === 'failed' ? [last] : [];
  return [...doubts, ...failed].map((ticket) => (
    <Trouble key={ticket.printing} shown={shown} ticket={ticket} />
  ));
}

function Trouble({ shown, ticket }: Pick<PanelProps, 'shown'> & { readonly ticket: Ticket }) {
  const { t } = useTranslation('tickets');
  const said = useSaid();
  const client = useClient();
  const toasts = useToasts();
  const print = usePrint();
  const { order } = useStores();
  const [isBusy, setBusy] = useState(false);
  const { id, content } = shown;
  const { printing, state, reason } = ticket;
  const words = state === 'failed' ? 'notPrinted' : 'inDoubt';

  async function settle(): Promise<void> {
    setBusy(true);
    try {
      order.take(await client.call('tickets.settle', { id, printing, out: true }));
    } catch (thrown) {
      toasts.failed({ id: `ticket:${printing}`, what: t('notNoted'), error: toCallError(thrown) });
    }
    setBusy(false);
  }

  return (
    <Notice
      tone="warn"
      action={
        <div className={styles.acts}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={isBusy}
            onClick={() => print([id], content.number)}
          >
            {t('again')}
          </Button>
          <Button variant="default" size="compact-sm" disabled={isBusy} onClick={() => void settle()}>
            {t('wasPrinted')}
          </Button>
        </div>
      }
    >
      {reason === undefined ? t(words) : t(`${words}Why`, { reason: said(reason) })}
    </Notice>
  );
}
