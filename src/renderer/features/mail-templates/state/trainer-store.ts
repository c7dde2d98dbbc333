import { createStore } from 'zustand/vanilla';
import type { Output } from '../../../../shared/contract.ts';
import type { DocumentId } from '../../../../shared/ids.ts';
import type { Language } from '../../../../shared/languages.ts';
import type { TrainerPreview, TrainerView } from '../../../../shared/trainer.ts';
import { isAmountField } from '../../../../shared/trainer.ts';
import type { CallError, Client } from '../../../lib/client/client.ts';
import { toCallError } from '../../../lib/client/client.ts';
import type { Clock } from '../../../lib/clock.ts';
import { ownStore } from '../../../state/queries/own-store.ts';
import { feeLabelOf } from './fee-label.ts';
import { howSure } from './how-sure.ts';
import { neighbour, nextAsk } from './next-field.ts';
import type { Ask, FeeForm, ItemForm, TrainerForm } from './trainer-form.ts';
import { amountShown, emptyItem, formOf, itemFormOf, readForm, valueNameOf } from './trainer-form.ts';

/** The first and last line of the mail, as line indexes. */
export type Place = { readonly first: number; readonly last: number };

/** The result of the last click in the mail. */
export type Picked =
  | { readonly kind: 'nothing-yet' }
  | { readonly kind: 'taken'; readonly ask: Ask; readonly value: string }
  | { readonly kind: 'unfit'; readonly ask: Ask }
  | { readonly kind: 'failed'; readonly error: CallError };

export type Pointed = {
  readonly text: string;
  readonly place?: Place;
  /** The second click of a double click; it replaces the first. */
  readonly again?: boolean;
};

export type Preview =
  | { readonly state: 'idle' }
  | { readonly state: 'asking'; readonly last: TrainerPreview | null }
  | { readonly state: 'failed'; readonly error: CallError }
  | { readonly state: 'ready'; readonly value: TrainerPreview };

export type Saving =
  | { readonly state: 'idle' }
  | { readonly state: 'saving'; readonly what: 'recipe' | 'order' }
  | { readonly state: 'refused'; readonly what: 'recipe' | 'order'; readonly error: CallError };

export type Lesson = {
  readonly state: 'ready';
  readonly document: DocumentId;
  readonly view: TrainerView;
  readonly form: TrainerForm;
  readonly asked: Ask | null;
  /** The values that a person pointed at or typed. */
  readonly own: ReadonlySet<Ask>;
  /** Where in the mail a person pointed for the value. */
  readonly places: { readonly [A in Ask]?: Place };
  readonly picked: Picked;
  readonly preview: Preview;
  readonly saving: Saving;
};

export type Trainer =
  | { readonly state: 'none' }
  | { readonly state: 'loading'; readonly document: DocumentId }
  | { readonly state: 'failed'; readonly document: DocumentId; readonly error: CallError }
  | Lesson;

const previewAfterMs = 500;
const mostText = 4000;

type TrainerStoreParts = {
  readonly client: Client;
  readonly clock: Clock;
  /** The user's language, for amounts. */
  readonly language?: () => Language;
};

/**
 * The training of one mail: the form, the requested field, and a replay of the template on the sender's other mails. Unsaved
 * input stays while the window is open, until it is saved or another mail is opened.
 */
export function createTrainerStore({ client, clock, language = () => 'en' }: TrainerStoreParts) {
  const store = createStore<Trainer>(() => ({ state: 'none' }));
  let turn = 0;
  let made = 0;
  let cancelPreview: (() => void) | null = null;
  let isPreviewing = false;
  let isPreviewOld = false;
  let picks = 0;
  /** Clicks whose answers are ignored, because a double click followed. */
  const dropped = new Set<number>();
  /** The form before the last click. */
  let before: Pick<Lesson, 'document' | 'form' | 'own' | 'places' | 'asked'> | null = null;

  const lesson = (): Lesson | null => {
    const now = store.getState();
    return now.state === 'ready' ? now : null;
  };
  const change = (next: Partial<Lesson>): void => {
    const now = lesson();
    if (now) store.setState({ ...now, ...next }, true);
  };
  const newKey = (): string => {
    made += 1;
    return `new-${made}`;
  };

  async function open(document: DocumentId): Promise<void> {
    const now = store.getState();
    if (now.state !== 'none' && now.document === document && isKept(now)) return;
    turn += 1;
    const mine = turn;
    cancelPreview?.();
    store.setState({ state: 'loading', document }, true);
    try {
      const view = await client.call('trainer.open', { document });
      if (mine !== turn) return;
      const begun = { view, form: formOf(view.values, language()), own: new Set<Ask>() };
      store.setState(
        {
          state: 'ready',
          document,
          ...begun,
          asked: nextAsk(null, (ask) => howSure(ask, begun)),
          places: {},
          picked: { kind: 'nothing-yet' },
          preview: { state: 'idle' },
          saving: { state: 'idle' },
        },
        true,
      );
      previewSoon(0);
    } catch (thrown) {
      if (mine === turn) store.setState({ state: 'failed', document, error: toCallError(thrown) }, true);
    }
  }

  function previewSoon(ms = previewAfterMs): void {
    const now = lesson();
    if (!now) return;
    cancelPreview?.();
    cancelPreview = null;
    if (readForm(now.form).values === null) {
      change({ preview: { state: 'idle' } });
      return;
    }
    change({ preview: { state: 'asking', last: lastOf(now.preview) } });
    cancelPreview = clock.after(ms, () => {
      cancelPreview = null;
      void previewNow();
    });
  }

  /** One replay at a time, because each reads every stored mail of the sender. Changes during a replay start one more. */
  async function previewNow(): Promise<void> {
    if (isPreviewing) {
      isPreviewOld = true;
      return;
    }
    const now = lesson();
    const values = now && readForm(now.form).values;
    if (!now || !values) return;
    const { document, form } = now;
    isPreviewing = true;
    isPreviewOld = false;
    const answer = await client.call('trainer.preview', { document, values }).then(
      (value): Preview => ({ state: 'ready', value }),
      (thrown: unknown): Preview => ({ state: 'failed', error: toCallError(thrown) }),
    );
    isPreviewing = false;
    const then = lesson();
    if (then?.document === document && then.form === form) change({ preview: answer });
    else if (isPreviewOld) void previewNow();
  }

  function edit(form: TrainerForm, ask: Ask): void {
    const now = lesson();
    if (!now) return;
    const { [ask]: _gone, ...places } = now.places;
    change({ form, own: new Set([...now.own, ask]), places, saving: { state: 'idle' } });
    previewSoon();
  }

  async function pick({ text, place, again = false }: Pointed): Promise<void> {
    const current = lesson();
    if (!current) return;
    picks += 1;
    const mine = picks;
    // a double click selects a word: undo its first click and the step that followed
    if (again && before?.document === current.document) {
      dropped.add(mine - 1);
      change(before);
    }
    const now = lesson();
    if (!now || now.asked === null) return;
    const { asked: ask, document, form, own, places } = now;
    before = { document, form, own, places, asked: ask };
    const field = ask === 'fee' ? 'tip' : ask;
    let answer: Output<'trainer.pick'>;
    try {
      answer = await client.call('trainer.pick', {
        field,
        text: text.slice(0, mostText),
      });
    } catch (thrown) {
      if (lesson()?.document === document) change({ picked: { kind: 'failed', error: toCallError(thrown) } });
      return;
    }
    const then = lesson();
    if (then?.document !== document || dropped.delete(mine)) return;
    const filled = fill(then.form, ask, text, answer);
    if (filled === null) {
      change({ picked: { kind: 'unfit', ask } });
      return;
    }
    edit(filled.form, ask);
    const after = lesson();
    if (!after) return;
    // further rows follow the first, so items are requested until another field is
    const goesOn = ask !== 'item' && ask !== 'fee' && after.asked === ask;
    change({
      picked: { kind: 'taken', ask, value: filled.value },
      ...(place && { places: { ...after.places, [ask]: place } }),
      ...(goesOn && { asked: nextAsk(ask, (each) => howSure(each, after)) }),
    });
  }

  function fill(
    form: TrainerForm,
    ask: Ask,
    text: string,
    { value, item }: Output<'trainer.pick'>,
  ): { readonly form: TrainerForm; readonly value: string } | null {
    if (ask === 'item') {
      if (item === null) return null;
      return {
        form: { ...form, items: [...form.items, itemFormOf(item, newKey(), language())] },
        value: item.title,
      };
    }
    if (value === null) return null;
    const shown = ask === 'fee' || isAmountField(ask) ? amountShown(value, language()) : value;
    if (ask === 'fee') {
      const fee: FeeForm = { key: newKey(), label: feeLabelOf(text), amount: shown };
      return { form: { ...form, fees: [...form.fees, fee] }, value: `${fee.label} ${shown}`.trim() };
    }
    return { form: { ...form, fields: { ...form.fields, [ask]: shown } }, value: shown };
  }

  async function finish<T>(what: 'recipe' | 'order', work: (now: Lesson) => Promise<T>): Promise<T | null> {
    const now = lesson();
    if (!now || now.saving.state === 'saving') return null;
    change({ saving: { state: 'saving', what } });
    try {
      const done = await work(now);
      turn += 1;
      cancelPreview?.();
      if (lesson()?.document === now.document) store.setState({ state: 'none' }, true);
      return done;
    } catch (thrown) {
      if (lesson()?.document === now.document) {
        change({ saving: { state: 'refused', what, error: toCallError(thrown) } });
      }
      return null;
    }
  }

  return {
    ...store,
    open,
    again(): void {
      const now = store.getState();
      if (now.state === 'failed') void open(now.document);
    },
    /** Discards the input and parses the mail again. */
    startOver(): void {
      const now = lesson();
      if (!now) return;
      store.setState({ state: 'none' }, true);
      void open(now.document);
    },
    ask: (asked: Ask | null): void => {
      if (lesson()?.asked !== asked) change({ asked, picked: { kind: 'nothing-yet' } });
    },
    step(by: 1 | -1): void {
      const now = lesson();
      if (now) change({ asked: neighbour(now.asked, by), picked: { kind: 'nothing-yet' } });
    },
    pick,
    type(ask: Exclude<Ask, 'item' | 'fee'>, text: string): void {
      const now = lesson();
      if (now) edit({ ...now.form, fields: { ...now.form.fields, [ask]: text } }, ask);
    },
    changeItem(key: string, next: Partial<Omit<ItemForm, 'key'>>): void {
      const now = lesson();
      if (!now) return;
      const items = now.form.items.map((item) => (item.key === key ? { ...item, ...next } : item));
      edit({ ...now.form, items }, 'item');
    },
    addItem(): void {
      const now = lesson();
      if (now) edit({ ...now.form, items: [...now.form.items, emptyItem(newKey())] }, 'item');
    },
    removeItem(key: string): void {
      const now = lesson();
      if (now) edit({ ...now.form, items: now.form.items.filter((item) => item.key !== key) }, 'item');
    },
    removeAllItems(): void {
      const now = lesson();
      if (now) edit({ ...now.form, items: [] }, 'item');
    },
    changeFee(key: string, next: Partial<Omit<FeeForm, 'key'>>): void {
      const now = lesson();
      if (!now) return;
      const fees = now.form.fees.map((fee) => (fee.key === key ? { ...fee, ...next } : fee));
      edit({ ...now.form, fees }, 'fee');
    },
    addFee(): void {
      const now = lesson();
      if (now)
        edit({ ...now.form, fees: [...now.form.fees, { key: newKey(), label: '', amount: '' }] }, 'fee');
    },
    removeFee(key: string): void {
      const now = lesson();
      if (now) edit({ ...now.form, fees: now.form.fees.filter((fee) => fee.key !== key) }, 'fee');
    },
    /** Saves the template and repairs orders with it. @returns null if refused; the lesson holds the reason */
    save: (name: string): Promise<Output<'trainer.save'> | null> =>
      finish('recipe', (now) => client.call('trainer.save', { ...taughtOf(now), name })),
    /** Corrects this one order. @returns null if refused; the lesson holds the reason */
    heal: (): Promise<Output<'trainer.heal'> | null> =>
      finish('order', (now) => client.call('trainer.heal', taughtOf(now))),
  };
}

const lastOf = (preview: Preview): TrainerPreview | null =>
  preview.state === 'ready' ? preview.value : preview.state === 'asking' ? preview.last : null;

/** Whether a lesson stays open. An unchanged one is loaded again, because its order may have changed meanwhile. */
const isKept = (now: Exclude<Trainer, { readonly state: 'none' }>): boolean =>
  now.state === 'loading' || (now.state === 'ready' && (now.own.size > 0 || now.saving.state === 'saving'));

/** Main repeats in words the errors that the form shows already. */
function taughtOf({ document, view, form, own }: Lesson) {
  const { values } = readForm(form);
  if (values === null) throw new Error('the form holds something that cannot be understood');
  const begun = view.order && { entry: view.order.entry, own: [...own].map(valueNameOf) };
  return { document, values, ...(begun && { begun }) };
}

export const trainerStore = ownStore(createTrainerStore);
