import { useTranslation } from 'react-i18next';
import { isCancelledBeside } from '../../../../shared/fold-cancellations.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useDecide } from '../../../components/order/use-decide.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import type { PanelProps } from '../index.tsx';
import { subjectOf } from '../subject-of.ts';
import { CancelledBand } from './cancelled-band.tsx';

type Props = Pick<PanelProps, 'shown'> & { readonly onCancel: () => void };

/** A manager cancelled it while others worked on it, on computers that were offline to each other: a manager decides. */
export function CancelledElsewhere({ shown, onCancel }: Props) {
  const { t } = useTranslation('relatedOrders');
  const format = useFormat();
  const now = useNow();
  const decide = useDecide();
  const { status, cancellations = [] } = shown;
  const last = cancellations.at(-1);
  if (!last || !isCancelledBeside(shown) || shown.quarantined || shown.partOf) return null;
  const names = [...new Set(cancellations.map(({ by }) => by))].join(', ');
  return (
    <CancelledBand
      title={t('cancelledBesideTitle')}
      cancel={{ label: t('cancelDo'), run: onCancel }}
      keep={{
        label: t('goesOn'),
        run: () => decide(subjectOf(shown), { kind: 'status', status }),
      }}
    >
      {t('cancelledBeside', { names, time: format.time(last.at, now) })}
    </CancelledBand>
  );
}
