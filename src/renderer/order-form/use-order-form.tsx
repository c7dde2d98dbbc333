import type { UseFormReturnType } from '@mantine/form';
import { useForm } from '@mantine/form';
import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import { keyField } from '../../shared/same-form.ts';
import type { CallError } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import { SaidText } from '../i18n/use-said.tsx';
import { useApp, useNavigate } from '../state/context.tsx';
import { useWorking } from '../state/use-working.ts';
import { useToasts } from '../ui/toasts.tsx';
import { ComplaintText } from './complaint-text.tsx';
import { useCurrency } from './currency.ts';
import type { KeptForm } from './kept-form.ts';
import type { LiveTotals } from './live-totals.ts';
import { liveTotals } from './live-totals.ts';
import type { Complaints, FormReading, Shop } from './read-form.ts';
import { refusalOf } from './refusal.ts';
import { useAskOnLeaving } from './use-ask-on-leaving.ts';
import type { FormValues } from './values.ts';
import { isUntouched } from './values.ts';

export type OrderFormApi = UseFormReturnType<FormValues>;

type Options<Form> = {
  /** What the form makes, in words. */
  readonly title: string;
  readonly start: FormValues;
  readonly initial: FormValues;
  readonly kept: KeptForm;
  readonly now: () => number;
  readonly read: (values: FormValues, shop: Shop) => FormReading<Form>;
  /** @returns where the page goes on, unless its reader has gone elsewhere meanwhile */
  readonly submit: (form: Form) => Promise<string>;
  /** Told what stands in the form, at the start and after each change. */
  readonly onLook: (values: FormValues) => void;
  /** Nothing can be submitted any more. */
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

/** The life of an order form on screen: checked on blur and on submit, kept while typed, submitted once at a time. */
export function useOrderForm<Form>(options: Options<Form>) {
  const { title, start, initial, kept, now, read, submit, onLook, isEnded } = options;
  const { country } = useApp();
  const currency = useCurrency();
  const { t } = useTranslation('orderForm');
  const navigate = useNavigate();
  const toasts = useToasts();
  const isOnScreen = useOnScreen();
  const root = useRef<HTMLFormElement>(null);
  const [touched, setTouched] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const sent = useRef(false); // at once, unlike state: two keys may come before the next frame
  const [refused, setRefused] = useState<CallError | null>(null);
  const [live] = useState<StoreApi<LiveTotals>>(() => createStore(() => liveTotals(initial, currency)));
  const keeping = useKeeping({ start, kept, now });

  const form = useForm<FormValues>({
    mode: 'uncontrolled',
    initialValues: initial,
    clearInputErrorOnChange: true,
    validate: (values) => {
      const reading = read(values, { currency, country });
      return reading.kind === 'complaints' ? elements(reading.complaints) : {};
    },
    onValuesChange: (values) => {
      live.setState(liveTotals(values, currency), true);
      onLook(values);
      keeping.soon(values);
      setTouched(!isUntouched(values, start));
    },
  });

  useWorking(touched || submitting || !isUntouched(initial, start));
  useAskOnLeaving({ title, start, kept, now, values: form.getValues, isDone: () => sent.current, isEnded });

  async function send(): Promise<void> {
    if (sent.current) return;
    setRefused(null);
    const values = form.getValues();
    const reading = read(values, { currency, country });
    if (reading.kind === 'complaints') {
      flushSync(() => form.setErrors(elements(reading.complaints)));
      focusFirstError(root);
      return;
    }
    flushSync(() => {
      form.clearErrors();
      setSubmitting(true);
    });
    sent.current = true;
    keeping.flush(values); // a window that dies now comes back with the same key, so that the order stays one
    try {
      const next = await submit(reading.form);
      keeping.forgetSent(values.key);
      if (isOnScreen()) navigate(next, { replace: true }); // a form that was sent is no place to go back to
    } catch (thrown) {
      const error = toCallError(thrown);
      if (!isOnScreen()) {
        toasts.failed({ id: `form:${values.key}`, what: t('notMade', { title }), error });
        return;
      }
      const refusal = refusalOf(error, values);
      sent.current = false;
      // sent once more, it is a sale of its own
      if (error.field === keyField) form.setFieldValue('key', crypto.randomUUID());
      flushSync(() => {
        setSubmitting(false);
        if (refusal.kind === 'field') form.setFieldError(refusal.path, <SaidText text={refusal.message} />);
        else setRefused(error);
      });
      if (refusal.kind === 'field') focusFirstError(root);
      else focusSubmit(root); // lost while the fields were off
    }
  }

  const forget = (): void => {
    sent.current = true; // nothing is left to ask about
    keeping.forget();
  };
  const keep = (): void => keeping.flush();
  return { form, live, root, touched, submitting, refused, send: () => void send(), keep, forget };
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
