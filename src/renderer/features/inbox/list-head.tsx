import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconArrowUp, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { SourceMark, useSourceName } from '../../order-parts/source-mark.tsx';
import { useApp, useNavigate, useStores } from '../../state/context.tsx';
import { narrowedBy, toggled } from '../../state/narrowing.ts';
import type { InboxPlace } from '../../state/route.ts';
import { hrefToInbox, inboxPlaceOf } from '../../state/route.ts';
import { useTypedText } from '../../ui/use-typed-text.ts';
import { Chips } from './filters/chips.tsx';
import type { Editing } from './filters/filter-button.tsx';
import { FilterButton } from './filters/filter-button.tsx';
import styles from './inbox.module.css';
import { focusList, scrollListToTop } from './list-focus.ts';
import { SavedBar, ViewMenu } from './saved-bar.tsx';
import { ShowMenu } from './show-menu.tsx';
import { useSavedView } from './use-look.ts';
import { Views } from './views.tsx';

type Props = { readonly place: InboxPlace };

/** Which orders: a view with its count, words, conditions. All of it stands in the address. */
export function ListHead({ place }: Props) {
  const [editing, setEditing] = useState<Editing>(null);
  const saved = useSavedView(place);
  return (
    <div className={styles.head}>
      <Views />
      <div className={styles.line}>
        <Search place={place} />
        <FilterButton place={place} editing={editing} onEdit={setEditing} />
        <ShowMenu place={place} />
        {saved !== null && <ViewMenu view={saved} />}
        <NewAbove />
      </div>
      <Sources place={place} />
      <Chips place={place} onEdit={setEditing} />
      <SavedBar place={place} />
    </div>
  );
}

const searchId = 'order-search';
const settleMs = 40;

export const focusSearch = (): void => {
  const input = document.getElementById(searchId);
  if (!(input instanceof HTMLInputElement)) return;
  input.focus();
  input.select();
};

function Search({ place }: Props) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const { route } = useStores();
  const [typed, type] = useTypedText(place.text, (text) =>
    // from where the window is by then: a click may have changed the view meanwhile
    navigate(hrefToInbox({ ...inboxPlaceOf(route.getState()), text }), { replace: true }),
  );

  const clear = (): void => {
    type('', 0);
    focusSearch(); // the button goes with the text
  };

  return (
    <TextInput
      id={searchId}
      className={styles.search ?? ''}
      type="search"
      aria-label={t('search')}
      aria-keyshortcuts="/"
      placeholder={t('searchHint')}
      maxLength={200}
      value={typed}
      onChange={(event) => type(event.currentTarget.value, settleMs)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') {
          event.stopPropagation();
          if (typed !== '') type('', 0);
          else focusList();
        } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
          event.preventDefault();
          event.stopPropagation();
          focusList();
        }
      }}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden>
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label={t('clearSearch')} onClick={clear} />
        )
      }
    />
  );
}

/** Beside the search, where it covers no row. */
function NewAbove() {
  const { t } = useTranslation('inbox');
  const { inbox } = useStores();
  const above = useStore(inbox, (state) => state.above);
  if (above === 0) return null;
  const reveal = (): void => {
    inbox.reveal();
    scrollListToTop();
    focusList();
  };
  return (
    <button type="button" className={styles.pill} onClick={reveal}>
      <IconArrowUp size={14} aria-hidden />
      {t('newAbove', { count: above })}
    </button>
  );
}

function Sources({ place }: Props) {
  const { t } = useTranslation('inbox');
  const { sources } = useApp();
  const navigate = useNavigate();
  const nameOf = useSourceName();
  if (sources.length < 2) return null;
  return (
    <fieldset className={styles.sources} aria-label={t('sources')}>
      {sources.map(({ source }) => {
        const isOn = place.only?.sources?.includes(source) ?? false;
        const toggle = (): void =>
          navigate(hrefToInbox(narrowedBy(place, { sources: toggled(place.only?.sources, source) })));
        return (
          <button
            key={source}
            type="button"
            className={styles.chip}
            aria-pressed={isOn}
            aria-label={t('onlySource', { name: nameOf(source) })}
            onClick={toggle}
            onKeyDown={(event) => {
              if (isOn && (event.key === 'Backspace' || event.key === 'Delete')) toggle();
            }}
          >
            <SourceMark source={source} size={13} />
          </button>
        );
      })}
    </fieldset>
  );
}
