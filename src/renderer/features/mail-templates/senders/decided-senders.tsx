import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { domainOf, isDomainRule, unnamedSender } from '../../../../shared/sender.ts';
import type { DecidedSenderView } from '../../../../shared/sender-commands.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useStores } from '../../../state/context.tsx';
import styles from '../template-list.module.css';
import { useDecideSender } from './use-decide-sender.ts';

/** The approved and blocked senders, each with an undo. */
export function DecidedSenders() {
  const { t } = useTranslation('senders');
  const senders = useStore(useStores().senders);
  const decided = senders.state === 'ready' ? senders.value.decided : [];
  if (decided.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="decided-senders">
      <h2 id="decided-senders" className={styles.heading}>
        {t('decidedTitle')}
      </h2>
      <ul>
        {decided.map((each) => (
          <DecidedRow key={each.sender} decided={each} />
        ))}
      </ul>
    </section>
  );
}

function DecidedRow({ decided }: { readonly decided: DecidedSenderView }) {
  const { t } = useTranslation('senders');
  const format = useFormat();
  const sourceName = useSourceName();
  const decide = useDecideSender();
  const { sender, verdict, source, by, at } = decided;
  const words = isDomainRule(sender) ? t('everyAddress', { domain: domainOf(sender) }) : sender;
  const name = sender === unnamedSender ? t('unnamed') : words;
  return (
    <li className={styles.recipe} aria-label={name}>
      <div className={styles.main}>
        <p className={styles.first}>
          <span className={styles.name}>{name}</span>
          <span className={styles.version}>{t(verdict === 'approved' ? 'isApproved' : 'isBlocked')}</span>
        </p>
        <p className={styles.facts}>
          {source !== null && <span>{t('ordersOf', { service: sourceName(source) })}</span>}
          <span>{t('by', { name: by, day: format.day(at) })}</span>
        </p>
      </div>
      <div className={styles.actions}>
        <Button
          variant="subtle"
          color="gray"
          aria-label={t('undoThis', { sender: name })}
          onClick={() => void decide.undo(sender)}
        >
          {t('undo')}
        </Button>
      </div>
    </li>
  );
}
