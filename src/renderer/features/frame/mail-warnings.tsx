import { Popover, UnstyledButton } from '@mantine/core';
import { IconMailExclamation } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { MailWarning } from '../../../shared/trainer.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-main-text.tsx';
import { useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../ui/use-now.tsx';
import styles from './mail-warnings.module.css';

/** Warnings that are fixed in the account. */
const ofAccount: ReadonlySet<MailWarning['kind']> = new Set([
  'stopped',
  'unfetched',
  'consent',
  'send-consent',
]);

/** Mail anomalies while orders still arrive: a count in the strip, expanded to one sentence each. */
export function MailWarnings() {
  const { t } = useTranslation('frame');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const asked = useStore(useStores().mailWarnings);
  const warnings = asked.state === 'ready' ? asked.value : [];
  if (warnings.length === 0) return null;
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={440}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={styles.count ?? ''} onClick={() => setOpen(!open)}>
          <IconMailExclamation size={14} aria-hidden />
          {t('mailWarnings', { count: warnings.length })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('mailWarningsTitle')} className={styles.panel ?? ''}>
        <ul className={styles.list}>
          {warnings.map(({ kind, sender, text, fix, since, mail, document }) => (
            <li key={`${kind} ${sender} ${since} ${mail?.id}`}>
              <p>{said(text)}</p>
              {fix !== undefined && <p>{said(fix)}</p>}
              <p className={styles.more}>
                <span>{t('mailWarningSince', { time: format.exactTime(since, now) })}</span>
                {document !== null && (
                  <a href={hrefTo('recipes', { path: ['teach', document] })} onClick={() => setOpen(false)}>
                    {t(kind === 'silence' ? 'mailWarningLast' : 'mailWarningLook')}
                  </a>
                )}
                {ofAccount.has(kind) && (
                  <a href={hrefTo('setup')} onClick={() => setOpen(false)}>
                    {t('setup')}
                  </a>
                )}
              </p>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
