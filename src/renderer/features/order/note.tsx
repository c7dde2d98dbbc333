import { Button, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useStores } from '../../state/context.tsx';
import { useHotkeys } from '../../ui/use-hotkeys.tsx';
import styles from './order.module.css';

/** A note for the next person. The focus stays in the field; what was typed stays when it could not be saved. */
export function Note({ id }: { readonly id: OrderId }) {
  const { t } = useTranslation('order');
  const client = useClient();
  const said = useSaid();
  const { order } = useStores();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);

  useHotkeys([
    {
      id: 'order.note',
      keys: ['n'],
      scope: t('keysScope'),
      label: t('keyNote'),
      run: () => field.current?.focus(),
    },
  ]);

  async function save(): Promise<void> {
    if (text.trim() === '' || isSaving) return;
    setSaving(true);
    try {
      order.take(await client.call('orders.addNote', { id, text: text.trim() }));
      setText('');
      setFailure(null);
    } catch (thrown) {
      setFailure(t('noteFailed', { message: said(toCallError(thrown).message) }));
    }
    setSaving(false);
    field.current?.focus();
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
        placeholder={t('addNoteHint')}
        rows={1}
        maxLength={4000}
        value={text}
        error={failure}
        onChange={(event) => setText(event.currentTarget.value)}
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
        <Button type="submit" variant="default" size="sm" loading={isSaving}>
          {t('saveNote')}
        </Button>
      )}
    </form>
  );
}
