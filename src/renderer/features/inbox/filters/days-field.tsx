import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { rangeOf } from '../../../../shared/insights/range.ts';
import type { Only } from '../../../../shared/order-filter.ts';
import { dayPresets } from '../../../../shared/order-filter.ts';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useApp, useNavigate } from '../../../state/context.tsx';
import type { InboxPlace } from '../../../state/routes/route.ts';
import { hrefToInbox } from '../../../state/routes/route.ts';
import { shopMoment } from '../../../state/shop-clock.ts';
import { narrowedBy } from '../state/narrowing.ts';
import styles from './filters.module.css';

/** The days on which orders arrived, by the shop's calendar: usual ranges, or a custom range. */
export function DaysField({ place }: { readonly place: InboxPlace }) {
  const { t } = useTranslation('filters');
  const navigate = useNavigate();
  const { timeZone } = useApp();
  const now = useNow();
  const days = place.only?.days ?? {};
  const { from = '', to = '' } =
    typeof days === 'string' ? rangeOf(days, shopMoment(now, timeZone).date, null) : days;
  const set = (next: Only['days']): void => navigate(hrefToInbox(narrowedBy(place, { days: next })));
  const setRange = (from: string, to: string): void =>
    set(from || to ? { ...(from && { from }), ...(to && { to }) } : undefined);
  return (
    <div className={styles.form}>
      <span className={styles.presets}>
        {dayPresets.map((preset, index) => (
          <Button
            key={preset}
            size="compact-sm"
            variant={days === preset ? 'light' : 'default'}
            aria-pressed={days === preset}
            {...(index === 0 && { 'data-first': true })}
            onClick={() => set(preset)}
          >
            {t(`days_${preset}`)}
          </Button>
        ))}
      </span>
      <span className={styles.pair}>
        <TextInput
          type="date"
          size="xs"
          label={t('from')}
          value={from}
          max={to}
          onChange={(event) => setRange(event.currentTarget.value, to)}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('to')}
          value={to}
          min={from}
          onChange={(event) => setRange(from, event.currentTarget.value)}
        />
      </span>
    </div>
  );
}
