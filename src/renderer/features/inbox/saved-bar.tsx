import { ActionIcon, Button, Menu, Popover, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../shared/saved-views.ts';
import { useNavigate } from '../../state/context.tsx';
import { isModified, placeOfSaved, savedAs } from '../../state/inbox/saved-place.ts';
import type { InboxPlace } from '../../state/routes/route.ts';
import { hrefToInbox, isNarrow } from '../../state/routes/route.ts';
import { focusList } from './list-focus.ts';
import { useLook, useSavedView } from './row/use-row-look.ts';
import styles from './saved-bar.module.css';
import { useViewActs } from './use-view-acts.tsx';

/** Saves the current filter as a view. For a changed saved view: update it, save a new one, or revert. */
export function SavedBar({ place }: { readonly place: InboxPlace }) {
  const { t } = useTranslation('filters');
  const navigate = useNavigate();
  const saved = useSavedView(place);
  const look = useLook(place);
  const acts = useViewActs();
  if (saved === null) {
    if (!isNarrow(place) && place.sort === undefined) return null;
    return (
      <div className={styles.bar}>
        <NamePopover
          words={t('saveView')}
          does={t('doSave')}
          onName={(name) => void acts.save(savedAs(place, { id: crypto.randomUUID(), name }, look), 'new')}
        />
      </div>
    );
  }
  if (!isModified(place, saved)) return null;
  return (
    <div className={styles.bar}>
      <span className={styles.modified}>{t('modified')}</span>
      <Button
        variant="subtle"
        size="compact-sm"
        px={6}
        fz={12}
        onClick={() => {
          void acts.save(savedAs(place, saved, look), 'changed', saved);
          focusList(); // the button is removed with the change
        }}
      >
        {t('save')}
      </Button>
      <NamePopover
        words={t('saveAs')}
        does={t('doSave')}
        onName={(name) => void acts.save(savedAs(place, { id: crypto.randomUUID(), name }, look), 'new')}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        px={6}
        fz={12}
        onClick={() => {
          navigate(hrefToInbox({ ...placeOfSaved(saved), order: place.order }));
          focusList();
        }}
      >
        {t('reset')}
      </Button>
    </div>
  );
}

/** The actions on the current saved view. */
export function ViewMenu({ view }: { readonly view: SavedView }) {
  const { t } = useTranslation('filters');
  const acts = useViewActs();
  const [isNaming, setNaming] = useState(false);
  return (
    <Popover opened={isNaming} onChange={setNaming} trapFocus position="bottom-end" shadow="md">
      <Popover.Target>
        <span>
          <Menu returnFocus={!isNaming} position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={32} aria-label={t('viewMenu', { name: view.name })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => requestAnimationFrame(() => setNaming(true))}>
                {t('rename')}
              </Menu.Item>
              <Menu.Item
                onClick={() => {
                  void acts.remove(view);
                  requestAnimationFrame(focusList); // the menu is removed with the view
                }}
              >
                {t('removeView')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('viewName')}>
        <NameForm
          before={view.name}
          does={t('doRename')}
          onName={(name) => {
            setNaming(false);
            void acts.save({ ...view, name }, 'renamed', view);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

type NamePopoverProps = {
  readonly words: string;
  readonly does: string;
  readonly onName: (name: string) => void;
};

function NamePopover({ words, does, onName }: NamePopoverProps) {
  const { t } = useTranslation('filters');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" px={6} fz={12} onClick={() => setOpen(!isOpen)}>
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('viewName')}>
        <NameForm
          before=""
          does={does}
          onName={(name) => {
            setOpen(false);
            onName(name);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

type NameFormProps = {
  readonly before: string;
  readonly does: string;
  readonly onName: (name: string) => void;
};

function NameForm({ before, does, onName }: NameFormProps) {
  const { t } = useTranslation('filters');
  const [name, setName] = useState(before);
  const wanted = name.trim();
  return (
    <form
      className={styles.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') onName(wanted);
      }}
    >
      <TextInput
        data-autofocus
        size="xs"
        label={t('viewName')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={wanted === ''}>
        {does}
      </Button>
    </form>
  );
}
