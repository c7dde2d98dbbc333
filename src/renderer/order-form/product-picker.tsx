import { TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VariantView } from '../../shared/views.ts';
import { useClient } from '../client/context.tsx';
import { useFormat } from '../i18n/use-format.tsx';
import { useSaid } from '../i18n/use-said.tsx';
import { browserClock } from '../state/clock.ts';
import { Picture } from '../ui/picture.tsx';
import { createPickerSearch } from './picker-search.ts';
import styles from './product-picker.module.css';

export type Picked =
  | { readonly kind: 'variant'; readonly variant: VariantView }
  | { readonly kind: 'free'; readonly title: string };

type Props = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly error: ReactNode;
  readonly onPick: (picked: Picked) => void;
};

/** Type, arrows, Enter: a product of the shop, or what was typed as a line of its own. */
export function ProductPicker({ input, error, onPick }: Props) {
  const { t } = useTranslation('orderForm');
  const said = useSaid();
  const client = useClient();
  const [search] = useState(() => createPickerSearch(client, browserClock));
  const found = useStore(search);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => search.stop, [search]);

  const title = text.trim();
  const variants = found.state === 'ready' ? found.variants : [];
  const choices: readonly Picked[] = [
    ...variants.map((variant) => ({ kind: 'variant', variant }) as const),
    ...(title === '' ? [] : [{ kind: 'free', title } as const]),
  ];
  const current = Math.min(active, choices.length - 1);

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
    setActive(0);
  }
  function pick(choice: Picked | undefined): void {
    if (choice === undefined) return;
    setText('');
    hide();
    search.stop();
    onPick(choice);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (!open) show();
      else if (choices.length > 0) setActive((current + step + choices.length) % choices.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // an answer to an earlier text must not be added for what stands in the field now
      const isCurrent = found.state === 'ready' && found.text === text;
      if (open && isCurrent) pick(choices[current]);
      else if (title !== '' && found.state === 'failed') pick({ kind: 'free', title });
      else show();
    } else if (event.key === 'Escape' && (open || text !== '')) {
      event.preventDefault();
      event.stopPropagation();
      if (open) hide();
      else setText('');
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
        aria-activedescendant={isShown && current >= 0 ? `${id}-${current}` : undefined}
        autoComplete="off"
        data-picker
        error={error}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setActive(0);
          setOpen(true);
          search.search(currentTarget.value);
        }}
        onClick={show}
        onBlur={hide}
        onKeyDown={onKeyDown}
      />
      {isShown && (
        <div className={styles.float}>
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
            // pressing a choice must not take the focus from the field first
            onMouseDown={(event) => event.preventDefault()}
          >
            {choices.map((choice, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, aria-activedescendant points here
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys do the same
              <div
                key={choice.kind === 'free' ? 'free' : choice.variant.variantId}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === current}
                className={styles.choice}
                onClick={() => pick(choice)}
                onMouseMove={() => setActive(index)}
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
      <span role="status" className={styles.unseen}>
        {isShown && found.state === 'ready' ? t('foundProducts', { count: variants.length }) : ''}
      </span>
    </div>
  );
}

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
