import type { UseFormReturnType } from '@mantine/form';
import { useForm } from '@mantine/form';
import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';
import type { CallError } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import { SaidText } from '../i18n/use-said.tsx';
import { useApp } from '../state/context.tsx';
import { ComplaintText } from './complaint-text.tsx';
import type { KeptForm } from './kept-form.ts';
import type { LiveTotals } from './live-totals.ts';
import { liveTotals } from './live-totals.ts';
import type { Complaints, FormReading, Shop } from './read-form.ts';
import { refusalOf } from './refusal.ts';
import type { FormValues } from './values.ts';
import { isUntouched } from './values.ts';

export type OrderFormApi = UseFormReturnType<FormValues>;

type Options<Form> = {
  readonly start: FormValues;
  readonly initial: FormValues;
  readonly kept: KeptForm;
  readonly now: () => number;
  readonly read: (values: FormValues, shop: Shop) => FormReading<Form>;
  /** Resolves when the order is made and the page has moved on; the form is forgotten, unless it may be needed again. */
  readonly submit: (form: Form) => Promise<'forget' | 'keep'>;
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
export function useOrderForm<Form>({ start, initial, kept, now, read, submit }: Options<Form>) {
  const { currency, country } = useApp();
  const root = useRef<HTMLFormElement>(null);
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
      keeping.soon(values);
    },
  });

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
      if ((await submit(reading.form)) === 'forget') keeping.forget();
    } catch (thrown) {
      const error = toCallError(thrown);
      const refusal = refusalOf(error, values);
      sent.current = false;
      flushSync(() => {
        setSubmitting(false);
        if (refusal.kind === 'field') form.setFieldError(refusal.path, <SaidText text={refusal.message} />);
        else setRefused(error);
      });
      if (refusal.kind === 'field') focusFirstError(root);
      else root.current?.querySelector<HTMLElement>('[type="submit"]')?.focus(); // lost while the fields were off
    }
  }

  return { form, live, root, submitting, refused, send: () => void send(), forget: keeping.forget };
}

function focusFirstError(root: RefObject<HTMLFormElement | null>): void {
  const field = root.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}

function useKeeping({ start, kept, now }: Pick<Options<never>, 'start' | 'kept' | 'now'>) {
  const latest = useRef<FormValues | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  function flush(values: FormValues | null = latest.current): void {
    clearTimeout(timer.current);
    latest.current = null;
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
      clearTimeout(timer.current);
      latest.current = null;
      kept.clear();
    },
  };
}
