import { TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VariantView } from '../../../../shared/views.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { browserClock } from '../../../lib/clock.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import hidden from '../../ui/hidden.module.css';
import { Picture } from '../../ui/picture.tsx';
import { createPickerSearch } from './picker-search.ts';
import styles from './product-picker.module.css';

export type Picked =
  | { readonly kind: 'variant'; readonly variant: VariantView }
  | { readonly kind: 'free'; readonly title: string };

type Props = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly error: ReactNode;
  /** The text in the field when the form was left. */
  readonly startText: string;
  readonly onType: (text: string) => void;
  readonly onPick: (picked: Picked) => void;
};

/**
 * Type, arrows, Enter: adds a product, or the typed text as a custom line. An Enter before the catalogue's answer waits for it,
 * unless the text or choice changes or the field loses focus.
 */
export function ProductPicker({ input, error, startText, onType, onPick }: Props) {
  const { t } = useTranslation('orderForm');
  const said = useSaid();
  const client = useClient();
  const [search] = useState(() => createPickerSearch(client, browserClock));
  const found = useStore(search);
  const [text, setText] = useState(startText);
  const [open, setOpen] = useState(false);
  /** The active option by key, so that it stays the same when the list changes. Null is the first. */
  const [active, setActive] = useState<string | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => search.stop, [search]);

  const title = text.trim();
  const variants = found.state === 'ready' ? found.variants : [];
  const choices: readonly Picked[] = [
    ...variants.map((variant) => ({ kind: 'variant', variant }) as const),
    ...(title === '' ? [] : [{ kind: 'free', title } as const]),
  ];
  const current = Math.max(
    0,
    choices.findIndex((choice) => keyOf(choice) === active),
  );
  // ignore answers to an earlier text
  const isAnswered = found.state !== 'idle' && found.text === text;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active choice is looked up in the document
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, open]);

  function show(): void {
    if (open) return;
    setOpen(true);
    search.search(text);
  }
  function hide(): void {
    setOpen(false);
    setActive(null);
    setWaiting(false);
    search.stop();
  }
  function type(next: string): void {
    setText(next);
    onType(next);
  }
  function pick(choice: Picked | undefined): void {
    if (choice === undefined) return;
    type('');
    hide();
    onPick(choice);
  }
  function pickWhenAnswered(): void {
    setWaiting(true);
    search.whenAnswered(([first]) =>
      pick(first === undefined ? { kind: 'free', title } : { kind: 'variant', variant: first }),
    );
  }

  function chooseNext(step: number): void {
    const next = choices[(current + step + choices.length) % choices.length];
    if (next === undefined) return;
    setActive(keyOf(next));
    setWaiting(false);
    search.whenAnswered(() => undefined);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) show();
      else chooseNext(step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!open) show();
      else if (isAnswered || active !== null) pick(choices[current]);
      else if (title !== '') pickWhenAnswered();
    } else if (event.key === 'Escape' && (open || text !== '')) {
      event.preventDefault();
      event.stopPropagation();
      if (open) hide();
      else type('');
    }
  }

  const isShown = open && (choices.length > 0 || found.state !== 'idle');
  return (
    <div className={styles.picker}>
      <TextInput
        ref={input}
        aria-label={t('addProduct')}
        placeholder={`${t('addProduct')}: ${t('addProductHint')}`}
        leftSection={<IconSearch size={16} />}
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && choices.length > 0 ? `${id}-${current}` : undefined}
        autoComplete="off"
        data-picker
        error={error}
        value={text}
        onChange={({ currentTarget }) => {
          type(currentTarget.value);
          setActive(null);
          setWaiting(false);
          setOpen(true);
          search.search(currentTarget.value);
        }}
        onClick={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
      />
      {isShown && (
        <div className={styles.float}>
          {isWaiting && !isAnswered && <p className={styles.say}>{t('searching')}</p>}
          {found.state === 'failed' && (
            <p className={styles.say}>{t('catalogueFailed', { message: said(found.error.message) })}</p>
          )}
          {found.state === 'ready' && variants.length === 0 && (
            <p className={styles.say}>{t(found.text.trim() === '' ? 'catalogueEmpty' : 'nothingFound')}</p>
          )}
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label={t('picker')}
            className={styles.list}
            // pressing an option must not blur the field first
            onMouseDown={(event) => event.preventDefault()}
          >
            {choices.map((choice, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, aria-activedescendant points here
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys do the same
              <div
                key={keyOf(choice)}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === current}
                className={styles.choice}
                onClick={() => pick(choice)}
                onMouseMove={() => setActive(keyOf(choice))}
              >
                {choice.kind === 'variant' ? (
                  <Variant variant={choice.variant} />
                ) : (
                  <span className={styles.free}>
                    <IconPlus size={14} />
                    {t('freeLine', { title: choice.title })}
                  </span>
                )}
              </div>
            ))}
          </div>
        </div>
      )}
      <span role="status" className={hidden.hidden}>
        {isShown && found.state === 'ready' ? t('foundProducts', { count: variants.length }) : ''}
      </span>
    </div>
  );
}

const keyOf = (choice: Picked): string => (choice.kind === 'free' ? 'free' : choice.variant.variantId);

function Variant({ variant }: { readonly variant: VariantView }) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const { title, sku, price, stock, available, imageUrl } = variant;
  return (
    <>
      <Picture url={imageUrl} />
      <span className={styles.what}>
        <span className={styles.title}>{title}</span>
        <span className={styles.meta}>
          {[sku, available ? stockText() : ''].filter(Boolean).join(' · ')}
          {!available && <span className={styles.out}>{`${sku ? ' · ' : ''}${t('outOfStock')}`}</span>}
        </span>
      </span>
      <span className={styles.price}>{format.money(price)}</span>
    </>
  );

  function stockText(): string {
    return stock === null ? t('notCounted') : t('inStock', { count: stock });
  }
}
