import { IconHandStop, IconHelpCircle, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../ui/mark.tsx';

type Props = { readonly tag?: boolean };

export function VipMark({ tag = false }: Props) {
  const { t } = useTranslation('customers');
  return <Mark tone="live" icon={IconStar} word={t('mark_vip')} tag={tag} />;
}

export function BarredMark({ tag = false }: Props) {
  const { t } = useTranslation('customers');
  return <Mark tone="bad" icon={IconHandStop} word={t('mark_do-not-serve')} tag={tag} />;
}

/** A possible duplicate that is not decided yet. */
export function QuestionMark({ tag = false }: Props) {
  const { t } = useTranslation('customers');
  return <Mark tone="warn" icon={IconHelpCircle} word={t('samePerson')} tag={tag} />;
}
