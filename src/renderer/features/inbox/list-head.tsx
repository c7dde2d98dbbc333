import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { IconArrowUp, IconSearch, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Source } from '../../../shared/ids.ts';
import type { Only } from '../../../shared/order-filter.ts';
import { inboxViews } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { SourceMark, useSourceName } from '../../order-parts/source-mark.tsx';
import { useApp, useNavigate, useStores } from '../../state/context.tsx';
import type { InboxPlace } from '../../state/route.ts';
import { hrefToInbox, inboxPlaceOf } from '../../state/route.ts';
import { useTypedText } from '../../ui/use-typed-text.ts';
import styles from './inbox.module.css';
import { focusList, scrollListToTop } from './list-focus.ts';

type Props = { readonly place: InboxPlace };

/** Which orders: a view with its count, words, a source. All of it stands in the address. */
export function ListHead({ place }: Props) {
  return (
    <div className={styles.head}>
      <Views place={place} />
      <div className={styles.line}>
        <Search place={place} />
        <NewAbove />
      </div>
      <CameIn place={place} />
      <Sources place={place} />
    </div>
  );
}

function Views({ place }: Props) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const listing = useStore(useStores().inbox, (state) => state.listing);
  return (
    <nav className={styles.views} aria-label={t('views')}>
      {inboxViews.map((view) => {
        const count = listing.state === 'ready' ? listing.counts[view] : null;
        // most shops never see a forged order: no word about it until there is one
        if (view === 'quarantine' && view !== place.view && !count) return null;
        return (
          <a
            key={view}
            className={styles.view}
            href={hrefToInbox({ ...place, view })}
            aria-current={view === place.view ? 'page' : undefined}
            data-doubtful={view === 'quarantine'}
            data-hot={view === 'new' && count !== null && count > 0}
          >
            {t(`view_${view}`)}
            {count !== null && view !== 'all' && count > 0 && (
              <span className={styles.number}>{format.count(count)}</span>
            )}
          </a>
        );
      })}
    </nav>
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

/** That only a stretch of time is shown, and the way out of it. */
function CameIn({ place }: Props) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const navigate = useNavigate();
  const { span } = place;
  if (!span) return null;
  const leave = (): void => {
    navigate(hrefToInbox({ ...place, span: null }));
    focusList(); // the button goes with the filter
  };
  return (
    <div className={styles.sources}>
      <button type="button" className={styles.chip} aria-pressed aria-label={t('spanLeave')} onClick={leave}>
        {t('span', { range: format.range(span.from, span.to) })}
        <IconX size={12} aria-hidden />
      </button>
    </div>
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
        const others = (place.only?.sources ?? []).filter((one) => one !== source);
        const isOn = place.only?.sources?.includes(source) ?? false;
        return (
          <button
            key={source}
            type="button"
            className={styles.chip}
            aria-pressed={isOn}
            aria-label={t('onlySource', { name: nameOf(source) })}
            onClick={() =>
              navigate(
                hrefToInbox({ ...place, only: withSources(place.only, isOn ? others : [...others, source]) }),
              )
            }
          >
            <SourceMark source={source} size={13} />
          </button>
        );
      })}
    </fieldset>
  );
}

function withSources({ sources: _before, ...only }: Only = {}, sources: readonly Source[]): Only {
  return sources.length === 0 ? only : { ...only, sources };
}
