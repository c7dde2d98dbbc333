import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import hidden from '../../components/ui/hidden.module.css';
import { useHotkeyList } from '../../lib/browser/use-hotkeys.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useOwnStore } from '../../state/context.tsx';
import { LineWords } from './line-words.tsx';
import type { Line } from './lines.ts';
import { groups, lineFrom, linesOf } from './lines.ts';
import styles from './palette.module.css';
import { paletteStore } from './palette-store.ts';
import { useRunLine } from './use-run-line.ts';

type Props = {
  /** Closes the palette, then runs the command. */
  readonly onRun: (run: () => void) => void;
};

/** The search field and its results. The focus stays in the field; arrows move the active line. */
export function PaletteBody({ onRun }: Props) {
  const { t } = useTranslation('palette');
  const palette = useOwnStore(paletteStore);
  const search = useStore(palette);
  const commands = useHotkeyList().filter(({ id }) => id !== 'palette');
  const [typed, setTyped] = useState('');
  const [pointed, setPointed] = useState<string | null>(null);
  /** Stops waiting for the answer whose first line should run. */
  const endWaiting = useRef<() => void>(() => {});
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const runLine = useRunLine();
  const said = useSaid();
  const lines = linesOf(commands, typed, search);
  const active = lines.find(({ id }) => id === pointed) ?? lines[0] ?? null;
  const isOld = search.state === 'searching' && pointed === null && active?.kind !== 'command';
  const optionId = (id: string): string => `${listId}-${id}`;

  // The focus trap waits for a timer, and quick typing would be lost until then
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(
    () => () => {
      endWaiting.current();
      palette.search('');
    },
    [palette],
  );

  function run(line: Line): void {
    onRun(() => runLine(line));
  }
  function runFirstFound(): void {
    endWaiting.current();
    endWaiting.current = palette.subscribe((now) => {
      if (now.state === 'searching') return;
      endWaiting.current();
      const [first] = linesOf(commands, typed, now);
      if (first) run(first);
    });
  }
  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (active !== null || isOld)) {
      event.preventDefault();
      if (isOld) runFirstFound();
      else if (active !== null) run(active);
    }
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = lineFrom(lines, active?.id ?? null, by);
    setPointed(next);
    if (next !== null) document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <>
      <div className={styles.field}>
        <IconSearch size={18} aria-hidden />
        <input
          ref={field}
          data-autofocus
          className={styles.input}
          role="combobox"
          aria-label={t('field')}
          aria-expanded={lines.length > 0}
          aria-controls={listId}
          aria-activedescendant={active === null ? undefined : optionId(active.id)}
          aria-autocomplete="list"
          placeholder={t('hint')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            setPointed(null);
            endWaiting.current();
            palette.search(value);
          }}
          onKeyDown={press}
        />
      </div>
      <span role="status" className={hidden.hidden}>
        {search.state === 'searching' ? '' : t('found', { count: lines.length })}
      </span>
      <div id={listId} className={styles.list} role="listbox" aria-label={t('title')}>
        {groups.map((group) => {
          const own = lines.filter(({ kind }) => (kind === 'more' ? 'order' : kind) === group);
          if (own.length === 0) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset holds controls, these are options
            <div key={group} role="group" aria-label={t(`group_${group}`)}>
              <div className={styles.group} aria-hidden>
                {t(`group_${group}`)}
              </div>
              {own.map((line) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and its keys move and run
                // biome-ignore lint/a11y/useFocusableInteractive: as above
                <div
                  key={line.id}
                  id={optionId(line.id)}
                  role="option"
                  aria-selected={line.id === active?.id}
                  className={styles.line}
                  onMouseMove={() => line.id !== active?.id && setPointed(line.id)}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => run(line)}
                >
                  <LineWords line={line} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {search.state === 'failed' && (
        <p role="alert" className={styles.failed}>
          {t('failed', { message: said(search.error.message) })}
        </p>
      )}
      {lines.length === 0 && search.state === 'ready' && (
        <p className={styles.nothing}>{t('nothing', { text: typed.trim() })}</p>
      )}
    </>
  );
}
