import type { UseFormReturnType } from '@mantine/form';
import { useForm } from '@mantine/form';
import { modals } from '@mantine/modals';
import type { RefObject } from 'react';
import { isValidElement, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { keyField } from '../../../shared/same-form.ts';
import { dayIn } from '../../../shared/shop-days.ts';
import type { CallError } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import { SaidText } from '../../lib/i18n/use-main-text.tsx';
import { useApp, useNavigate } from '../../state/context.tsx';
import { useWorking } from '../../state/use-working.ts';
import { useFormat } from '../i18n/use-format.tsx';
import { useToasts } from '../toasts/toasts.tsx';
import { withPlainAmounts } from './amount-text.ts';
import { ComplaintText } from './complaint-text.tsx';
import type { Complaints, FormReading, Shop } from './read-form.ts';
import { refusalOf } from './refusal.ts';
import type { KeptForm } from './saved-form.ts';
import { useCurrency } from './totals/currency.ts';
import type { LiveTotals } from './totals/live-totals.ts';
import { liveTotals } from './totals/live-totals.ts';
import { useConfirmLeaving } from './use-confirm-leaving.ts';
import type { FormValues } from './values.ts';
import { isUntouched } from './values.ts';

export type OrderFormApi = UseFormReturnType<FormValues>;

type Options<Form> = {
  /** What the form creates, in words. */
  readonly title: string;
  readonly start: FormValues;
  readonly initial: FormValues;
  readonly kept: KeptForm;
  readonly now: () => number;
  readonly read: (values: FormValues, shop: Shop) => FormReading<Form>;
  /** @returns the next route, used unless the user has left the page */
  readonly submit: (form: Form) => Promise<string>;
  /** Called with the values of the form after each change, its amounts as plain decimals. */
  readonly onLook: (values: FormValues) => void;
  /** The form can no longer be submitted. */
  readonly isEnded: boolean;
};

const keepAfterMs = 250;
const elements = (complaints: Complaints) =>
  Object.fromEntries(
    Object.entries(complaints).map(([path, complaint]) => [
      path,
      <ComplaintText key={path} name={complaint} />,
    ]),
  );

/** The lifecycle of an order form: validated on blur and submit, stored while typed, submitted once at a time. */
export function useOrderForm<Form>(options: Options<Form>) {
  const { title, start, initial, kept, now, read, submit, onLook, isEnded } = options;
  const { country, language, timeZone } = useApp();
  const currency = useCurrency();
  const plainOf = (values: FormValues): FormValues => withPlainAmounts(values, currency, language);
  const readPlain = (plain: FormValues): FormReading<Form> => read(plain, { currency, country });
  const readTyped = (values: FormValues): FormReading<Form> => readPlain(plainOf(values));
  const { t } = useTranslation(['orderForm', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const toasts = useToasts();
  const isOnScreen = useOnScreen();
  const root = useRef<HTMLFormElement>(null);
  const [touched, setTouched] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const sent = useRef(false); // a ref, unlike state, changes at once: two keys may come before the next frame
  const asking = useRef(false); // as above
  const [refused, setRefused] = useState<CallError | null>(null);
  const [live] = useState<StoreApi<LiveTotals>>(() =>
    createStore(() => liveTotals(plainOf(initial), currency)),
  );
  const keeping = useKeeping({ start, kept, now });

  const form: OrderFormApi = useForm<FormValues>({
    mode: 'uncontrolled',
    initialValues: initial,
    clearInputErrorOnChange: true,
    validate: (values) => {
      const reading = readTyped(values);
      return reading.kind === 'complaints' ? elements(reading.complaints) : {};
    },
    onValuesChange: (values) => {
      const plain = plainOf(values);
      live.setState(liveTotals(plain, currency), true);
      if (Object.keys(form.errors).length > 0) dropStale(form, readPlain(plain));
      onLook(plain);
      keeping.soon(values);
      setTouched(!isUntouched(values, start));
    },
  });

  useWorking(touched || submitting || !isUntouched(initial, start));
  useConfirmLeaving({ title, start, kept, now, values: form.getValues, isDone: () => sent.current, isEnded });

  async function send({ isPastMeant = false } = {}): Promise<void> {
    if (sent.current) return;
    setRefused(null);
    const values = form.getValues();
    const reading = readTyped(values);
    if (reading.kind === 'complaints') {
      flushSync(() => form.setErrors(elements(reading.complaints)));
      focusFirstError(root);
      return;
    }
    const { date } = values.wanted;
    const isPast = date !== '' && date !== start.wanted.date && date < dayIn(timeZone, now());
    if (isPast && !isPastMeant) {
      if (!asking.current) askPastDay(date);
      return;
    }
    flushSync(() => {
      form.clearErrors();
      setSubmitting(true);
    });
    sent.current = true;
    keeping.flush(values); // if the window dies now, the form returns with the same key, so that it stays one order
    try {
      const next = await submit(reading.form);
      keeping.forgetSent(values.key);
      if (isOnScreen()) navigate(next, { replace: true }); // Back must not lead to a submitted form
    } catch (thrown) {
      const error = toCallError(thrown);
      if (!isOnScreen()) {
        toasts.failed({ id: `form:${values.key}`, what: t('notMade', { title }), error });
        return;
      }
      const refusal = refusalOf(error, values);
      sent.current = false;
      // submitted once more, it is an order of its own
      if (error.field === keyField) form.setFieldValue('key', crypto.randomUUID());
      flushSync(() => {
        setSubmitting(false);
        if (refusal.kind === 'field') form.setFieldError(refusal.path, <SaidText text={refusal.message} />);
        else setRefused(error);
      });
      if (refusal.kind === 'field') focusFirstError(root);
      else focusSubmit(root); // focus was lost while the fields were disabled
    }
  }

  function askPastDay(date: string): void {
    asking.current = true;
    modals.openConfirmModal({
      title: t('pastDay', { day: format.calendarDay(date) }),
      children: t('pastDayText'),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t('pastDayKeep'), cancel: t('pastDayChange') },
      // the focus moves to the date, and not back to the button
      returnFocus: false,
      onConfirm: () => void send({ isPastMeant: true }),
      onClose: () => {
        asking.current = false;
        root.current?.querySelector<HTMLElement>('[data-path="wanted.date"]')?.focus();
      },
    });
  }

  const forget = (): void => {
    sent.current = true; // no question on leaving
    keeping.forget();
  };
  const keep = (): void => keeping.flush();
  return { form, live, root, touched, submitting, refused, send: () => void send(), keep, forget };
}

/**
 * Removes errors that no longer apply: a name is not required once there is a phone. An end before the beginning is checked again
 * once the beginning changes. Errors from Shopify or the app stay until their field changes.
 */
function dropStale(form: OrderFormApi, reading: FormReading<unknown>): void {
  const complaints: Complaints = reading.kind === 'complaints' ? reading.complaints : {};
  for (const [path, error] of Object.entries(form.errors)) {
    const isComplaint = isValidElement(error) && error.type === ComplaintText;
    if (isComplaint && complaints[path] === undefined) form.clearFieldError(path);
  }
}

function focusFirstError(root: RefObject<HTMLFormElement | null>): void {
  const field = root.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong="true"]');
  if (!field) {
    focusSubmit(root);
    return;
  }
  field.focus();
  field.scrollIntoView({ block: 'nearest' });
}

const focusSubmit = (root: RefObject<HTMLFormElement | null>): void =>
  root.current?.querySelector<HTMLElement>('[type="submit"]')?.focus();

function useOnScreen(): () => boolean {
  const isOn = useRef(true);
  useEffect(() => {
    isOn.current = true;
    return () => {
      isOn.current = false;
    };
  }, []);
  return () => isOn.current;
}

function useKeeping({ start, kept, now }: Pick<Options<never>, 'start' | 'kept' | 'now'>) {
  const latest = useRef<FormValues | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  function stop(): void {
    clearTimeout(timer.current);
    latest.current = null;
  }
  function flush(values: FormValues | null = latest.current): void {
    stop();
    if (values === null) return;
    if (isUntouched(values, start)) kept.clear();
    else kept.write(values, now());
  }
  const atEnd = useRef(flush);
  useEffect(() => {
    atEnd.current = flush;
  });
  useEffect(() => {
    const end = (): void => atEnd.current();
    window.addEventListener('pagehide', end);
    return () => {
      window.removeEventListener('pagehide', end);
      end();
    };
  }, []);

  return {
    flush,
    soon(values: FormValues): void {
      latest.current = values;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => atEnd.current(), keepAfterMs);
    },
    forget(): void {
      stop();
      kept.clear();
    },
    forgetSent(key: string): void {
      stop();
      kept.clearSent(key);
    },
  };
}
