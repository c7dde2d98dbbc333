import { IconPlus, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useApp, useNavigate } from '../../../state/context.tsx';
import type { InboxPlace } from '../../../state/routes/route.ts';
import { hrefToInbox, isSearchedView, searchedInAll } from '../../../state/routes/route.ts';
import { narrowingsOf, without } from '../state/narrowing.ts';
import type { Editing } from './filter-button.tsx';
import { focusFilters } from './filter-button.tsx';
import styles from './filters.module.css';
import { useFilterWords } from './use-filter-words.ts';

type Chip = {
  readonly key: string;
  readonly words: string;
  readonly edit: (() => void) | null;
  readonly rest: InboxPlace;
};

type Props = { readonly place: InboxPlace; readonly onEdit: (editing: Editing) => void };

/**
 * The filters of the list, and a search with its view, as chips. A chip is removed by its cross, Backspace or Delete; the focus
 * moves to the next chip.
 */
export function Chips({ place, onEdit }: Props) {
  const { t } = useTranslation(['filters', 'inbox']);
  const format = useFormat();
  const navigate = useNavigate();
  const { sources } = useApp();
  const words = useFilterWords();
  const list = useRef<HTMLUListElement>(null);
  const { span, back } = place;
  const chips: readonly Chip[] = [
    ...(isSearchedView(place)
      ? [
          {
            key: 'view',
            words: t('filters:is', {
              name: t('filters:field_view'),
              values: t(`inbox:view_${place.view}`),
            }),
            edit: null,
            rest: searchedInAll(place),
          },
        ]
      : []),
    ...narrowingsOf(place)
      // sources have their own buttons in the line above
      .filter((one) => one !== 'sources' || sources.length < 2)
      .map((one) => ({
        key: one,
        words: words.of(place, one),
        edit: () => onEdit(one),
        rest: without(place, one),
      })),
    ...(span
      ? [
          {
            key: 'span',
            words: t('inbox:span', { range: format.range(span.from, span.to) }),
            edit: null,
            rest: { ...place, span: null },
          },
        ]
      : []),
  ];
  if (chips.length === 0 && !back) return null;

  const remove = (index: number): void => {
    const chip = chips[index];
    if (chip === undefined) return;
    navigate(hrefToInbox(chip.rest));
    // the chip is removed with its buttons
    requestAnimationFrame(() => {
      const left = [...(list.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
      const next = left[Math.min(index, left.length - 1)];
      if (next === undefined) focusFilters();
      else next.focus();
    });
  };
  const press = (event: KeyboardEvent, index: number): void => {
    if (event.key !== 'Backspace' && event.key !== 'Delete') return;
    event.preventDefault();
    event.stopPropagation();
    remove(index);
  };
  return (
    <ul ref={list} className={styles.chips} aria-label={t('filters:chips')}>
      {chips.map((chip, index) => (
        <li key={chip.key} className={styles.chip} onKeyDown={(event) => press(event, index)}>
          {chip.edit === null ? (
            <span className={styles.words}>{chip.words}</span>
          ) : (
            <button
              type="button"
              className={styles.words}
              data-chip
              aria-label={t('filters:change', { what: chip.words })}
              onClick={chip.edit}
            >
              {chip.words}
            </button>
          )}
          <button
            type="button"
            className={styles.cross}
            {...(chip.edit === null && { 'data-chip': true })}
            aria-label={
              chip.key === 'span' ? t('inbox:spanLeave') : t('filters:remove', { what: chip.words })
            }
            onClick={() => remove(index)}
          >
            <IconX size={12} aria-hidden />
          </button>
        </li>
      ))}
      {back && (
        <li>
          <button
            type="button"
            className={styles.offer}
            onClick={() => {
              navigate(hrefToInbox({ ...place, view: back, back: null }));
              requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[data-chip]')?.focus());
            }}
          >
            <IconPlus size={12} aria-hidden />
            {t('filters:onlyIn', { view: t(`inbox:view_${back}`) })}
          </button>
        </li>
      )}
      {chips.length > 1 && (
        <li>
          <button
            type="button"
            className={styles.clear}
            onClick={() => {
              const all = isSearchedView(place) ? searchedInAll(place) : place;
              navigate(hrefToInbox({ ...all, only: {}, span: null }));
              focusFilters();
            }}
          >
            {t('filters:clearAll')}
          </button>
        </li>
      )}
    </ul>
  );
}
