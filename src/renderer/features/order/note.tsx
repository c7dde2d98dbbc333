import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import { orderNoteName } from '../../components/customer/saved-note.ts';
import { useSavedNote } from '../../components/customer/use-saved-note.ts';
import { useAt, useEditor } from '../../components/people/use-presence.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useApp, useStores } from '../../state/context.tsx';
import styles from './order.module.css';

type NoteProps = {
  readonly id: OrderId;
  readonly number: string;
  /** Its customer was erased: no note would be stored. */
  readonly isErased: boolean;
};

/**
 * A note for the next person. The field keeps the focus. Unsaved text stays until it is saved, also while another order is
 * viewed.
 */
export function Note({ id, number, isErased }: NoteProps) {
  const { t } = useTranslation('order');
  const client = useClient();
  const said = useSaid();
  const toasts = useToasts();
  const { order } = useStores();
  const field = useRef<HTMLTextAreaElement>(null);
  const kept = useSavedNote(orderNoteName(useApp().mode, id));
  const [text, setText] = useState(kept.read);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  // older unsaved text does not count as editing
  const [isTyped, setTyped] = useState(false);
  const isEdited = useEditor(id) !== null;
  const isLocked = isEdited || isErased;
  useAt(id, isTyped && text.trim() !== '' ? 'edits' : null);

  useHotkeys([
    {
      id: 'order.note',
      keys: ['n'],
      scope: t('keysScope'),
      label: t('keyNote'),
      run: () => field.current?.focus(),
    },
  ]);

  function write(next: string): void {
    setText(next);
    setTyped(true);
    kept.write(next);
  }

  async function save(): Promise<void> {
    if (text.trim() === '' || isSaving || isLocked) return;
    setSaving(true);
    field.current?.focus(); // the button is removed with the text
    try {
      order.take(await client.call('orders.addNote', { id, key: kept.key(), text: text.trim() }));
      if (kept.read() === text) write(''); // else more was typed meanwhile
      setFailure(null);
    } catch (thrown) {
      const error = toCallError(thrown);
      // another order is on screen by now
      if (field.current === null) toasts.failed({ id: `note:${id}`, what: t('noteLost', { number }), error });
      else setFailure(t('noteFailed', { message: said(error.message) }));
    }
    setSaving(false);
  }

  return (
    <form
      className={styles.note}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        ref={field}
        className={styles.noteField ?? ''}
        aria-label={t('addNote')}
        aria-keyshortcuts="N"
        placeholder={t(isErased ? 'noNotes' : 'addNoteHint')}
        rows={1}
        maxLength={4000}
        readOnly={isLocked}
        value={text}
        error={failure}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save();
          } else if (event.key === 'Escape') {
            event.stopPropagation();
            document.getElementById('order-panel')?.focus();
          }
        }}
      />
      {text.trim() !== '' && (
        <Button type="submit" variant="default" size="sm" loading={isSaving} disabled={isLocked}>
          {t('saveNote')}
        </Button>
      )}
    </form>
  );
}
