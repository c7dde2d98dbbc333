import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Narrowing } from '../../../state/narrowing.ts';
import { narrowingsOf } from '../../../state/narrowing.ts';
import type { InboxPlace } from '../../../state/route.ts';
import { FilterPanel } from './filter-panel.tsx';
import styles from './filters.module.css';

const filterId = 'order-filter';

/** The focus comes back to the button when what opens is closed. */
export function openFilters(): void {
  focusFilters();
  document.getElementById(filterId)?.click();
}

export const focusFilters = (): void => document.getElementById(filterId)?.focus();

/** What is open: nothing, all that can be narrowed by, or one of it. */
export type Editing = Narrowing | 'all' | null;

type Props = {
  readonly place: InboxPlace;
  readonly editing: Editing;
  readonly onEdit: (editing: Editing) => void;
};

export function FilterButton({ place, editing, onEdit }: Props) {
  const { t } = useTranslation('filters');
  const isOn = narrowingsOf(place).length > 0;
  // stays as it is while it closes: the key that closes it is then still its own
  const [latest, setLatest] = useState<Narrowing | 'all'>('all');
  if (editing !== null && editing !== latest) setLatest(editing);
  return (
    <Popover
      opened={editing !== null}
      onChange={(opened) => !opened && onEdit(null)}
      trapFocus
      position="bottom-end"
      shadow="md"
    >
      <Popover.Target>
        <Tooltip label={t('filter')} disabled={editing !== null}>
          <ActionIcon
            id={filterId}
            variant={isOn ? 'light' : 'default'}
            color="brass"
            size={32}
            aria-label={t('filter')}
            aria-keyshortcuts="F"
            onClick={() => onEdit(editing === null ? 'all' : null)}
          >
            <IconFilter size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel ?? ''} aria-label={t('filterBy')}>
        <FilterPanel key={latest} place={place} editing={latest} onEdit={onEdit} />
      </Popover.Dropdown>
    </Popover>
  );
}
