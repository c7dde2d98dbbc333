import { useTranslation } from 'react-i18next';
import type { Insights, OfVisit } from '../../../shared/insights/report.ts';
import { basketOf, changeOf, netOf, shareIn } from '../../../shared/insights/report.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { BarTable } from './bar-table.tsx';
import { Card } from './card.tsx';
import styles from './insights.module.css';
import type { InsightsPlace } from './insights-place.ts';
import { measured, useAmounts, useShortChange } from './use-words.ts';

type Props = { readonly told: Insights; readonly place: InsightsPlace; readonly currency: string | null };

/** Per source: orders, commission and how fast its orders were taken. */
export function Sources({ told, place, currency }: Props) {
  const { t } = useTranslation('insights');
  const { count, money, span } = useFormat();
  const amounts = useAmounts();
  const words = useShortChange();
  const keeps = told.totals.amounts.some(({ commission }) => commission > 0);
  return (
    <Card title={t('sources')} table="sources" place={place} wide>
      <BarTable
        caption={t('sources')}
        columns={[
          t('source'),
          t('orders'),
          ...(told.before === null ? [] : [t('before')]),
          t('revenue'),
          ...(keeps ? [t('net')] : []),
          t('basket'),
          t('took'),
        ]}
        rows={told.sources.map((one) => {
          const earlier = told.before?.sources.find(({ source }) => source === one.source);
          const [main] = one.amounts;
          const basket = main && basketOf(main);
          return {
            key: one.source,
            name: <SourceMark source={one.source} />,
            value: measured(one, place.measure, currency),
            cells: [
              count(one.orders),
              ...(told.before === null ? [] : [words(changeOf(one.orders, earlier?.orders ?? 0))]),
              amounts(one.amounts),
              ...(keeps
                ? [amounts(one.amounts.map((of) => ({ currency: of.currency, revenue: netOf(of) })))]
                : []),
              main === undefined || basket === null || basket === undefined
                ? '–'
                : money({ minor: basket, currency: main.currency }),
              one.took === null ? '–' : span(one.took.median * 1000),
            ],
          };
        })}
      />
    </Card>
  );
}

export function Attributions({ told, place, currency }: Props) {
  const { t } = useTranslation(['insights', 'order']);
  const { count, percent } = useFormat();
  const amounts = useAmounts();
  return (
    <Card title={t('attributions')} table="attributions" place={place}>
      <BarTable
        caption={t('attributions')}
        columns={[t('broughtBy'), t('orders'), t('share'), t('revenue')]}
        rows={told.attributions.map((one) => ({
          key: one.kind,
          name: t(`order:attribution_${one.kind}`),
          value: measured(one, place.measure, currency),
          cells: [
            count(one.orders),
            percent(shareIn(one.orders, told.totals.orders) ?? 0),
            amounts(one.amounts),
          ],
        }))}
      />
    </Card>
  );
}

export function Products({ told, place, currency }: Props) {
  const { t } = useTranslation('insights');
  const { count } = useFormat();
  const amounts = useAmounts();
  return (
    <Card
      title={t('products')}
      hint={t('productsHint')}
      table="products"
      place={place}
      wide
      foot={
        told.moreProducts > 0 && (
          <p className={styles.note}>{t('moreProducts', { count: told.moreProducts })}</p>
        )
      }
    >
      <BarTable
        tall
        caption={t('products')}
        columns={[t('product'), t('pieces'), t('orders'), t('revenue')]}
        rows={told.products.map((one) => ({
          key: one.product,
          name: one.product === '' ? t('noName') : one.product,
          value:
            place.measure === 'orders'
              ? one.quantity
              : (one.amounts.find((of) => of.currency === currency)?.revenue ?? 0),
          cells: [count(one.quantity), count(one.orders), amounts(one.amounts)],
        }))}
      />
    </Card>
  );
}

/** Where the last visit before an order came from, by its UTM words, and where the first one did. */
export function Visits({ told, place, currency }: Props) {
  const { t } = useTranslation('insights');
  return (
    <Card title={t('visits')} hint={t('visitsHint')} table="visits" place={place} wide>
      {told.lastVisits.length + told.firstVisits.length === 0 ? (
        <p className={styles.note}>{t('noVisits')}</p>
      ) : (
        <div className={styles.pair}>
          <VisitTable caption={t('lastVisit')} visits={told.lastVisits} place={place} currency={currency} />
          <VisitTable caption={t('firstVisit')} visits={told.firstVisits} place={place} currency={currency} />
        </div>
      )}
    </Card>
  );
}

type VisitProps = Pick<Props, 'place' | 'currency'> & {
  readonly caption: string;
  readonly visits: readonly OfVisit[];
};

function VisitTable({ caption, visits, place, currency }: VisitProps) {
  const { t } = useTranslation('insights');
  const { count } = useFormat();
  const amounts = useAmounts();
  return (
    <BarTable
      tall
      caption={caption}
      columns={[caption, t('orders'), t('revenue')]}
      rows={visits.map((one) => ({
        key: JSON.stringify([one.source, one.medium, one.campaign]),
        name: [one.source, one.medium, one.campaign].filter(Boolean).join(' / '),
        value: measured(one, place.measure, currency),
        cells: [count(one.orders), amounts(one.amounts)],
      }))}
    />
  );
}

/** How far the people came who first got in touch with the bot in the range. */
export function FunnelCard({ told, place }: Props) {
  const { t } = useTranslation('insights');
  const { count, percent } = useFormat();
  const words = useShortChange();
  const { funnel, before } = told;
  return (
    <Card title={t('funnel')} hint={t('funnelHint')} table="funnel" place={place}>
      <BarTable
        caption={t('funnel')}
        columns={[t('step'), t('people'), t('ofTouched'), ...(before === null ? [] : [t('before')])]}
        rows={(['touched', 'sent', 'opened', 'paid'] as const).map((step) => ({
          key: step,
          name: t(`funnel_${step}`),
          value: funnel[step],
          cells: [
            count(funnel[step]),
            percent(shareIn(funnel[step], funnel.touched) ?? 0),
            ...(before === null ? [] : [words(changeOf(funnel[step], before.funnel[step]))]),
          ],
        }))}
      />
    </Card>
  );
}
