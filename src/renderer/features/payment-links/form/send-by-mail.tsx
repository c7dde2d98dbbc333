import { Button, Textarea, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linkMessageSchema } from '../../../../shared/forms.ts';
import { isReminder, unknownSending } from '../../../../shared/link-rules.ts';
import type { DraftDetail } from '../../../../shared/views.ts';
import labels from '../../../components/ui/labels.module.css';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './link-panel.module.css';
import { Refused, useTooSoon } from './sending-state.tsx';
import { UnknownSending } from './unknown-sending.tsx';
import { useSending } from './use-sending.ts';
import { useTyped } from './use-typed.ts';

type Wrong = 'to' | 'subject' | null;

/** Shopify e-mails its invoice; asks for an address if the form had none. */
export function SendByMail({ detail }: { readonly detail: DraftDetail }) {
  const { draft, suggestion } = detail;
  const { t } = useTranslation('customOrder');
  const said = useSaid();
  const { send, isSending, refused } = useSending(draft.id);
  // untouched fields follow the suggestion, which names the amount
  const to = useTyped(draft.id, 'to');
  const subject = useTyped(draft.id, 'subject');
  const text = useTyped(draft.id, 'mail');
  const suggestedTo = draft.sendings.findLast(({ via }) => via === 'email')?.to || suggestion.email;
  const fields = {
    to: (to.typed ?? suggestedTo).trim(),
    subject: subject.typed ?? suggestion.subject,
    text: text.typed ?? suggestion.text,
  };
  const [wrong, setWrong] = useState<Wrong>(null);
  const tooSoon = useTooSoon(draft, 'email', fields.to);
  const [after, setAfter] = useState<string | undefined>(undefined);
  const unknown = unknownSending(draft, 'email', fields.to);
  const isUnknown = unknown !== null && after !== unknown.sending;

  async function submit(): Promise<void> {
    const parsed = linkMessageSchema.safeParse({ via: 'email', ...fields });
    if (!parsed.success) {
      setWrong(parsed.error.issues.some(({ path }) => path[0] === 'to') ? 'to' : 'subject');
      return;
    }
    if (tooSoon !== null || isSending || isUnknown || !(await send(parsed.data, after))) return;
    to.sent(); // a second click must go to the same address: the event that updates the suggestion arrives later
    subject.type(null);
    text.type(null);
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
        value={to.typed ?? suggestedTo}
        error={wrong === 'to' ? t('mailToWrong') : byShopify}
        onChange={(event) => {
          to.type(event.currentTarget.value);
          setWrong(null);
        }}
      />
      <TextInput
        label={t('mailSubject')}
        value={fields.subject}
        maxLength={200}
        error={wrong === 'subject' ? t('mailSubjectWrong') : null}
        onChange={(event) => {
          subject.type(event.currentTarget.value);
          setWrong(null);
        }}
      />
      <Textarea
        label={t('text')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        value={fields.text}
        onChange={(event) => text.type(event.currentTarget.value)}
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
