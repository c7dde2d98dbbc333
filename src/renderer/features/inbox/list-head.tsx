import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import list from '../../components/layout/long-list.module.css';
import { SourceMark, useSourceName } from '../../components/source/source-mark.tsx';
import { SearchField } from '../../components/ui/search-field.tsx';
import { useApp, useNavigate, useStores } from '../../state/context.tsx';
import type { InboxPlace } from '../../state/routes/route.ts';
import { hrefToInbox, inboxPlaceOf, searchedBy } from '../../state/routes/route.ts';
import { Chips } from './filters/chips.tsx';
import type { Editing } from './filters/filter-button.tsx';
import { FilterButton } from './filters/filter-button.tsx';
import styles from './inbox.module.css';
import { focusList, scrollListToTop } from './list-focus.ts';
import { useSavedView } from './row/use-row-look.ts';
import { SavedBar, ViewMenu } from './saved-bar.tsx';
import { ShowMenu } from './show-menu.tsx';
import { narrowedBy, toggled } from './state/narrowing.ts';
import { Views } from './views.tsx';

type Props = { readonly place: InboxPlace };

/** The view with its count, search and filters; all of it is in the URL. */
export function ListHead({ place }: Props) {
  const [editing, setEditing] = useState<Editing>(null);
  const saved = useSavedView(place);
  return (
    <div className={list.head}>
      <Views />
      <div className={list.line}>
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
  return (
    <SearchField
      id={searchId}
      label={t('search')}
      hint={t('searchHint')}
      clearLabel={t('clearSearch')}
      text={place.text}
      settleMs={settleMs}
      // uses the current route, because a click may have changed the view meanwhile
      onText={(text) =>
        navigate(hrefToInbox(searchedBy(inboxPlaceOf(route.getState()), text)), { replace: true })
      }
      onLeave={focusList}
    />
  );
}

/** The button for new orders, beside the search, where it covers no row. */
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
