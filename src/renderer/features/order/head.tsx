import { Anchor, Button, Kbd } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isDone } from '../../../shared/order.ts';
import { PhoneMark } from '../../components/customer/phone-mark.tsx';
import { usePhoneText } from '../../components/customer/use-phone-text.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import {
  CancelledPartMark,
  PartMark,
  PaymentMark,
  QuarantineMark,
  ReviewMark,
  SameMark,
  StatusMark,
  TestMark,
} from '../../components/order/status-mark.tsx';
import { stepWords } from '../../components/order/step-words.ts';
import { useDecide } from '../../components/order/use-decide.tsx';
import { useHasKeys } from '../../components/order/use-has-keys.ts';
import { LookingHere } from '../../components/people/people-here.tsx';
import { useEditor } from '../../components/people/use-presence.ts';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import type { Subject } from '../../state/decisions.ts';
import { nextStep } from '../../state/decisions.ts';
import { waitedTooLong } from '../../state/inbox/urgency.ts';
import type { OrderActions } from './actions.ts';
import { CustomerLine } from './customer-line.tsx';
import styles from './head.module.css';
import type { PanelProps } from './index.tsx';
import { MoreMenu } from './more-menu.tsx';
import { OrderWork } from './order-work.tsx';
import type { OriginalView } from './originals/use-original.ts';
import { toggleId } from './originals/use-original.ts';
import { leavesToPanel } from './panel-focus.ts';
import { subjectOf } from './subject-of.ts';
import { useCustomerOfOrder } from './use-customer-of-order.ts';

type HeadProps = PanelProps & { readonly deeds: OrderActions; readonly original: OriginalView };

export function OrderHead({ detail, shown, deeds, original }: HeadProps) {
  const { t } = useTranslation(['order', 'common', 'relatedOrders']);
  const format = useFormat();
  const now = useNow();
  const decide = useDecide();
  const isLocked = useEditor(shown.id) !== null;
  const hasKeys = useHasKeys();
  const { content } = shown;
  const phoneText = usePhoneText();
  const { name, phone, email } = content.customer;
  const number = content.number || t('common:noNumber');
  const subject: Subject = { ...subjectOf(shown), number };
  const next = shown.quarantined || shown.partOf ? null : nextStep(shown.status);
  const late = shown.quarantined || shown.partOf ? null : waitedTooLong(shown, now);
  const customer = useCustomerOfOrder(shown.id);
  // the line of a known customer counts all their orders, with any phone or e-mail
  const nth = customer === null ? detail.nthByContact : null;
  const isPartCancelled = shown.needsReview && shown.cancelledParts !== undefined && !isDone(shown.status);

  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <h2 className={styles.number}>{number}</h2>
        {content.number !== '' && <CopyButton value={content.number} what={t('order:orderNumber')} />}
        <span className={styles.source}>
          <SourceMark source={shown.source} size={16} />
        </span>
        <span className={styles.marks}>
          {content.test === true && <TestMark tag />}
          {shown.partOf && <PartMark why={shown.partOf.why} tag />}
          {detail.related.some(({ how }) => how === 'suspect') && <SameMark tag />}
          {isPartCancelled && <CancelledPartMark tag />}
          {shown.quarantined ? (
            <QuarantineMark tag />
          ) : (
            shown.needsReview && !isPartCancelled && <ReviewMark tag />
          )}
          <PaymentMark status={shown.paymentStatus} tag />
          {!(shown.quarantined && shown.status === 'new') && <StatusMark status={shown.status} tag />}
          <span className={late === null ? styles.age : styles.late}>
            {late === null
              ? (format.age(shown.receivedAt, now) ?? t('common:now'))
              : t('common:late', { span: format.span(late) })}
          </span>
        </span>
      </div>
      <div className={styles.customer}>
        <span className={styles.name}>{name ?? t(shown.erased ? 'common:erasedName' : 'common:noName')}</span>
        {phone !== undefined && (
          <span className={styles.contact}>
            <Anchor href={`tel:${phone}`} className={styles.link}>
              {phoneText(phone)}
            </Anchor>
            <CopyButton value={phone} what={t('order:phone')} />
            <PhoneMark phone={phone} />
          </span>
        )}
        {email !== undefined && (
          <span className={styles.contact}>
            <Anchor href={`mailto:${email}`} className={styles.link}>
              {email}
            </Anchor>
            <CopyButton value={email} what={t('order:email')} />
          </span>
        )}
        {nth !== null && (
          <span className={styles.nth}>{nth > 1 ? t('order:nthOrder', { nth }) : t('order:firstOrder')}</span>
        )}
      </div>
      {customer && <CustomerLine customer={customer} />}
      <div className={styles.actions}>
        {next !== null && (
          <Button
            ref={leavesToPanel}
            {...(hasKeys && {
              'aria-keyshortcuts': 'T',
              rightSection: (
                <Kbd size="xs" className={styles.key ?? ''} aria-hidden>
                  T
                </Kbd>
              ),
            })}
            disabled={isLocked}
            onClick={(event) => {
              // ignore the second click of a double click: the button shows the next step by then
              if (event.detail < 2) decide(subject, next);
            }}
          >
            {t(`order:${stepWords(next)}`)}
          </Button>
        )}
        {shown.takenBy !== null && shown.status !== 'new' && (
          <span className={styles.by}>{shown.takenBy}</span>
        )}
        {deeds.edit !== null &&
          (isLocked ? (
            <Button variant="default" disabled>
              {t('relatedOrders:edit')}
            </Button>
          ) : (
            <Button component="a" href={deeds.edit} variant="default" aria-keyshortcuts="Shift+E">
              {t('relatedOrders:edit')}
            </Button>
          ))}
        {!shown.quarantined && !shown.partOf && (
          <MoreMenu
            isLocked={isLocked}
            hasKeys={hasKeys}
            subject={subject}
            onPrint={deeds.print}
            onCancel={deeds.cancel}
            onRefund={deeds.refund}
            onCopy={deeds.copy}
          />
        )}
        <span className={styles.looking}>
          <LookingHere order={shown.id} />
          {original.chosen !== null && (
            <Button
              id={toggleId}
              variant={original.isShown ? 'light' : 'subtle'}
              color="gray"
              leftSection={<IconColumns2 size={16} aria-hidden />}
              rightSection={
                <Kbd size="xs" className={styles.key ?? ''} aria-hidden>
                  D
                </Kbd>
              }
              aria-keyshortcuts="D"
              aria-pressed={original.isShown}
              onClick={original.toggle}
            >
              {t('order:original')}
            </Button>
          )}
        </span>
      </div>
      <OrderWork order={detail.order} />
    </header>
  );
}
