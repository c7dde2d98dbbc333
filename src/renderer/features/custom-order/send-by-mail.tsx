import { Button, Textarea, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linkMessageSchema } from '../../../shared/forms.ts';
import { isReminder, unknownSending } from '../../../shared/link-rules.ts';
import type { DraftDetail } from '../../../shared/views.ts';
import { useSaid } from '../../i18n/use-said.tsx';
import labels from '../../ui/labels.module.css';
import styles from './link-panel.module.css';
import { Refused, useTooSoon } from './sending-state.tsx';
import { UnknownSending } from './unknown-sending.tsx';
import { useSending } from './use-sending.ts';

type Fields = { readonly to: string; readonly subject: string; readonly text: string };
type Wrong = 'to' | 'subject' | null;

/** Shopify mails its invoice: an address is asked for where the form had none. */
export function SendByMail({ detail }: { readonly detail: DraftDetail }) {
  const { draft, suggestion } = detail;
  const { t } = useTranslation('customOrder');
  const said = useSaid();
  const { send, isSending, refused } = useSending(draft.id);
  const [fields, setFields] = useState<Fields>(() => ({
    to: draft.sendings.findLast(({ via }) => via === 'email')?.to || suggestion.email,
    subject: suggestion.subject,
    text: suggestion.text,
  }));
  const [wrong, setWrong] = useState<Wrong>(null);
  const tooSoon = useTooSoon(draft, 'email', fields.to.trim());
  const [after, setAfter] = useState<string | undefined>(undefined);
  const unknown = unknownSending(draft, 'email', fields.to.trim());
  const isUnknown = unknown !== null && after !== unknown.sending;
  const change = (change: Partial<Fields>): void => {
    setFields({ ...fields, ...change });
    setWrong(null);
  };

  async function submit(): Promise<void> {
    const message = { via: 'email', ...fields, to: fields.to.trim() } as const;
    const parsed = linkMessageSchema.safeParse(message);
    if (!parsed.success) {
      setWrong(parsed.error.issues.some(({ path }) => path[0] === 'to') ? 'to' : 'subject');
      return;
    }
    if (tooSoon === null && !isSending && !isUnknown) await send(parsed.data, after);
  }

  const byShopify = refused?.field === 'to' ? said(refused.message) : null;
  return (
    <form
      noValidate
      className={`${styles.fields} ${labels.labels}`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label={t('mailTo')}
        type="email"
        autoComplete="off"
        value={fields.to}
        error={wrong === 'to' ? t('mailToWrong') : byShopify}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      <TextInput
        label={t('mailSubject')}
        value={fields.subject}
        maxLength={200}
        error={wrong === 'subject' ? t('mailSubjectWrong') : null}
        onChange={(event) => change({ subject: event.currentTarget.value })}
      />
      <Textarea
        label={t('text')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        value={fields.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {byShopify === null && <Refused error={refused} />}
      {isUnknown ? (
        <UnknownSending detail={detail} sending={unknown.sending} onAgain={() => setAfter(unknown.sending)} />
      ) : (
        <div className={styles.sendFoot}>
          <Button
            type="submit"
            leftSection={<IconMail size={16} />}
            loading={isSending}
            aria-disabled={tooSoon !== null}
            {...(tooSoon !== null && { 'data-disabled': true })}
          >
            {isReminder(draft) ? t('mailReminder') : t('mailSend')}
          </Button>
          {tooSoon !== null && <span className={styles.hint}>{tooSoon}</span>}
        </div>
      )}
    </form>
  );
}
