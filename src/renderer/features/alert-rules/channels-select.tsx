import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Way } from '../../../shared/alert-rules/channels.ts';

const choices = [
  { value: 'messenger-email', ways: ['messenger', 'email'] },
  { value: 'messenger', ways: ['messenger'] },
  { value: 'email', ways: ['email'] },
  { value: 'email-messenger', ways: ['email', 'messenger'] },
] as const satisfies readonly { readonly value: string; readonly ways: readonly Way[] }[];

type Props = { readonly ways: readonly Way[]; readonly onChange: (ways: readonly Way[]) => void };

/** The channels of a rule in order: the next one is tried if the previous one is refused. */
export function ChannelsSelect({ ways, onChange }: Props) {
  const { t } = useTranslation('bell');
  return (
    <Select
      size="xs"
      aria-label={t('ways')}
      allowDeselect={false}
      value={ways.join('-')}
      data={choices.map(({ value }) => ({ value, label: t(`ways_${value}`) }))}
      onChange={(value) => {
        const chosen = choices.find((one) => one.value === value);
        if (chosen) onChange(chosen.ways);
      }}
    />
  );
}
