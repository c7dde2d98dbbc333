import { useTranslation } from 'react-i18next';
import type { Order } from '../../../../shared/order.ts';
import { isDone } from '../../../../shared/order.ts';
import { SourceMark } from '../../../components/source/source-mark.tsx';
import { useSame } from '../duplicates/use-same.tsx';
import type { PanelProps, ShownOrder } from '../index.tsx';
import { CancelledBand } from './cancelled-band.tsx';

type Props = PanelProps & { readonly onCancel: () => void };

/** @param part an order that was merged into this one */
function wordsOf({ standingParts, content, parts = [] }: ShownOrder, part: Order) {
  if (!standingParts) return 'partCancelledWords';
  // a manager who cancelled the order by hand saw this part, but not the orders merged into the part
  const isByHand = content.cancelledAt === undefined;
  const isInIt = isByHand && parts.some(({ id, standing }) => id === part.id && standing !== undefined);
  return part.standingParts || isInIt ? 'partOfPartStandsWords' : 'partStandsWords';
}

/**
 * Either this order or one merged into it was cancelled at its source. A manager cancels the other one too, or makes it an order
 * of its own.
 */
export function CancelledParts({ detail, shown, onCancel }: Props) {
  const { t } = useTranslation('relatedOrders');
  const same = useSame();
  const standing = shown.standingParts;
  const off = isDone(shown.status) ? [] : shown.cancelledParts?.map(({ id }) => id);
  const ids = new Set(standing ?? off);
  if (!shown.needsReview || ids.size === 0) return null;
  const mine = { id: shown.id, number: shown.content.number };
  return detail.related
    .filter(({ how, order }) => how === 'part' && ids.has(order.id))
    .map(({ order: part }) => (
      <CancelledBand
        key={part.id}
        title={t(standing ? 'partStandsTitle' : 'partCancelledTitle')}
        cancel={{ label: t(standing ? 'partCancelBoth' : 'cancelDo'), run: onCancel }}
        keep={{
          label: t(standing ? 'partStands' : 'partHolds'),
          run: () => void same.takeBack(mine, { id: part.id, number: part.content.number }),
        }}
      >
        <SourceMark source={part.source} /> {t(wordsOf(shown, part), { number: part.content.number })}
      </CancelledBand>
    ));
}
