import { Anchor } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../shared/draft.ts';
import { draftAttribute } from '../../../shared/draft.ts';
import { mapHref } from '../../../shared/map-link.ts';
import type { Attribution } from '../../../shared/order.ts';
import type { OrderDetail } from '../../../shared/views.ts';
import { PhoneMark } from '../../components/customer/phone-mark.tsx';
import { usePhoneText } from '../../components/customer/use-phone-text.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { SentWords } from '../../components/order/sent-words.tsx';
import { useWantedWords } from '../../components/order/use-wanted-words.ts';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import type { PanelProps } from './index.tsx';
import styles from './order.module.css';
import { useTicketWords } from './ticket-state.tsx';
import { useWayOfPaying } from './use-way-of-paying.ts';

/**
 * Address, delivery window, payment and origin of an order. Missing values are left out. The trace above shows who was notified.
 */
export function Facts({ detail, shown }: PanelProps) {
  const { t } = useTranslation(['order', 'common', 'relatedOrders', 'orderTrace', 'tickets']);
  const format = useFormat();
  const wantedWords = useWantedWords();
  const now = useNow();
  const printed = useTicketWords()(shown.tickets ?? []);
  const { content, attribution } = shown;
  const phoneText = usePhoneText();
  const { recipient } = content;
  const wayOfPaying = useWayOfPaying();
  return (
    <dl className={styles.facts}>
      {content.address !== undefined && (
        <Fact label={t('order:address')}>
          <span className={styles.pre}>{content.address}</span>{' '}
          <CopyButton value={content.address} what={t('order:address')} />
          <Anchor
            className={styles.map ?? ''}
            href={mapHref(content.address)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('orderTrace:mapOf')}
          >
            <IconMapPin size={14} aria-hidden />
            {t('orderTrace:map')}
          </Anchor>
        </Fact>
      )}
      {recipient && (recipient.name ?? recipient.phone) !== undefined && (
        <Fact label={t('order:recipient')}>
          {[recipient.name, recipient.phone && phoneText(recipient.phone)].filter(Boolean).join(', ')}{' '}
          {recipient.phone !== undefined && <PhoneMark phone={recipient.phone} />}
        </Fact>
      )}
      {content.wanted !== undefined && <Fact label={t('order:wanted')}>{wantedWords(content.wanted)}</Fact>}
      {content.tracking?.map((number) => (
        <Fact key={`tracking ${number}`} label={t('orderTrace:tracking')}>
          {number} <CopyButton value={number} what={t('orderTrace:trackingNumber')} />
        </Fact>
      ))}
      {content.note !== undefined && (
        <Fact label={t('order:note')}>
          <span className={styles.said}>{content.note}</span>
        </Fact>
      )}
      {/* a sentence below names the draft order */}
      {content.properties
        ?.filter(({ name }) => name !== draftAttribute)
        .map(({ name, value }) => (
          <Fact key={`${name} ${value}`} label={name}>
            {value}
          </Fact>
        ))}
      <Fact label={t('order:payment')}>
        {[t(`common:payment_${shown.paymentStatus}`), ...(content.gateways ?? []).map(wayOfPaying)].join(
          ', ',
        )}
      </Fact>
      {shown.cancelReason !== undefined && (
        <Fact label={t('relatedOrders:whyCancelled')}>{shown.cancelReason}</Fact>
      )}
      {content.placedAt !== undefined && (
        <Fact label={t('order:placed')}>{format.toldTime(content.placedAt, now)}</Fact>
      )}
      {attribution && (
        <Fact label={t('order:cameFrom')}>
          <AttributionWords attribution={attribution} />
        </Fact>
      )}
      {detail.draft !== null && <SoldByLink detail={detail} draft={detail.draft} />}
      {printed !== null && <Fact label={t('tickets:ticket')}>{printed}</Fact>}
    </dl>
  );
}

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

function AttributionWords({ attribution }: { readonly attribution: Attribution }) {
  const { t } = useTranslation('order');
  const visit = attribution.last ?? attribution.first;
  const way = [visit?.source, visit?.medium].filter(Boolean).join(' / ');
  const words = [
    t(`attribution_${attribution.kind}`),
    way,
    visit?.campaign === undefined ? '' : t('attributionCampaign', { name: visit.campaign }),
  ];
  return <>{words.filter(Boolean).join(' · ')}</>;
}

/** The draft order it came from, its author, and its chat. */
function SoldByLink({
  detail: { person },
  draft,
}: {
  readonly detail: OrderDetail;
  readonly draft: DraftView;
}) {
  const { t } = useTranslation(['order', 'common']);
  return (
    <>
      <Fact label={t('order:payLink')}>
        <Anchor href={hrefTo('custom-order', { params: { draft: draft.id } })}>
          {draft.name || draft.title}
        </Anchor>{' '}
        <span className={styles.dim}>
          <SentWords draft={draft} />
        </span>
      </Fact>
      {draft.madeBy !== '' && <Fact label={t('order:soldBy')}>{draft.madeBy}</Fact>}
      {person?.chatUrl != null && (
        <Fact label={t('order:channel_messenger')}>
          <Anchor href={person.chatUrl} target="_blank" rel="noreferrer">
            {t('order:openChat', { name: person.name })}
          </Anchor>
        </Fact>
      )}
    </>
  );
}
