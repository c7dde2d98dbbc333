import { Button, Textarea } from '@mantine/core';
import { IconBrandMessenger } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isReminder } from '../../../../shared/link-rules.ts';
import type { DraftDetail } from '../../../../shared/views.ts';
import labels from '../../../components/ui/labels.module.css';
import styles from './link-panel.module.css';
import { Refused, useTooSoon } from './sending-state.tsx';
import { useSending } from './use-sending.ts';
import { useTyped } from './use-typed.ts';
import { useWindow } from './use-window.ts';
import { WindowWords } from './window-words.tsx';

type Props = {
  readonly detail: DraftDetail;
  readonly heading: RefObject<HTMLElement | null>;
  /** The send with an unknown outcome that is repeated. */
  readonly after: string | undefined;
};

/** Sends with one click. The text can be edited; the link is added as a button. */
export function SendByMessenger({ detail: { draft, suggestion, person }, heading, after }: Props) {
  const { t } = useTranslation('customOrder');
  const button = useRef<HTMLButtonElement>(null);
  const { send, isSending, refused } = useSending(draft.id);
  const window = useWindow(draft.id, draft.changedAt);
  const { typed, type } = useTyped(draft.id, 'messenger');
  const text = typed ?? suggestion.text;
  const tooSoon = useTooSoon(draft, 'messenger', draft.subscriberId ?? '');
  const isShut = window?.state === 'closed' || window?.state === 'off';
  const isOff = isSending || isShut || tooSoon !== null || text.trim() === '';

  // a user who waited for the link on this page gets the focus on the button
  useEffect(() => {
    if (document.activeElement === heading.current) button.current?.focus();
  }, [heading]);

  async function submit(): Promise<void> {
    if (isOff) return;
    if (await send({ via: 'messenger', text }, after)) type(null);
  }

  return (
    <form
      className={`${styles.fields} ${labels.labels}`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        label={t('text')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1900}
        value={text}
        disabled={isShut}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <WindowWords
        window={window}
        name={person?.name ?? draft.customerName}
        chatUrl={person?.chatUrl ?? null}
      />
      <Refused error={refused} />
      <div className={styles.sendFoot}>
        <Button
          ref={button}
          type="submit"
          leftSection={<IconBrandMessenger size={16} />}
          aria-disabled={isOff}
          {...(isOff && !isSending && { 'data-disabled': true })}
          loading={isSending}
        >
          {isReminder(draft) ? t('sendReminder') : t('sendMessenger')}
        </Button>
        {tooSoon !== null && <span className={styles.hint}>{tooSoon}</span>}
      </div>
    </form>
  );
}
