import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxPlace } from '../../../state/routes/route.ts';
import type { Narrowing } from '../state/narrowing.ts';
import { narrowingsOf } from '../state/narrowing.ts';
import { FilterPanel } from './filter-panel.tsx';
import styles from './filters.module.css';

const filterId = 'order-filter';

/** Opens the filters from their button, which gets the focus back when they close. */
export function openFilters(): void {
  focusFilters();
  document.getElementById(filterId)?.click();
}

export const focusFilters = (): void => document.getElementById(filterId)?.focus();

/** The open panel: none, the list of all conditions, or one condition. */
export type Editing = Narrowing | 'all' | null;

type Props = {
  readonly place: InboxPlace;
  readonly editing: Editing;
  readonly onEdit: (editing: Editing) => void;
};

export function FilterButton({ place, editing, onEdit }: Props) {
  const { t } = useTranslation('filters');
  const isOn = narrowingsOf(place).length > 0;
  // keeps its value while the panel closes, so that the panel still handles the key that closes it
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
