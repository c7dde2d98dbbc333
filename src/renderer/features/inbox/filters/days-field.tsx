import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Only } from '../../../../shared/order-filter.ts';
import { useApp, useNavigate } from '../../../state/context.tsx';
import { narrowedBy } from '../../../state/narrowing.ts';
import type { InboxPlace } from '../../../state/route.ts';
import { hrefToInbox } from '../../../state/route.ts';
import { useNow } from '../../../ui/use-now.tsx';
import { dayPresets } from './day-presets.ts';
import styles from './filters.module.css';

/** The days orders came on, by the shop's calendar: as people say them, or from one day to another. */
export function DaysField({ place }: { readonly place: InboxPlace }) {
  const { t } = useTranslation('filters');
  const navigate = useNavigate();
  const { timeZone } = useApp();
  const now = useNow();
  const days = place.only?.days ?? {};
  const set = (from: string | undefined, to: string | undefined): void => {
    const next: Only['days'] = { ...(from && { from }), ...(to && { to }) };
    navigate(hrefToInbox(narrowedBy(place, { days: from || to ? next : undefined })));
  };
  return (
    <div className={styles.form}>
      <span className={styles.presets}>
        {dayPresets(now, timeZone).map(({ name, from, to }, index) => (
          <Button
            key={name}
            size="compact-sm"
            variant={days.from === from && days.to === to ? 'light' : 'default'}
            aria-pressed={days.from === from && days.to === to}
            {...(index === 0 && { 'data-first': true })}
            onClick={() => set(from, to)}
          >
            {t(name)}
          </Button>
        ))}
      </span>
      <span className={styles.pair}>
        <TextInput
          type="date"
          size="xs"
          label={t('from')}
          value={days.from ?? ''}
          max={days.to ?? ''}
          onChange={(event) => set(event.currentTarget.value, days.to)}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('to')}
          value={days.to ?? ''}
          min={days.from ?? ''}
          onChange={(event) => set(days.from, event.currentTarget.value)}
        />
      </span>
    </div>
  );
}
