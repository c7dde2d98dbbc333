import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useApp } from '../../../state/context.tsx';
import { newAmong } from '../../../state/inbox/batches.ts';
import { snoozeTimes } from '../../../state/inbox/snooze-times.ts';
import { dayAfter, momentOf, shopMoment } from '../../../state/shop-clock.ts';
import styles from './action-menu.module.css';
import type { ListProps } from './list-props.ts';
import { Option, Options } from './options.tsx';

const two = (value: number): string => String(value).padStart(2, '0');

/** The snooze time: a usual one, or a custom day and time, by the shop's clock. */
export function SnoozeList({ menu, onDo }: ListProps) {
  const { t } = useTranslation('orderActions');
  const format = useFormat();
  const { timeZone } = useApp();
  const now = useNow();
  const [date, setDate] = useState(() => dayAfter(shopMoment(now, timeZone).date, 1));
  const [time, setTime] = useState('12:00');
  const isAsleep = menu.known.some(({ snoozedUntil }) => snoozedUntil !== null && snoozedUntil > now);
  const until =
    /^\d{4}-\d\d-\d\d$/.test(date) && /^\d\d:\d\d/.test(time) ? momentOf(date, time, timeZone) : null;
  const isPast = until === null || until <= now;
  const taken = newAmong(menu.target, menu.known);
  const put = (at: number | null): void => onDo({ kind: 'snooze', until: at });
  /** `18:00`, `Mon 30 Nov 9:00`: in the shop's time zone, not this computer's. */
  const shown = (at: number): string => {
    const { date: day, minutes } = shopMoment(at, timeZone);
    const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    return day === shopMoment(now, timeZone).date ? clock : `${format.shortCalendarDay(day)} ${clock}`;
  };

  return (
    <>
      {taken > 0 && <p className={styles.quiet}>{t('snoozeTakes', { count: taken })}</p>}
      <Options>
        {isAsleep && <Option words={t('awake')} onPick={() => put(null)} />}
        {snoozeTimes(now, timeZone).map(({ name, at }, index) => (
          <Option
            key={name}
            words={t(`snooze_${name}`)}
            aside={shown(at)}
            autoFocus={index === 0}
            onPick={() => put(at)}
          />
        ))}
      </Options>
      <form
        className={styles.form}
        aria-label={t('snoozeOwn')}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPast) put(until);
        }}
      >
        <span className={styles.row}>
          <TextInput
            type="date"
            size="xs"
            aria-label={t('snoozeOwn')}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            size="xs"
            aria-label={t('snoozeOwn')}
            value={time}
            error={isPast && until !== null ? t('snoozePast') : null}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </span>
        <Button type="submit" variant="default" disabled={isPast}>
          {t('snoozeDo')}
        </Button>
      </form>
    </>
  );
}
