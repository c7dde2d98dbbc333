import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftState } from '../../../shared/draft.ts';
import type { ChatLink } from '../../../shared/views.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { hrefTo, hrefToInbox } from '../../state/routes/route.ts';

const words = {
  creating: 'link_making',
  calculating: 'link_making',
  ready: 'link_ready',
  sent: 'link_sent',
  opened: 'link_opened',
  paid: 'link_paid',
  failed: 'link_failed',
  expired: 'link_ended',
  cancelled: 'link_ended',
  replaced: 'link_ended',
  deleted: 'link_ended',
} as const satisfies { readonly [S in DraftState]: string };

/** The state of the last payment link for this person, with a link to it or its order. */
export function LinkNote({ link }: { readonly link: ChatLink }) {
  const { t } = useTranslation('chats');
  const format = useFormat();
  const now = useNow();
  const { id, state, total, orderId, changedAt } = link;
  const isOrdered = orderId !== null && state !== 'paid';
  const href =
    orderId === null
      ? hrefTo('custom-order', { params: { draft: id } })
      : hrefToInbox({ view: 'all', text: '', order: orderId });
  return (
    <Anchor href={href} title={format.exactTime(changedAt, now)}>
      {[t(isOrdered ? 'link_ordered' : words[state]), total && format.money(total)]
        .filter(Boolean)
        .join(' · ')}
    </Anchor>
  );
}
