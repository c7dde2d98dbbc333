import type { Icon } from '@tabler/icons-react';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconHandClick,
  IconHelpCircle,
  IconHistory,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '../../components/ui/mark.tsx';
import { Mark } from '../../components/ui/mark.tsx';
import type { HowSure } from './state/how-sure.ts';

const marks: { readonly [S in HowSure]: { readonly icon: Icon; readonly tone: Tone } } = {
  sure: { icon: IconCircleCheck, tone: 'good' },
  likely: { icon: IconCircleHalf2, tone: 'plain' },
  guess: { icon: IconHelpCircle, tone: 'warn' },
  unread: { icon: IconCircleDashed, tone: 'plain' },
  yours: { icon: IconHandClick, tone: 'live' },
  kept: { icon: IconHistory, tone: 'plain' },
};

export function SureMark({ sure }: { readonly sure: HowSure }) {
  const { t } = useTranslation('mailTemplates');
  return <Mark {...marks[sure]} word={t(`sure_${sure}`)} tag={false} />;
}
