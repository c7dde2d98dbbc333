import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconCircleCheck,
  IconClockOff,
  IconCoin,
  IconEye,
  IconHourglass,
  IconLink,
  IconLoader2,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftState } from '../../../shared/draft.ts';
import { isOrderedUnpaid } from '../../../shared/draft.ts';
import type { DraftRow } from '../../../shared/views.ts';
import { troubleOf } from '../../components/order/draft-words.ts';
import type { Tone } from '../../components/ui/mark.tsx';
import { Mark } from '../../components/ui/mark.tsx';

const marks: { readonly [S in DraftState]: { readonly icon: Icon; readonly tone: Tone } } = {
  creating: { icon: IconLoader2, tone: 'plain' },
  calculating: { icon: IconLoader2, tone: 'plain' },
  ready: { icon: IconLink, tone: 'live' },
  sent: { icon: IconHourglass, tone: 'plain' },
  opened: { icon: IconEye, tone: 'live' },
  paid: { icon: IconCoin, tone: 'good' },
  failed: { icon: IconAlertTriangle, tone: 'bad' },
  expired: { icon: IconClockOff, tone: 'plain' },
  cancelled: { icon: IconX, tone: 'plain' },
  replaced: { icon: IconArrowsExchange, tone: 'plain' },
  deleted: { icon: IconTrash, tone: 'plain' },
};

/** The state of a draft order: problems first, then pending work, then its status. */
export function DraftMark({ draft }: { readonly draft: DraftRow }) {
  const { t } = useTranslation('drafts');
  const trouble = troubleOf(draft);
  if (trouble !== null) {
    const tone = trouble === 'failed' ? 'bad' : 'warn';
    return <Mark icon={IconAlertTriangle} tone={tone} word={t(`trouble_${trouble}`)} />;
  }
  if (draft.closing !== null) return <Mark icon={IconTrash} tone="warn" word={t('closing')} />;
  if (isOrderedUnpaid(draft)) return <Mark icon={IconCircleCheck} tone="plain" word={t('ordered')} />;
  return <Mark {...marks[draft.state]} word={t(`state_${draft.state}`)} />;
}
