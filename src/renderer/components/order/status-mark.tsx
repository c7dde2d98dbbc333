import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconBan,
  IconBellRinging,
  IconCircleCheck,
  IconCoin,
  IconCopyCheck,
  IconFlask,
  IconGitMerge,
  IconHandGrab,
  IconPackageExport,
  IconProgress,
  IconShieldQuestion,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderStatus, PaymentStatus } from '../../../shared/order.ts';
import type { Tone } from '../ui/mark.tsx';
import { Mark } from '../ui/mark.tsx';

const statuses: { readonly [S in OrderStatus]: { readonly icon: Icon; readonly tone: Tone } } = {
  new: { icon: IconBellRinging, tone: 'live' },
  taken: { icon: IconHandGrab, tone: 'plain' },
  preparing: { icon: IconProgress, tone: 'plain' },
  ready: { icon: IconCircleCheck, tone: 'good' },
  'handed-over': { icon: IconPackageExport, tone: 'plain' },
  cancelled: { icon: IconBan, tone: 'bad' },
};

const paymentTones: { readonly [P in PaymentStatus]: Tone } = {
  unknown: 'plain',
  pending: 'warn',
  authorized: 'plain',
  'partially-paid': 'warn',
  paid: 'good',
  'partially-refunded': 'warn',
  refunded: 'bad',
  voided: 'bad',
};

type StatusProps = { readonly status: OrderStatus; readonly tag?: boolean };

export function StatusMark({ status, tag = false }: StatusProps) {
  const { t } = useTranslation('common');
  return <Mark {...statuses[status]} word={t(`status_${status}`)} tag={tag} />;
}

type PaymentProps = { readonly status: PaymentStatus; readonly tag?: boolean };

export function PaymentMark({ status, tag = false }: PaymentProps) {
  const { t } = useTranslation('common');
  return <Mark tone={paymentTones[status]} icon={IconCoin} word={t(`payment_${status}`)} tag={tag} />;
}

export function ReviewMark({ tag = false }: { readonly tag?: boolean }) {
  const { t } = useTranslation('common');
  return <Mark tone="warn" icon={IconAlertTriangle} word={t('needsReview')} tag={tag} />;
}

export function QuarantineMark({ tag = false }: { readonly tag?: boolean }) {
  const { t } = useTranslation('common');
  return <Mark tone="bad" icon={IconShieldQuestion} word={t('quarantined')} tag={tag} />;
}

export function TestMark({ tag = false }: { readonly tag?: boolean }) {
  const { t } = useTranslation('common');
  return <Mark tone="plain" icon={IconFlask} word={t('testOrder')} tag={tag} />;
}

export function SameMark({ tag = false }: { readonly tag?: boolean }) {
  const { t } = useTranslation('common');
  return <Mark tone="warn" icon={IconCopyCheck} word={t('sameOrder')} tag={tag} />;
}

/** Another order represents it: Shopify's copy, or the order it was merged into. */
export function PartMark({ why, tag = false }: { readonly why: 'copy' | 'merged'; readonly tag?: boolean }) {
  const { t } = useTranslation('common');
  return <Mark tone="plain" icon={IconGitMerge} word={t(`partOf_${why}`)} tag={tag} />;
}

/** An order merged into it was cancelled at its source. */
export function CancelledPartMark({ tag = false }: { readonly tag?: boolean }) {
  const { t } = useTranslation('common');
  return <Mark tone="bad" icon={IconBan} word={t('partCancelled')} tag={tag} />;
}
