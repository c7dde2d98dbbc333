import { Textarea, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainerField } from '../../../shared/trainer.ts';
import { isAmountField, trainerFields } from '../../../shared/trainer.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useOwnStore } from '../../state/context.tsx';
import { howSure } from './state/how-sure.ts';
import { readForm } from './state/trainer-form.ts';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import { SureMark } from './sure-mark.tsx';
import styles from './trainer.module.css';

const long: ReadonlySet<TrainerField> = new Set(['address', 'notes']);

/** One row per value: its name, the parsed text and the confidence. The requested row is highlighted. */
export function FieldList({ lesson }: { readonly lesson: Lesson }) {
  const { complaints } = readForm(lesson.form);
  const list = useRef<HTMLDivElement>(null);
  useShowAsked(list, lesson.asked);

  /** Enter moves on like Tab; in a long text Shift+Enter adds a line. */
  function goOn(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (event.nativeEvent.isComposing) return;
    event.preventDefault();
    const inputs = [...(list.current?.querySelectorAll<HTMLElement>('input, textarea') ?? [])];
    inputs[inputs.indexOf(event.target as HTMLElement) + 1]?.focus(); // the handler is on inputs only
  }

  return (
    <div ref={list} className={styles.fields}>
      {trainerFields.map((field) => (
        <FieldRow key={field} field={field} lesson={lesson} complaint={complaints[field]} goOn={goOn} />
      ))}
    </div>
  );
}

type RowProps = {
  readonly field: TrainerField;
  readonly lesson: Lesson;
  readonly complaint: 'amount' | 'currency' | 'quantity' | 'title' | undefined;
  readonly goOn: (event: KeyboardEvent<HTMLElement>) => void;
};

function FieldRow({ field, lesson, complaint, goOn }: RowProps) {
  const { t } = useTranslation('mailTemplates');
  const trainer = useOwnStore(trainerStore);
  const id = `trainer-${field}`;
  const props = {
    id,
    size: 'xs',
    value: lesson.form.fields[field],
    onFocus: () => trainer.ask(field),
    onKeyDown: goOn,
    error: complaint && t(`complaint_${complaint}`),
    'aria-describedby': `${id}-sure`,
  } as const;
  const isAsked = lesson.asked === field;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the field in it, which the keyboard reaches itself
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div className={styles.field} data-asked={isAsked} data-ask={field} onClick={() => trainer.ask(field)}>
      <label htmlFor={id} className={styles.label}>
        {t(`field_${field}`)}
      </label>
      {long.has(field) ? (
        <Textarea
          {...props}
          autosize
          minRows={1}
          maxRows={4}
          onChange={(event) => trainer.type(field, event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...props}
          inputMode={isAmountField(field) ? 'decimal' : 'text'}
          onChange={(event) => trainer.type(field, event.currentTarget.value)}
        />
      )}
      <span id={`${id}-sure`} className={styles.sure}>
        <SureMark sure={howSure(field, lesson)} />
      </span>
      {field === 'placedAt' && <PlacedAt told={lesson.form.fields.placedAt} />}
    </div>
  );
}

/** The date in the display format, if it differs from the input format of the field. */
function PlacedAt({ told }: { readonly told: string }) {
  const format = useFormat();
  const now = useNow();
  const shown = told === '' ? '' : format.toldTime(told, now);
  return shown === told ? null : <span className={styles.readAs}>{shown}</span>;
}

/** Scrolls to the next requested field. */
function useShowAsked(list: { readonly current: HTMLElement | null }, asked: Lesson['asked']): void {
  useEffect(() => {
    const scroller = list.current?.parentElement;
    scroller?.querySelector(`[data-ask="${asked}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [list, asked]);
}
