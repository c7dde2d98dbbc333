import { SegmentedControl, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { presets } from '../../../shared/insights/range.ts';
import type { Insights } from '../../../shared/insights/report.ts';
import { useSourceName } from '../../components/source/source-mark.tsx';
import { useApp, useNavigate } from '../../state/context.tsx';
import styles from './insights.module.css';
import type { InsightsPlace } from './insights-place.ts';
import { hrefToInsights, measures } from './insights-place.ts';
import { useDays } from './use-words.ts';

type Props = { readonly place: InsightsPlace; readonly told: Insights | null };

/** The days, the source and the measure of the bars; all of it is in the URL. */
export function Choices({ place, told }: Props) {
  const { t } = useTranslation('insights');
  const { sources } = useApp();
  const nameOf = useSourceName();
  const navigate = useNavigate();
  const go = (next: InsightsPlace): void => navigate(hrefToInsights(next), { replace: true });
  const known = new Set([
    ...sources.map(({ source }) => source),
    ...(told?.sources ?? []).map((one) => one.source),
  ]);
  const [first] = told?.currencies ?? [];
  return (
    <div className={styles.choices}>
      <nav className={styles.presets} aria-label={t('days')}>
        {presets.map((preset) => (
          <a
            key={preset}
            className={styles.preset}
            href={hrefToInsights({ ...place, when: preset })}
            aria-current={place.when === preset ? 'true' : undefined}
          >
            {t(`preset_${preset}`)}
          </a>
        ))}
      </nav>
      <Days key={JSON.stringify(told?.range)} place={place} told={told} />
      <Select
        aria-label={t('source')}
        placeholder={t('anySource')}
        data={[...known].map((value) => ({ value, label: nameOf(value) }))}
        value={place.source ?? null}
        clearable
        onChange={(source) => go({ ...place, source: [...known].find((one) => one === source) })}
      />
      <SegmentedControl
        aria-label={t('measure')}
        size="xs"
        transitionDuration={0}
        data={measures.map((value) => ({ value, label: t(value) }))}
        value={place.measure}
        onChange={(measure) => go({ ...place, measure: measures.find((one) => one === measure) ?? 'orders' })}
      />
      {told !== null && told.currencies.length > 1 && place.measure === 'revenue' && (
        <SegmentedControl
          aria-label={t('currency')}
          size="xs"
          transitionDuration={0}
          data={[...told.currencies]}
          value={place.currency ?? first ?? ''}
          onChange={(currency) => go({ ...place, currency: currency === first ? undefined : currency })}
        />
      )}
    </div>
  );
}

/** A custom range; it is requested when both days are chosen. */
function Days({ place, told }: Props) {
  const { t } = useTranslation('insights');
  const navigate = useNavigate();
  const chosen = typeof place.when === 'string' ? (told?.range ?? null) : place.when;
  const [days, setDays] = useState<[string | null, string | null]>([
    chosen?.from ?? null,
    chosen?.to ?? null,
  ]);
  const words = useDays();
  const written = ([from, to]: typeof days): string =>
    from === null
      ? t('customDays')
      : to === null
        ? `${words.range({ from, to: from })} –`
        : words.range({ from, to });
  return (
    <DatePickerInput
      type="range"
      aria-label={`${t('customDays')}: ${written(days)}`}
      placeholder={t('customDays')}
      valueFormatter={() => written(days)}
      allowSingleDateInRange
      value={days}
      onChange={(next) => {
        setDays(next);
        const [from, to] = next;
        if (from !== null && to !== null) {
          navigate(hrefToInsights({ ...place, when: { from, to } }), { replace: true });
        }
      }}
      popoverProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
