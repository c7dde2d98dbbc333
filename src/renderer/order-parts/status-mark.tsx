import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconBan,
  IconBellRinging,
  IconCircleCheck,
  IconCoin,
  IconFlask,
  IconHandGrab,
  IconPackageExport,
  IconProgress,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OrderStatus, PaymentStatus } from '../../shared/order.ts';
import styles from './marks.module.css';

type Tone = 'plain' | 'live' | 'good' | 'warn' | 'bad';

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

type MarkProps = { readonly tone: Tone; readonly icon: Icon; readonly word: string; readonly tag: boolean };

/** Never colour alone: an icon, a word, and the colour. */
const Mark = ({ tone, icon: Picture, word, tag }: MarkProps) => (
  <span className={`${styles.mark} ${styles[tone]} ${tag ? styles.tag : ''}`}>
    <Picture size={14} aria-hidden />
    <span className={styles.word}>{word}</span>
  </span>
);

export function StatusMark({
  status,
  tag = false,
}: {
  readonly status: OrderStatus;
  readonly tag?: boolean;
}) {
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

export function TestMark({ tag = false }: { readonly tag?: boolean }) {
  const { t } = useTranslation('common');
  return <Mark tone="plain" icon={IconFlask} word={t('testOrder')} tag={tag} />;
}
