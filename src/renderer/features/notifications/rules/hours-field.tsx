import { Chip, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Hours } from '../../../../shared/alert-rules/hours.ts';
import { hoursSchema } from '../../../../shared/alert-rules/hours.ts';
import { localeTags } from '../../../../shared/languages.ts';
import { languageOf } from '../../../lib/i18n/language-of.ts';
import styles from './alert-rules.module.css';

type Props = {
  readonly label: string;
  readonly hours: Hours;
  readonly onChange: (hours: Hours) => void;
};

const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Days and two times; what is no hours, such as no day at all, is not taken. */
export function HoursField({ label, hours, onChange }: Props) {
  const { t, i18n } = useTranslation('alertRules');
  const names = new Intl.DateTimeFormat(localeTags[languageOf(i18n)], {
    weekday: 'short',
    timeZone: 'UTC',
  });
  const change = (part: Partial<Hours>): void => {
    const next = hoursSchema.safeParse({ ...hours, ...part });
    if (next.success) onChange(next.data);
  };
  return (
    <fieldset className={styles.hours}>
      <legend>{label}</legend>
      <Chip.Group
        multiple
        value={hours.days.map(String)}
        onChange={(days) => change({ days: days.map(Number).toSorted((a, b) => a - b) })}
      >
        <Group gap={4}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Chip key={day} value={String(day)} size="xs">
              {names.format(monday + (day - 1) * dayMs)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <TextInput
        type="time"
        size="xs"
        label={t('from')}
        value={hours.from}
        onChange={({ currentTarget }) => change({ from: currentTarget.value })}
      />
      <TextInput
        type="time"
        size="xs"
        label={t('to')}
        value={hours.to}
        onChange={({ currentTarget }) => change({ to: currentTarget.value })}
      />
    </fieldset>
  );
}
