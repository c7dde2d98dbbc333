import { Anchor, Button, Kbd } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nameKey, phoneKey } from '../../../../shared/contact-text.ts';
import type { Order } from '../../../../shared/order.ts';
import { momentOf } from '../../../../shared/placed-at.ts';
import { linesLeft, piecesOf } from '../../../../shared/remaining-quantity.ts';
import type { RelatedOrder } from '../../../../shared/views.ts';
import { usePhoneText } from '../../../components/customer/use-phone-text.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { SourceMark } from '../../../components/source/source-mark.tsx';
import { useHotkeys } from '../../../lib/browser/use-hotkeys.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useRoute } from '../../../state/context.tsx';
import { hrefToInbox, inboxPlaceOf } from '../../../state/routes/route.ts';
import type { PanelProps } from '../index.tsx';
import styles from './same.module.css';
import type { Named } from './use-same.tsx';
import { useSame } from './use-same.tsx';

/** Two possible duplicates side by side, and the decisions on them. "Keep both" is first, because a merge hides an order. */
export function Same({ detail }: PanelProps) {
  const suspect = detail.related.find(({ how }) => how === 'suspect');
  return suspect ? <Suspect mine={detail.order} suspect={suspect} /> : null;
}

const named = ({ id, content }: Order): Named => ({ id, number: content.number || '—' });

function Suspect({ mine, suspect }: { readonly mine: Order; readonly suspect: RelatedOrder }) {
  const { t } = useTranslation(['relatedOrders', 'order']);
  const format = useFormat();
  const route = useRoute();
  const same = useSame();
  const { order: other, because } = suspect;
  const [ours, theirs] = [named(mine), named(other)];
  const keepMine = (): void => void same.merge(ours, theirs, mine.id);
  const keepBoth = (): void => void same.keepBoth(ours, theirs);
  const apart = Math.abs(momentOf(mine) - momentOf(other));
  const scope = t('order:keysScope');
  useHotkeys([
    { id: 'order.same.both', keys: ['b'], scope, label: t('relatedOrders:keyBoth'), run: keepBoth },
    { id: 'order.same.keep', keys: ['m'], scope, label: t('relatedOrders:keyKeep'), run: keepMine },
  ]);
  const reasons = [
    ...because.map((reason) => t(`relatedOrders:because_${reason}`)),
    apart < 60_000 ? t('relatedOrders:atOnce') : t('relatedOrders:apartBy', { span: format.span(apart) }),
  ];

  return (
    <section className={styles.band} aria-label={t('relatedOrders:same')}>
      <header className={styles.head}>
        <IconCopyCheck size={16} aria-hidden />
        <h3 className={styles.title}>{t('relatedOrders:same')}</h3>
        <span className={styles.because}>{reasons.join(' · ')}</span>
      </header>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <span className={styles.number}>{ours.number}</span> <SourceMark source={mine.source} />
            </th>
            <th scope="col">
              <Anchor
                className={styles.number ?? ''}
                href={hrefToInbox({ ...inboxPlaceOf(route), order: other.id })}
              >
                {theirs.number}
              </Anchor>{' '}
              <SourceMark source={other.source} />
            </th>
          </tr>
        </thead>
        <tbody>
          <Compared mine={mine} other={other} />
        </tbody>
      </table>
      <div className={styles.acts}>
        <Button size="xs" disabled={same.isAsking} aria-keyshortcuts="B" onClick={keepBoth}>
          {t('relatedOrders:keepBoth')}
          <Kbd size="xs" className={styles.key ?? ''} aria-hidden>
            B
          </Kbd>
        </Button>
        <Button size="xs" variant="default" disabled={same.isAsking} aria-keyshortcuts="M" onClick={keepMine}>
          {t('relatedOrders:keep', { number: ours.number })}
          <Kbd size="xs" className={styles.key ?? ''} aria-hidden>
            M
          </Kbd>
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={same.isAsking}
          onClick={() => void same.merge(theirs, ours, mine.id)}
        >
          {t('relatedOrders:keep', { number: theirs.number })}
        </Button>
      </div>
      <p className={styles.what}>{t('relatedOrders:mergeWhat')}</p>
    </section>
  );
}

function Compared({ mine, other }: { readonly mine: Order; readonly other: Order }) {
  const { t } = useTranslation(['relatedOrders', 'common']);
  const format = useFormat();
  const phoneText = usePhoneText();
  const now = useNow();
  // the format of each value, and the part of it that is compared, if any
  type Of = (order: Order) => string;
  const rows: readonly (readonly [label: string, of: Of, compared?: Of | null])[] = [
    [
      t('relatedOrders:customer'),
      ({ content }) => content.customer.name ?? '',
      ({ content }) => nameKey(content.customer.name),
    ],
    [
      t('relatedOrders:phone'),
      ({ content }) => phoneText(content.customer.phone ?? content.recipient?.phone ?? ''),
      ({ content }) => phoneKey(content.customer.phone ?? content.recipient?.phone) ?? '',
    ],
    [
      t('relatedOrders:address'),
      ({ content }) => content.address ?? '',
      ({ content }) => nameKey(content.address),
    ],
    [
      t('relatedOrders:items'),
      ({ content }) =>
        linesLeft(content.items)
          .map((item) => `${piecesOf(item)} × ${item.title}`)
          .join('\n'),
    ],
    [t('relatedOrders:total'), ({ content }) => (content.total ? format.money(content.total) : '')],
    [t('relatedOrders:placed'), (order) => format.exactTime(momentOf(order), now), null],
    [
      t('relatedOrders:status'),
      ({ status, paymentStatus }) =>
        t('relatedOrders:partState', {
          status: t(`common:status_${status}`),
          payment: t(`common:payment_${paymentStatus}`),
        }),
      null,
    ],
  ];
  return rows.map(([label, of, compared = of]) => {
    const [ours, theirs] = [of(mine), of(other)];
    if (ours === '' && theirs === '') return null;
    return (
      <tr key={label} data-same={compared === null || compared(mine) === compared(other)}>
        <th scope="row">{label}</th>
        {[ours, theirs].map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two cells that never move
          <td key={index}>{text || <span className={styles.none}>{t('relatedOrders:notGiven')}</span>}</td>
        ))}
      </tr>
    );
  });
}
