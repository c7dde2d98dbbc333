import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Way } from '../../../../shared/alert-rules/channels.ts';
import { ways as allWays } from '../../../../shared/alert-rules/channels.ts';
import { useStores } from '../../../state/context.tsx';

type Props = { readonly ways: readonly Way[]; readonly onChange: (ways: readonly Way[]) => void };

/** The channels of a rule in order: the next one is tried if the previous one is refused. */
export function ChannelsSelect({ ways, onChange }: Props) {
  const { t } = useTranslation('alertRules');
  const channelsInOrder = useChannelsInOrder();
  const asked = useStore(useStores().bell);
  const managers = asked.state === 'ready' ? asked.value.managers : [];
  const used = allWays.filter((way) =>
    managers.some(({ channels }) => channels.some((one) => one.way === way)),
  );
  const offered = used.length > 0 ? used : allWays;
  const choices = arrangementsOf(offered).map((chosen) => ({ value: chosen.join('-'), chosen }));
  const shown = ways.filter((way) => offered.includes(way));
  return (
    <Select
      size="xs"
      aria-label={t('ways')}
      allowDeselect={false}
      value={(shown.length > 0 ? shown : ways).join('-')}
      data={choices.map(({ value, chosen }) => ({ value, label: channelsInOrder(chosen) }))}
      onChange={(value) => {
        const choice = choices.find((one) => one.value === value);
        if (choice) onChange(choice.chosen);
      }}
    />
  );
}

/** Renders channels as "Messenger, then e-mail". */
export function useChannelsInOrder(): (ways: readonly Way[]) => string {
  const { t } = useTranslation(['alertRules', 'order']);
  return (ways) => {
    const names = ways.map((way) => t(`order:channel_${way}`));
    const [first = '', ...rest] = names;
    if (rest.length === 0) return t('alertRules:ways_one', { channel: first });
    return rest.reduce<string>((before, next) => t('alertRules:ways_next', { first: before, next }), first);
  };
}

/** Every order of some of these, the whole list first. */
function arrangementsOf(ways: readonly Way[]): readonly (readonly Way[])[] {
  const all = ways.flatMap((first): readonly (readonly Way[])[] => [
    ...arrangementsOf(ways.filter((way) => way !== first)).map((rest) => [first, ...rest]),
    [first],
  ]);
  return all.toSorted((one, other) => other.length - one.length);
}
