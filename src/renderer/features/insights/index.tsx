import '@mantine/charts/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/pl';
import 'dayjs/locale/uk';
import { DatesProvider } from '@mantine/dates';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Insights } from '../../../shared/insights/report.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { Page } from '../../components/layout/page.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Empty, Failed } from '../../components/ui/states.tsx';
import { WaitingRows } from '../../components/ui/waiting-rows.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useApp, useNavigate, useOwnStore, useRoute } from '../../state/context.tsx';
import { Choices } from './choices.tsx';
import { Commissions } from './commissions.tsx';
import { BuyersChart, DaysChart } from './days-chart.tsx';
import { Attributions, FunnelCard, Products, Sources, Visits } from './groups.tsx';
import { Headline } from './headline.tsx';
import { Hours } from './hours.tsx';
import styles from './insights.module.css';
import type { InsightsPlace } from './insights-place.ts';
import { hrefToInsights, insightsPlaceOf } from './insights-place.ts';
import { insightsStore } from './insights-store.ts';
import { useDays } from './use-words.ts';

/** The order statistics of a date range, compared with the previous range. */
export function InsightsPage() {
  const { t } = useTranslation(['insights', 'common']);
  const said = useSaid();
  const insights = useOwnStore(insightsStore);
  const asked = useStore(insights);
  const route = useRoute();
  const { locale } = useFormat();
  const place = useMemo(() => insightsPlaceOf(route), [route]);
  const { when, source } = place;
  const question = useMemo(() => ({ when, ...(source !== undefined && { source }) }), [when, source]);
  useEffect(() => insights.start(), [insights]);
  useEffect(() => void insights.show(question), [insights, question]);
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
      <Page title={t('title')} wide>
        <Choices place={place} told={asked.state === 'ready' ? asked.value : null} />
        {asked.state === 'loading' && <WaitingRows rows={6} height={96} />}
        {asked.state === 'failed' && (
          <Failed
            what={t('failed')}
            reason={asked.error.message}
            fix={asked.error.fix}
            retry={{ label: t('common:retry'), run: () => void insights.refresh() }}
          />
        )}
        {asked.state === 'ready' && (
          <>
            {asked.error !== null && (
              <Notice tone="warn">{t('stale', { message: said(asked.error.message) })}</Notice>
            )}
            <Told told={asked.value} place={place} />
          </>
        )}
      </Page>
    </DatesProvider>
  );
}

function Told({ told, place }: { readonly told: Insights; readonly place: InsightsPlace }) {
  const { t } = useTranslation('insights');
  const days = useDays();
  const navigate = useNavigate();
  const { sources } = useApp();
  const { range, before, totals, currencies, funnel } = told;
  const currency = currencies.find((one) => one === place.currency) ?? currencies[0] ?? null;
  const shown = { told, place, currency };
  const isEmpty = totals.orders + totals.cancelled + funnel.touched === 0;
  const period = (
    <p className={styles.period} role="status">
      {days.range(range)}
      {before !== null && t('against', { range: days.range(before.range) })}
    </p>
  );
  if (told.firstDay === null && isEmpty) return <Empty text={t('noOrders')} hint={t('noOrdersHint')} />;
  if (isEmpty) {
    return (
      <>
        {period}
        <Empty
          text={t('nothing')}
          action={{
            label: t('showAll'),
            run: () => navigate(hrefToInsights({ ...place, when: 'all', source: undefined })),
          }}
        />
      </>
    );
  }
  return (
    <>
      {period}
      <Headline told={told} />
      <div className={styles.cards}>
        <DaysChart {...shown} />
        <Sources {...shown} />
        <BuyersChart {...shown} />
        <Hours told={told} place={place} />
        <Attributions {...shown} />
        <FunnelCard {...shown} />
        <Products {...shown} />
        <Visits {...shown} />
        <Commissions sources={sources.map(({ source }) => source)} />
      </div>
    </>
  );
}
