import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import { useNow } from '../../lib/browser/use-now.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useStores } from '../../state/context.tsx';
import { useFormat } from '../i18n/use-format.tsx';
import { useToasts } from '../toasts/toasts.tsx';
import { CopyTyped } from '../ui/copy-typed.tsx';
import styles from './people-here.module.css';
import { useEditor } from './use-presence.ts';

type Props = {
  readonly order: OrderId;
  /** The unsaved input in this window; empty for none. */
  readonly typed?: () => string;
  /** In the page's flow, and not across it. */
  readonly apart?: boolean;
};

/** Who edits the order on another computer, since when, and a button to take over. Empty if nobody does. */
export function EditingBar({ order, typed = () => '', apart = false }: Props) {
  const { t } = useTranslation('presence');
  const format = useFormat();
  const now = useNow();
  const toasts = useToasts();
  const { presence } = useStores();
  const editor = useEditor(order);
  // this window is the editor from the press on, before anything is typed, until another one takes over
  const part = useId();
  useEffect(() => () => presence.at(part, null), [presence, part]);
  const isLocked = editor !== null;
  const wasTaken = editor?.took ?? false;
  // after a takeover the report stays, so that it is known who took over; it does not restart when that edit ends
  const isLost = useRef(false);
  useEffect(() => {
    if (!wasTaken && (isLocked || isLost.current)) presence.at(part, null);
    isLost.current = wasTaken;
  }, [presence, part, isLocked, wasTaken]);
  if (editor === null) return null;
  const { name, since, took } = editor;
  const facts = { name: name || t('somebody'), time: format.time(since, now) };
  const mine = typed();

  async function takeOver(): Promise<void> {
    isLost.current = false;
    presence.at(part, { order, doing: 'edits' });
    try {
      await presence.takeOver(order);
    } catch (thrown) {
      presence.at(part, null);
      toasts.failed({ id: `take-edit:${order}`, what: t('takeOverFailed'), error: toCallError(thrown) });
    }
  }

  return (
    <div className={styles.bar} role="status" data-apart={apart}>
      <IconPencil size={16} aria-hidden />
      <span className={styles.words}>
        {t(took ? 'tookHere' : 'editsHere', facts)}
        {mine !== '' && <span className={styles.kept}>{t('typedStays')}</span>}
      </span>
      {mine !== '' && <CopyTyped typed={mine} />}
      <Button variant="default" size="compact-sm" onClick={() => void takeOver()}>
        {t('takeOver')}
      </Button>
    </div>
  );
}
