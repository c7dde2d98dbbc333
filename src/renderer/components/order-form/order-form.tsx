import { Button, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftView } from '../../../shared/draft.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useClient } from '../../lib/client/context.tsx';
import { browserClock } from '../../lib/clock.ts';
import { useApp, useStores } from '../../state/context.tsx';
import { useFormat } from '../i18n/use-format.tsx';
import { EditingBar } from '../people/editing-bar.tsx';
import { useAt, useEditor } from '../people/use-presence.ts';
import { CopyTyped } from '../ui/copy-typed.tsx';
import labels from '../ui/labels.module.css';
import { Notice } from '../ui/notice.tsx';
import { createAdvice } from './advice.ts';
import { withPlainAmounts } from './amount-text.ts';
import { CustomerFields } from './customer/customer-fields.tsx';
import { DeliveryChoice, OwnPrice } from './delivery-fields.tsx';
import { DetailFields } from './detail-fields.tsx';
import { fieldProps } from './field-props.tsx';
import { LineItems } from './lines/line-items.tsx';
import styles from './order-form.module.css';
import type { FormReading, Shop } from './read-form.ts';
import { ReceivingFields } from './receiving-fields.tsx';
import type { Kept, KeptBase } from './saved-form.ts';
import { createKeptForm } from './saved-form.ts';
import { Section } from './section.tsx';
import { textOfValues } from './text-of-values.ts';
import { CurrencyOfForm, useCurrency } from './totals/currency.ts';
import { DiscountField } from './totals/discount-field.tsx';
import { Summary } from './totals/summary.tsx';
import type { OrderFormApi } from './use-order-form.tsx';
import { useOrderForm } from './use-order-form.tsx';
import type { FormValues } from './values.ts';
import { emptyForm, isUntouched } from './values.ts';

type Props<Form> = {
  /** The storage key of the unsaved form. */
  readonly name: string;
  readonly title: string;
  readonly read: (values: FormValues, shop: Shop) => FormReading<Form>;
  /** @returns the next route */
  readonly submit: (form: Form) => Promise<string>;
  readonly submitLabel: string;
  readonly note: string;
  /** Paid by Shopify's link: Shopify calculates it while it is typed, and options of its checkout are offered. */
  readonly byLink?: boolean;
  /** The order that the form changes, which others may edit too; absent for a new one. */
  readonly changes?: OrderId;
  /** The version that the form was opened on, stored with the input. */
  readonly base?: KeptBase;
  /** Why the order can no longer be changed. The input stays readable for copying until the user leaves. */
  readonly ended?: ReactNode;
  /** The currency of the order being changed; absent: the shop's. */
  readonly currency?: string;
  /** The initial values from the page. */
  readonly begin?: Partial<FormValues>;
  /** The initial values after "start over"; absent: the same. */
  readonly anew?: Partial<FormValues>;
  /** Called when the form is started over, and when that is undone. */
  readonly onAnew?: (isAnew: boolean) => void;
  readonly before?: (form: OrderFormApi) => ReactNode;
  readonly after?: (form: OrderFormApi) => ReactNode;
  /** The pieces that Shopify reserves for the link it changes. */
  readonly reserved?: DraftView['variants'];
};

type Round = { readonly nth: number; readonly start: FormValues; readonly from: Kept | null };

/** An order form, restored as it was left. "Start over" can be undone until something is typed. */
export function OrderForm<Form>(props: Props<Form>) {
  const { name, base, anew = props.begin, onAnew = () => {} } = props;
  const { mode } = useApp();
  const kept = useMemo(() => createKeptForm(window.localStorage, mode, name, base), [mode, name, base]);
  const begin = (known = props.begin): FormValues => ({ ...emptyForm(crypto.randomUUID()), ...known });
  const [round, setRound] = useState<Round>(() => ({ nth: 0, start: begin(), from: kept.read() }));
  const [cleared, setCleared] = useState<Kept | null>(null);

  return (
    <CurrencyOfForm value={props.currency ?? null}>
      <FormOnScreen
        {...props}
        key={round.nth}
        kept={kept}
        start={round.start}
        from={round.from}
        cleared={cleared}
        onStartOver={(values, at) => {
          kept.clear();
          setCleared({ values, at, base });
          setRound({ nth: round.nth + 1, start: begin(anew), from: null });
          onAnew(true);
        }}
        onBringBack={(from) => {
          const start = begin();
          setCleared(null);
          // saved before it is shown: a restored form may be left without a change
          if (!isUntouched(from.values, start)) {
            createKeptForm(window.localStorage, mode, name, from.base).write(from.values, from.at);
          }
          setRound({ nth: round.nth + 1, start, from });
          onAnew(false);
        }}
        onReadAgain={() => setRound({ nth: round.nth + 1, start: begin(), from: kept.read() })}
      />
    </CurrencyOfForm>
  );
}

type ScreenProps<Form> = Props<Form> & {
  readonly kept: ReturnType<typeof createKeptForm>;
  readonly start: FormValues;
  readonly from: Kept | null;
  readonly cleared: Kept | null;
  readonly onStartOver: (values: FormValues, at: number) => void;
  readonly onBringBack: (from: Kept) => void;
  readonly onReadAgain: () => void;
};

function FormOnScreen<Form>(props: ScreenProps<Form>) {
  const { kept, start, from, cleared, read, submit, name, title, before, after, byLink = false } = props;
  const { changes = null, reserved = [], ended } = props;
  const isEnded = ended !== undefined;
  const isLocked = useEditor(changes) !== null || isEnded;
  useAt(isEnded ? null : changes, 'edits');
  const { t } = useTranslation('orderForm');
  const now = useNow();
  const client = useClient();
  const currency = useCurrency();
  const initial = from?.values ?? start;
  const [advice] = useState(() =>
    createAdvice({ client, clock: browserClock, currency, calculates: byLink, reserved }),
  );
  const { language } = useApp();
  const { form, live, root, touched, submitting, refused, send, keep, forget } = useOrderForm({
    title,
    start,
    initial,
    kept,
    now: browserClock.now,
    read,
    submit,
    onLook: advice.look,
    isEnded,
  });
  useEffect(() => {
    if (!isEnded) advice.look(withPlainAmounts(initial, currency, language));
    return advice.stop;
  }, [advice, initial, isEnded, currency, language]);
  const { openForms } = useStores();
  useEffect(() =>
    openForms.open(kept.place, {
      inTheWay(base) {
        keep();
        const isEmpty = cleared === null && isUntouched(form.getValues(), start);
        if (!isEmpty || submitting) return 'begunSince';
        return base === kept.base?.version ? null : 'changedSince';
      },
      readAgain: props.onReadAgain,
    }),
  );
  useHotkeys([
    {
      id: `${name}.submit`,
      keys: ['mod+enter'],
      scope: title,
      label: t('keySubmit'),
      run: () => {
        if (!isLocked) send();
      },
      whileTyping: true,
    },
  ]);

  // the first field gets the focus, also after the "start over" button is removed
  useEffect(
    () => root.current?.querySelector<HTMLElement>('[data-picker]')?.focus({ preventScroll: true }),
    [root],
  );

  const isBegun = touched || from !== null;
  const typed = (): string => (isBegun ? textOfValues(form.getValues()) : '');
  const ending = isEnded && (
    <Notice tone="warn" role="alert" action={isBegun && <CopyTyped typed={typed()} />}>
      {ended}
    </Notice>
  );
  if (isEnded && !isBegun) return ending;
  return (
    <form
      ref={root}
      noValidate
      className={styles.form}
      onKeyDown={goOn}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isLocked) send();
      }}
    >
      <div className={styles.column}>
        {ending && <div className={styles.ended}>{ending}</div>}
        {changes !== null && !isEnded && <EditingBar order={changes} typed={typed} apart />}
        <fieldset
          className={`${styles.fields} ${labels.labels}`}
          disabled={submitting || isLocked}
          aria-label={title}
        >
          {from !== null && (
            <Bar
              at={from.at}
              now={now}
              onStartOver={() => {
                forget();
                props.onStartOver(form.getValues(), from.at);
              }}
            />
          )}
          {cleared !== null && !touched && (
            <div className={styles.bar} role="status">
              <span>{t('cleared')}</span>
              <Button
                variant="subtle"
                onClick={() => {
                  forget(); // the empty form is not stored
                  props.onBringBack(cleared);
                }}
              >
                {t('bringBack')}
              </Button>
            </div>
          )}
          {before?.(form)}
          <Section title={t('items')}>
            <LineItems form={form} live={live} advice={advice} />
            <div className={styles.pair}>
              <span />
              <DiscountField form={form} live={live} />
            </div>
          </Section>
          <Section title={t('customer')}>
            <CustomerFields form={form} />
          </Section>
          <Section title={t('delivery')}>
            <TextInput
              {...fieldProps(form, 'address')}
              key={form.key('address')}
              label={t('address')}
              placeholder={t('addressHint')}
              autoComplete="off"
            />
            <div className={styles.pair}>
              {byLink ? (
                <DeliveryChoice form={form} calculation={advice.calculation} />
              ) : (
                <OwnPrice form={form} />
              )}
            </div>
            <ReceivingFields form={form} />
          </Section>
          <Section title={t('details')}>
            <DetailFields form={form} live={live} byLink={byLink} />
          </Section>
          {after?.(form)}
        </fieldset>
      </div>
      <div className={styles.side}>
        <Summary
          live={live}
          advice={advice}
          submitLabel={props.submitLabel}
          submitting={submitting}
          isLocked={isLocked}
          refused={refused}
          note={props.note}
        />
      </div>
    </form>
  );
}

/** Enter moves to the next field, so that no order or payment link is submitted by accident. */
function goOn(event: KeyboardEvent<HTMLFormElement>): void {
  const { target, currentTarget, nativeEvent } = event;
  const isPlain = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !nativeEvent.isComposing;
  if (!isPlain || event.defaultPrevented || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const stops = [
    ...currentTarget.querySelectorAll<HTMLElement>(
      'input:not([type="radio"], [type="hidden"]), textarea, [type="submit"]',
    ),
  ];
  const at = stops.indexOf(target);
  if (at >= 0) stops[at + 1]?.focus();
}

function Bar(props: { readonly at: number; readonly now: number; readonly onStartOver: () => void }) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  return (
    <div className={styles.bar} role="status">
      <span>{t('kept', { time: format.time(props.at, props.now) })}</span>
      <Button variant="subtle" onClick={props.onStartOver}>
        {t('startOver')}
      </Button>
    </div>
  );
}
