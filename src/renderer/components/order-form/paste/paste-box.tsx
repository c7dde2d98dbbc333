import { Button, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Pasted } from '../../../../shared/pasted/pasted.ts';
import { readPasted } from '../../../../shared/pasted/read-pasted.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { browserClock } from '../../../lib/clock.ts';
import { useApp } from '../../../state/context.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import { lineOf, sameLine } from '../lines/line-of.ts';
import type { Offer } from '../lines/offer-products.ts';
import { offerProducts } from '../lines/offer-products.ts';
import { wholeOf } from '../read-form.ts';
import { useCurrency } from '../totals/currency.ts';
import type { OrderFormApi } from '../use-order-form.tsx';
import type { Filling } from './fill-from-message.ts';
import { fillFromMessage, valueAt } from './fill-from-message.ts';
import { labelOf } from './guess-mark.tsx';
import styles from './paste-box.module.css';

type Props = {
  readonly form: OrderFormApi;
  /** A longer text that was pasted into a field. */
  readonly startText: string;
  readonly onClose: () => void;
};

/** Parses a chat message into the empty fields and marks each value as a guess. One key undoes all of it. */
export function PasteBox({ form, startText, onClose }: Props) {
  const { t } = useTranslation('orderForm');
  const client = useClient();
  const { country, timeZone } = useApp();
  const { locale } = useFormat();
  const currency = useCurrency();
  const [text, setText] = useState(startText);
  const [filled, setFilled] = useState<Filling | null>(null);
  const [offers, setOffers] = useState<readonly Offer[]>([]);
  const area = useRef<HTMLTextAreaElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => (startText === '' ? area.current : button.current)?.focus(), [startText]);

  function fill(message: string): void {
    if (message.trim() === '') return;
    const pasted = readPasted(message, { now: browserClock.now(), timeZone, country });
    const filling = fillFromMessage(form.getValues(), pasted, {
      otherPhone: (phone) => t('notePhone', { phone }),
    });
    flushSync(() => {
      for (const { path, value } of filling.changes) form.setFieldValue(path, value);
      form.setFieldValue('guesses', [
        ...new Set([...form.getValues().guesses, ...filling.changes.map(({ path }) => path)]),
      ]);
      setFilled(filling);
    });
    offer(pasted);
    const [first] = filling.changes;
    if (first) document.querySelector<HTMLElement>(`[data-path="${first.path}"]`)?.focus();
  }

  function offer({ items }: Pasted): void {
    offerProducts(client, items).then(setOffers, () => setOffers([]));
  }

  /** Only values that are still as they were filled in; edited ones stay. */
  function undo(): void {
    const values = form.getValues();
    const back = (filled?.changes ?? []).filter(({ path, value }) => valueAt(values, path) === value);
    flushSync(() => {
      for (const { path, before } of back) form.setFieldValue(path, before);
      const gone = new Set<string>(back.map(({ path }) => path));
      form.setFieldValue(
        'guesses',
        form.getValues().guesses.filter((guess) => !gone.has(guess)),
      );
      setFilled(null);
      setOffers([]);
    });
    area.current?.focus();
  }

  useUndoKey(form, filled, undo);

  function add(offered: Offer): void {
    const { items } = form.getValues();
    const picked = { kind: 'variant', variant: offered.variant } as const;
    const index = sameLine(items, picked);
    const known = items[index];
    if (known) {
      const sum = (wholeOf(known.quantity) || 0) + offered.quantity;
      form.setFieldValue(`items.${index}.quantity`, String(sum));
    } else {
      const line = lineOf(picked, crypto.randomUUID(), { locale, currency });
      form.insertListItem('items', { ...line, quantity: String(offered.quantity) });
      form.clearFieldError('items');
    }
    setOffers(offers.filter((one) => one !== offered));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    // the form must not be submitted past a message that is not parsed yet
    const isToFill =
      event.key === 'Enter' && (event.ctrlKey || event.metaKey) && filled === null && text.trim() !== '';
    if (event.key !== 'Escape' && !isToFill) return;
    event.preventDefault();
    event.stopPropagation();
    if (isToFill) fill(text);
    else onClose();
  }

  return (
    <section className={styles.box} aria-label={t('pasteTitle')} onKeyDown={onKeyDown}>
      <Textarea
        ref={area}
        label={t('pasteLabel')}
        placeholder={t('pasteHint')}
        classNames={{ input: styles.text }}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onPaste={(event) => {
          // a message pasted as a whole is parsed at once
          if (text.trim() !== '' || filled !== null) return;
          event.preventDefault();
          const message = event.clipboardData.getData('text');
          setText(message);
          fill(message);
        }}
      />
      {filled === null ? (
        <div className={styles.buttons}>
          <Button ref={button} onClick={() => fill(text)} disabled={text.trim() === ''}>
            {t('pasteFill')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('pasteClose')}
          </Button>
        </div>
      ) : (
        <Filled form={form} filling={filled} offers={offers} onAdd={add} onUndo={undo} onClose={onClose} />
      )}
    </section>
  );
}

type FilledProps = {
  readonly form: OrderFormApi;
  readonly filling: Filling;
  readonly offers: readonly Offer[];
  readonly onAdd: (offer: Offer) => void;
  readonly onUndo: () => void;
  readonly onClose: () => void;
};

function Filled({ form, filling, offers, onAdd, onUndo, onClose }: FilledProps) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const { changes, left } = filling;
  return (
    <>
      <p role="status" className={styles.quiet}>
        {changes.length === 0
          ? t('pasteNothing')
          : t('pasteFilled', {
              count: changes.length,
              fields: changes.map(({ path }) => t(labelOf(path))).join(', '),
            })}
      </p>
      {left.length > 0 && (
        <p className={styles.quiet}>
          {t('pasteLeft', {
            values: left.map(({ path, value }) => `${t(labelOf(path))}: ${value}`).join('; '),
          })}
        </p>
      )}
      {offers.length > 0 && (
        <ul className={styles.list} aria-label={t('pasteOffers')}>
          {offers.map((offer) => (
            <li key={offer.variant.variantId} className={styles.offer}>
              <span>
                {`${offer.quantity} × ${offer.variant.title}`}
                <span
                  className={styles.quiet}
                >{` · ${format.money(offer.variant.price)} · ${t('pasteSaid', { said: offer.said })}`}</span>
              </span>
              <Button variant="default" size="compact-sm" onClick={() => onAdd(offer)}>
                {t('pasteAdd')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {changes.length > 0 && (
          <Button
            variant="default"
            onClick={() => {
              form.setFieldValue('guesses', []);
              onClose();
            }}
          >
            {t('pasteAllRight')}
          </Button>
        )}
        <Button variant="default" onClick={onUndo}>
          {t('pasteUndo')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('pasteClose')}
        </Button>
      </div>
    </>
  );
}

/** For a field that the message did not fill: its input has its own undo. */
function isTypedElsewhere(target: EventTarget | null, { changes }: Filling): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (!target.matches('input:not([type="radio"], [type="checkbox"]), textarea')) return false;
  const path = target.closest<HTMLElement>('[data-path]')?.dataset.path;
  return !changes.some((change) => change.path === path);
}

/** Ctrl Z undoes the fill until the next input; after that it is the field's own undo. */
function useUndoKey(form: OrderFormApi, filling: Filling | null, undo: () => void): void {
  const latest = useRef(undo);
  useEffect(() => {
    latest.current = undo;
  });
  useEffect(() => {
    if (filling === null || filling.changes.length === 0) return;
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === 'KeyZ';
      const values = form.getValues();
      const isAsFilled = filling.changes.every(({ path, value }) => valueAt(values, path) === value);
      if (!isUndo || !isAsFilled || isTypedElsewhere(event.target, filling)) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [form, filling]);
}
