import { useTranslation } from 'react-i18next';
import type { CompletenessDay, CompletenessView } from '../../../shared/completeness.ts';
import rows from '../../components/layout/record-list.module.css';
import { useRoute } from '../../state/context.tsx';
import styles from './completeness.module.css';
import { CountsRow } from './counts-row.tsx';
import { useDayName } from './day-name.ts';

/** Each day with its sources; today is open, and the day the strip led to. */
export function Days({ view }: { readonly view: CompletenessView }) {
  const { t } = useTranslation('completeness');
  const { params } = useRoute();
  return (
    <section aria-label={t('days', { count: view.days.length })}>
      <h2 className={rows.group}>{t('days', { count: view.days.length })}</h2>
      <p className={rows.second}>{t('daysHint', { zone: view.timeZone })}</p>
      {view.days.map((day) => (
        <Day
          // one that was folded away opens when the strip leads to it
          key={`${day.day} ${params.day === day.day}`}
          view={view}
          day={day}
          isOpen={day.isToday || params.day === day.day}
        />
      ))}
    </section>
  );
}

type DayProps = {
  readonly view: CompletenessView;
  readonly day: CompletenessDay;
  readonly isOpen: boolean;
};

const columns = ['source', 'atSource', 'ledger', 'warehouse', 'notified', 'taken', 'asked'] as const;

function Day({ view, day, isOpen }: DayProps) {
  const { t } = useTranslation('completeness');
  const name = useDayName()(view, day.day);
  const missing = view.differences.filter((one) => one.late && one.day === day.day).length;
  const orders = day.sources.reduce(
    (sum, { source, inLedger }) => sum + (source === 'chat-bot' || source === 'pay-links' ? 0 : inLedger),
    0,
  );
  return (
    <details className={styles.day} open={isOpen}>
      <summary className={styles.summary}>
        <span className={rows.strong}>{name}</span>
        <span>{orders === 0 ? t('nothing') : orders}</span>
        {missing > 0 && <span className={styles.missing}>{t('dayMissing', { count: missing })}</span>}
      </summary>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`column_${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {day.sources.map((counts) => (
              <CountsRow key={counts.source} counts={counts} day={day.day} dayName={name} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
