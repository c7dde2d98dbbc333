import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineItem } from '../../../../shared/order.ts';
import type { OrderChange } from '../../../../shared/order-changes.ts';
import { assertNever } from '../../../../shared/problem.ts';
import { piecesOf } from '../../../../shared/remaining-quantity.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useWantedWords } from '../../../components/order/use-wanted-words.ts';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useWayOfPaying } from '../use-way-of-paying.ts';
import styles from './change-list.module.css';

/** A mail that is parsed again may differ in every line: more changes than this are collapsed. */
const shownAtFirst = 6;

type Props = { readonly changes: readonly OrderChange[] };

/** What a version changed, field by field: the old and the new value. */
export function ChangeList({ changes }: Props) {
  const { t } = useTranslation('orderTrace');
  const [isWhole, setWhole] = useState(false);
  const words = useChangeWords();
  const fields = changes.filter((change): change is FieldChange => change.what !== 'details');
  if (fields.length === 0) return null;
  const shown = isWhole || fields.length <= shownAtFirst + 1 ? fields : fields.slice(0, shownAtFirst);
  const left = fields.length - shown.length;
  return (
    <ul className={styles.changes}>
      {shown.map((change) => {
        const { before, after } = words(change);
        return (
          <li key={`${change.what} ${before} ${after}`} className={styles.change}>
            <span className={styles.field}>{t(`change_${change.what}`)}</span>
            <span className={styles.values}>
              {before === '' ? (
                <span className={styles.none}>{t('changeNothing')}</span>
              ) : (
                <del>{before}</del>
              )}
              <span aria-hidden> → </span>
              {after === '' ? <span className={styles.none}>{t('changeNothing')}</span> : <ins>{after}</ins>}
            </span>
          </li>
        );
      })}
      {left > 0 && (
        <li>
          <button type="button" className={styles.more} onClick={() => setWhole(true)}>
            {t('changeMore', { count: left })}
          </button>
        </li>
      )}
    </ul>
  );
}

type FieldChange = Exclude<OrderChange, { readonly what: 'details' }>;

/** Formats the old and the new value of a change; empty for no value. */
function useChangeWords(): (change: FieldChange) => { readonly before: string; readonly after: string } {
  const { t } = useTranslation(['orderTrace', 'common']);
  const format = useFormat();
  const said = useSaid();
  const now = useNow();
  const wantedWords = useWantedWords();
  const wayOfPaying = useWayOfPaying();
  const line = ({ quantity, left, title, unitPrice, options }: LineItem): string =>
    [
      `${format.count(piecesOf({ quantity, left }))} × ${title}`,
      ...options.map(said),
      unitPrice === undefined ? '' : format.money(unitPrice),
    ]
      .filter(Boolean)
      .join(' · ');
  return (change) => {
    switch (change.what) {
      case 'item':
        return both(change, line);
      case 'delivery':
      case 'discount':
      case 'tax':
      case 'tip':
      case 'refunded':
      case 'due':
      case 'total':
        return both(change, format.money);
      case 'number':
      case 'name':
      case 'email':
      case 'phone':
      case 'address':
      case 'recipient':
      case 'note':
      case 'tags':
      case 'tracking':
        return both(change, (text) => text);
      case 'wanted':
        return both(change, wantedWords);
      case 'method':
        return both(change, (ways) => ways.map(wayOfPaying).join(', '));
      case 'payment':
        return both(change, (payment) => t(`common:payment_${payment}`));
      case 'fulfillment':
        return both(change, (state) => t(`orderTrace:fulfillment_${state}`));
      case 'cancelled':
        return both(change, (time) => format.toldTime(time, now));
      default:
        return assertNever(change);
    }
  };
}

const both = <T,>(
  { before, after }: { readonly before: T | null; readonly after: T | null },
  words: (value: T) => string,
) => ({
  before: before === null ? '' : words(before),
  after: after === null ? '' : words(after),
});
