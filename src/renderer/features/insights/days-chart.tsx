import { BarChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import type { Bucket, Insights } from '../../../shared/insights/report.ts';
import { buyers } from '../../../shared/insights/report.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { Card } from './card.tsx';
import styles from './insights.module.css';
import type { InsightsPlace } from './insights-place.ts';
import { TableFrame } from './table-frame.tsx';
import { measured, useAmounts, useDays, useMeasureWords } from './use-words.ts';

type Props = { readonly told: Insights; readonly place: InsightsPlace; readonly currency: string | null };
type Series = { readonly name: string; readonly label: string; readonly color: string };

/** Orders or revenue of each day, week or month. */
export function DaysChart({ told, place, currency }: Props) {
  const { t } = useTranslation('insights');
  const { measure } = place;
  return (
    <Card
      title={t(`by_${told.step}`)}
      table="days"
      place={place}
      wide
      chart={
        <Bars
          told={told}
          place={place}
          currency={currency}
          series={[{ name: 'all', label: t(measure), color: 'var(--accent-fill)' }]}
          valuesOf={(bucket) => ({ all: measured(bucket, measure, currency) })}
        />
      }
    >
      <DaysTable told={told} />
    </Card>
  );
}

/** New buyers against those who came back. */
export function BuyersChart({ told, place, currency }: Props) {
  const { t } = useTranslation('insights');
  const colors = { new: 'var(--accent-fill)', returning: 'var(--good)', unknown: 'var(--line-strong)' };
  return (
    <Card
      title={t('buyers')}
      hint={t('buyersHint')}
      table="buyers"
      place={place}
      wide
      chart={
        <Bars
          told={told}
          place={place}
          currency={currency}
          series={buyers.map((buyer) => ({ name: buyer, label: t(`buyer_${buyer}`), color: colors[buyer] }))}
          valuesOf={({ buyers: of }) => ({
            new: measured(of.new, place.measure, currency),
            returning: measured(of.returning, place.measure, currency),
            unknown: measured(of.unknown, place.measure, currency),
          })}
        />
      }
    >
      <BuyersTable told={told} />
    </Card>
  );
}

type BarsProps = Props & {
  readonly series: readonly Series[];
  readonly valuesOf: (bucket: Bucket) => { readonly [name: string]: number };
};

/** Hidden from readers of the screen: the same numbers are in the table a press away, and in the file. */
function Bars({ told, place, currency, series, valuesOf }: BarsProps) {
  const days = useDays();
  const words = useMeasureWords();
  const data = told.buckets.map((bucket) => ({ part: days.part(bucket, told.step), ...valuesOf(bucket) }));
  const isMoney = place.measure === 'revenue' && currency !== null;
  return (
    <div aria-hidden data-chart={series.length > 1 ? 'buyers' : 'days'}>
      <BarChart
        h={220}
        data={data}
        dataKey="part"
        type={series.length > 1 ? 'stacked' : 'default'}
        series={[...series]}
        valueFormatter={(value) => words(value, place.measure, currency)}
        withLegend={series.length > 1}
        tooltipAnimationDuration={0}
        barProps={{ isAnimationActive: false, maxBarSize: 40 }}
        barChartProps={{ accessibilityLayer: false }}
        yAxisProps={{ width: isMoney ? 96 : 48, allowDecimals: isMoney }}
        gridColor="var(--line)"
        textColor="var(--ink-2)"
      />
    </div>
  );
}

function DaysTable({ told }: { readonly told: Insights }) {
  const { t } = useTranslation('insights');
  const { count } = useFormat();
  const amounts = useAmounts();
  const days = useDays();
  return (
    <TableFrame name={t(`by_${told.step}`)} tall>
      <table className={styles.table} data-table="days">
        <caption className={styles.caption}>{t(`by_${told.step}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`step_${told.step}`)}</th>
            <th scope="col">{t('orders')}</th>
            <th scope="col">{t('revenue')}</th>
            <th scope="col">{t('cancelled')}</th>
          </tr>
        </thead>
        <tbody>
          {told.buckets.map((bucket) => (
            <tr key={bucket.from}>
              <th scope="row">{days.part(bucket, told.step)}</th>
              <td>{count(bucket.orders)}</td>
              <td>{amounts(bucket.amounts)}</td>
              <td>{count(bucket.cancelled)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function BuyersTable({ told }: { readonly told: Insights }) {
  const { t } = useTranslation('insights');
  const { count } = useFormat();
  const amounts = useAmounts();
  const days = useDays();
  const line = (of: Pick<Insights, 'buyers'>) =>
    buyers.map((buyer) => (
      <td key={buyer}>
        {count(of.buyers[buyer].orders)}
        <span className={styles.beside}>{amounts(of.buyers[buyer].amounts)}</span>
      </td>
    ));
  return (
    <TableFrame name={t('buyers')} tall>
      <table className={styles.table} data-table="buyers">
        <caption className={styles.caption}>{t('buyers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`step_${told.step}`)}</th>
            {buyers.map((buyer) => (
              <th key={buyer} scope="col">
                {t(`buyer_${buyer}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('altogether')}</th>
            {line(told)}
          </tr>
          {told.buckets.map((bucket) => (
            <tr key={bucket.from}>
              <th scope="row">{days.part(bucket, told.step)}</th>
              {line(bucket)}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
