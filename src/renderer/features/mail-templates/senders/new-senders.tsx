import { ActionIcon, Button, Menu } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconAlertTriangle, IconBan, IconCheck, IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { mailFamily } from '../../../../shared/ids.ts';
import { domainOf, isAddress, unnamedSender } from '../../../../shared/sender.ts';
import type { NewSender, SendersView } from '../../../../shared/sender-commands.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import styles from '../template-list.module.css';
import { useDecideSender } from './use-decide-sender.ts';

/** Addresses that may send orders, with buttons to approve or block them. */
export function NewSenders() {
  const { t } = useTranslation('senders');
  const said = useSaid();
  const senders = useStore(useStores().senders);
  if (senders.state === 'loading') return null;
  if (senders.state === 'failed')
    return <Notice tone="warn">{`${t('failed')}: ${said(senders.error.message)}`}</Notice>;
  const { value, error } = senders;
  if (value.asked.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="new-senders">
      <h2 id="new-senders" className={styles.heading}>
        {t('newTitle')}
      </h2>
      <p className={styles.lead}>{t('newLead')}</p>
      {error !== null && <Notice tone="warn">{t('stale', { message: said(error.message) })}</Notice>}
      <ul>
        {value.asked.map((sender) => (
          <NewSenderRow key={sender.address} sender={sender} sources={value.sources} />
        ))}
      </ul>
    </section>
  );
}

type RowProps = { readonly sender: NewSender; readonly sources: SendersView['sources'] };

function NewSenderRow({ sender, sources }: RowProps) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const now = useNow();
  const said = useSaid();
  const decide = useDecideSender();
  const { address, name, subject, doubt, mails, lastAt, document } = sender;
  const shown = address === unnamedSender ? t('unnamed') : address;
  return (
    <li className={styles.recipe} aria-label={shown}>
      <div className={styles.main}>
        <p className={styles.first}>
          <span className={styles.name}>{shown}</span>
          {name !== '' && <span className={styles.version}>{name}</span>}
        </p>
        {document !== null && <p className={styles.sender}>{subject || t('noSubject')}</p>}
        <p className={styles.facts}>
          <span>{mails === 0 ? t('noneHere') : t('waiting', { count: mails })}</span>
          <span>{format.time(lastAt, now)}</span>
        </p>
      </div>
      <div className={styles.actions}>
        {document !== null && (
          <Button
            component="a"
            variant="default"
            href={hrefTo('mail-templates', { path: ['teach', document] })}
            aria-label={t('lookAt', { sender: shown })}
          >
            {t('look')}
          </Button>
        )}
        {isAddress(address) && (
          <Button
            leftSection={<IconCheck size={16} />}
            aria-label={t('approveThis', { sender: shown })}
            onClick={() => void decide.approve({ sender: address })}
          >
            {t('approve')}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconBan size={16} />}
          aria-label={t('blockThis', { sender: shown })}
          onClick={() => void decide.block({ sender: address })}
        >
          {t('block')}
        </Button>
        {isAddress(address) && <MoreChoices address={address} sources={sources} />}
      </div>
      {doubt !== null && (
        <ul className={styles.warnings}>
          <li>
            <IconAlertTriangle size={16} aria-hidden />
            <span className={styles.warning}>{t('doubt', { reason: said(doubt) })}</span>
          </li>
        </ul>
      )}
    </li>
  );
}

/** Approves more than a service's own address: each is an explicit choice, never a default. */
function MoreChoices({ address, sources }: { readonly address: string } & Pick<RowProps, 'sources'>) {
  const { t } = useTranslation(['senders', 'common']);
  const sourceName = useSourceName();
  const decide = useDecideSender();
  const domain = domainOf(address);
  const askDomain = (): void => {
    modals.openConfirmModal({
      title: t('senders:domainTitle', { domain }),
      children: t('senders:domainText', { domain }),
      closeButtonProps: { 'aria-label': t('common:close') },
      confirmProps: { color: 'red' },
      labels: { confirm: t('senders:domainConfirm'), cancel: t('common:cancel') },
      onConfirm: () => void decide.approve({ sender: `@${domain}`, everyAddress: true }),
    });
  };
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <ActionIcon size={30} variant="default" aria-label={t('senders:more', { sender: address })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {sources.length > 0 && <Menu.Label>{t('senders:joinsHint')}</Menu.Label>}
        {sources.map((source) => (
          <Menu.Item
            key={source}
            onClick={() => void decide.approve({ sender: address, family: mailFamily(source) })}
          >
            {t('senders:joins', { service: sourceName(source) })}
          </Menu.Item>
        ))}
        {sources.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={askDomain}>{t('senders:domain', { domain })}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
