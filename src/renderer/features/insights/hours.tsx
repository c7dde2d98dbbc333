import { useTranslation } from 'react-i18next';
import type { Insights } from '../../../shared/insights/report.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { Card } from './card.tsx';
import heat from './hours.module.css';
import styles from './insights.module.css';
import type { InsightsPlace } from './insights-place.ts';
import { TableFrame } from './table-frame.tsx';
import { useDays } from './use-words.ts';

const days = [0, 1, 2, 3, 4, 5, 6];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** The ink stays readable on the darkest of them. */
const darkest = 40;

/** Orders by hour of the week, as a table: the shade says what the number says. */
export function Hours({ told, place }: { readonly told: Insights; readonly place: InsightsPlace }) {
  const { t } = useTranslation('insights');
  const { count } = useFormat();
  const { weekday } = useDays();
  const orders = new Map(told.hours.map((one) => [one.weekHour, one.orders]));
  const most = Math.max(1, ...orders.values());
  return (
    <Card title={t('hours')} hint={t('hoursHint', { zone: told.timeZone })} table="hours" place={place} wide>
      <TableFrame name={t('hours')} tall={false}>
        <table className={heat.heat}>
          <caption className={styles.caption}>{t('hours')}</caption>
          <thead>
            <tr>
              <td />
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day}>
                <th scope="row">{weekday(day)}</th>
                {hours.map((hour) => {
                  const value = orders.get(day * 24 + hour) ?? 0;
                  const shade = value === 0 ? 0 : Math.max(6, Math.round((value / most) * darkest));
                  return (
                    <td
                      key={hour}
                      style={{ background: `color-mix(in oklab, var(--accent-fill) ${shade}%, transparent)` }}
                    >
                      {value === 0 ? '' : count(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Card>
  );
}
