import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnStore } from '../../state/context.tsx';
import { findPlace } from './find-place.ts';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import styles from './trainer.module.css';

const mostShown = 300;

/** The mail as lines of text: for a mail without HTML, and for use without a mouse. */
export function Pieces({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const trainer = useOwnStore(trainerStore);
  const { view, asked, form } = lesson;
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  const found = view.pieces.flatMap((text, index) => (holds(text, words) ? [{ text, index }] : []));
  const shown = found.slice(0, mostShown);
  const current = Math.min(at, shown.length - 1);
  const value = asked === null || asked === 'item' || asked === 'fee' ? '' : form.fields[asked];
  const source =
    asked === null || asked === 'item' || asked === 'fee' ? null : findPlace(view.pieces, asked, value);
  useEffect(() => {
    list.current?.querySelector(`#piece-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  function take(text: string): void {
    void trainer.pick({ text });
    setWords('');
    setAt(0);
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (event.altKey) trainer.step(step);
      else setAt(Math.max(0, Math.min(shown.length - 1, current + step)));
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const piece = shown[current];
      if (piece) take(piece.text);
    } else if (event.key === 'Escape' && words !== '') {
      event.stopPropagation();
      setWords('');
    }
  }

  /** A mouse selection is taken exactly. */
  function click(text: string): void {
    const selected = window.getSelection()?.toString().trim() ?? '';
    window.getSelection()?.removeAllRanges();
    take(selected !== '' && text.includes(selected) ? selected : text);
  }

  return (
    <div className={styles.pieces}>
      <TextInput
        id="trainer-pieces"
        size="xs"
        role="combobox"
        aria-expanded="true"
        aria-controls="trainer-piece-list"
        aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? `piece-${current}` : undefined}
        aria-label={t('findPiece')}
        placeholder={t('findPieceHint')}
        leftSection={<IconSearch size={14} />}
        value={words}
        autoComplete="off"
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div
        ref={list}
        id="trainer-piece-list"
        role="listbox"
        aria-label={t('pieces')}
        className={styles.pieceList}
        tabIndex={-1}
      >
        {shown.map(({ text, index }, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={index}
            id={`piece-${place}`}
            role="option"
            aria-selected={place === current}
            className={styles.piece}
            data-source={index === source}
            onClick={() => click(text)}
          >
            <span className={styles.pieceText}>{text}</span>
            {index === source && <span className={styles.pieceNote}>{t('pieceSource')}</span>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.quiet}>{t('piecesNone')}</p>}
      {found.length > shown.length && (
        <p className={styles.quiet}>{t('piecesMore', { shown: shown.length, total: found.length })}</p>
      )}
    </div>
  );
}

const holds = (text: string, words: string): boolean => {
  const folded = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => folded.includes(word));
};
