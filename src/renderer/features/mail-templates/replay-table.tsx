import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconArrowsExchange,
  IconCheck,
  IconChevronRight,
  IconHourglass,
  IconSparkles,
} from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentId } from '../../../shared/ids.ts';
import type { Replay, ReplayedMail, TrainerPreview } from '../../../shared/trainer.ts';
import { trainerValueNames } from '../../../shared/trainer.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import type { Tone } from '../../components/ui/mark.tsx';
import { Mark } from '../../components/ui/mark.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import styles from './replay-table.module.css';
import type { Lesson } from './state/trainer-store.ts';

type Outcome = ReplayedMail['outcome'];
const marks: { readonly [O in Outcome]: { readonly icon: Icon; readonly tone: Tone } } = {
  broken: { icon: IconAlertTriangle, tone: 'bad' },
  unread: { icon: IconHourglass, tone: 'warn' },
  fixed: { icon: IconSparkles, tone: 'good' },
  changed: { icon: IconArrowsExchange, tone: 'warn' },
  same: { icon: IconCheck, tone: 'plain' },
};
const urgency: readonly Outcome[] = ['broken', 'unread', 'fixed', 'changed', 'same'];
const firstShown = 12;

/** What the template would change in the sender's stored mails, before it is saved. */
export function ReplayTable({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      <h2 className={styles.title}>{t('preview')}</h2>
      <State lesson={lesson} />
    </section>
  );
}

function State({ lesson: { preview, document } }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const said = useSaid();
  switch (preview.state) {
    case 'idle':
      return <p className={styles.quiet}>{t('previewWaiting')}</p>;
    case 'failed':
      return (
        <Notice tone="warn" role="alert">
          {t('previewFailed', {
            message: [preview.error.message, preview.error.fix ?? ''].filter(Boolean).map(said).join('. '),
          })}
        </Notice>
      );
    case 'asking':
      return (
        <>
          <p className={styles.quiet} role="status">
            {t('previewAsking')}
          </p>
          {preview.last && (
            <div className={styles.old} aria-hidden inert>
              <Shown preview={preview.last} document={document} />
            </div>
          )}
        </>
      );
    case 'ready':
      return <Shown preview={preview.value} document={document} />;
  }
}

function Shown({ preview, document }: { readonly preview: TrainerPreview; readonly document: DocumentId }) {
  const { t } = useTranslation('mailTemplates');
  const said = useSaid();
  const { replay, problem, missed } = preview;
  const fieldWord = useFieldWord();
  return (
    <>
      {problem !== null && (
        <Notice tone="warn">
          {t('noRecipe', { reason: said(problem) })} {t('noRecipeHint')}
        </Notice>
      )}
      {missed.length > 0 && (
        <Notice tone="plain">{t('missed', { fields: missed.map(fieldWord).join(', ') })}</Notice>
      )}
      {replay && (
        <>
          <p className={styles.counts} role="status">
            {t('counts', replay)}
          </p>
          {replay.broken > 0 && <Notice tone="bad">{t('breaks')}</Notice>}
          {replay.unread > 0 && <Notice tone="warn">{t('unread', { count: replay.unread })}</Notice>}
          <Mails replay={replay} document={document} />
        </>
      )}
    </>
  );
}

function Mails({ replay, document }: { readonly replay: Replay; readonly document: DocumentId }) {
  const { t } = useTranslation('mailTemplates');
  const [showsAll, setShowsAll] = useState(false);
  const [opened, setOpened] = useState<DocumentId | null>(null);
  const mails = replay.mails.toSorted(
    (one, other) =>
      urgency.indexOf(one.outcome) - urgency.indexOf(other.outcome) || other.receivedAt - one.receivedAt,
  );
  const shown = showsAll ? mails : mails.slice(0, firstShown);
  return (
    <>
      <table className={styles.mails}>
        <thead>
          <tr>
            <th scope="col">{t('colMail')}</th>
            <th scope="col" className={styles.amount}>
              {t('colTotal')}
            </th>
            <th scope="col">{t('colOutcome')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((mail) => (
            <MailRow
              key={mail.document}
              mail={mail}
              isThis={mail.document === document}
              isOpen={opened === mail.document}
              toggle={() => setOpened(opened === mail.document ? null : mail.document)}
            />
          ))}
        </tbody>
      </table>
      {mails.length > shown.length && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setShowsAll(true)}>
          {t('moreMails', { count: mails.length - shown.length })}
        </Button>
      )}
    </>
  );
}

type RowProps = {
  readonly mail: ReplayedMail;
  readonly isThis: boolean;
  readonly isOpen: boolean;
  readonly toggle: () => void;
};

function MailRow({ mail, isThis, isOpen, toggle }: RowProps) {
  const { t } = useTranslation('mailTemplates');
  const format = useFormat();
  const now = useNow();
  const { outcome, changes, number, total, receivedAt, subject } = mail;
  const name = number || subject || t('nothing');
  return (
    <Fragment>
      <tr>
        <td className={styles.mail} title={subject}>
          {changes.length > 0 ? (
            <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={toggle}>
              <IconChevronRight size={14} aria-hidden className={styles.chevron} />
              <span className={styles.name}>{name}</span>
            </button>
          ) : (
            <span className={styles.plainName}>{name}</span>
          )}
          <span className={styles.when}>{isThis ? t('thisMail') : format.time(receivedAt, now)}</span>
        </td>
        <td className={styles.amount}>{total ?? '—'}</td>
        <td>
          <Mark {...marks[outcome]} word={t(`outcome_${outcome}`)} />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={3} className={styles.diffCell}>
            <Changes mail={mail} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Changes({ mail: { changes } }: { readonly mail: ReplayedMail }) {
  const { t } = useTranslation('mailTemplates');
  const fieldWord = useFieldWord();
  return (
    <table className={styles.diff} aria-label={t('showChanges')}>
      <thead>
        <tr>
          <th scope="col">{t('colField')}</th>
          <th scope="col">{t('colBefore')}</th>
          <th scope="col">{t('colAfter')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{fieldWord(field)}</th>
            <td>{before === null ? <i>{t('nothing')}</i> : <del>{before}</del>}</td>
            <td>{after === null ? <i>{t('nothing')}</i> : <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Main names fields as in the contract; a field that is unknown here is shown by that name. */
function useFieldWord(): (field: string) => string {
  const { t } = useTranslation('mailTemplates');
  return (field) => {
    const name = trainerValueNames.find((each) => each === field);
    return name === undefined ? field : t(`field_${name}`);
  };
}
