import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconAlertTriangle, IconDownload, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TemplateView } from '../../../shared/trainer.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { saveFile } from '../../lib/browser/save-file.ts';
import { useNow } from '../../lib/browser/use-now.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useOwnStore } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import styles from './template-list.module.css';
import { templatesQuery } from './templates-query.ts';

/** One mail template: its sender, origin, results and actions. */
export function TemplateRow({ recipe }: { readonly recipe: TemplateView }) {
  const { t } = useTranslation('mailTemplates');
  const { name, version, sender, subject, lastMail } = recipe;
  return (
    <li className={styles.recipe} aria-label={`${name}, ${t('version', { version })}`}>
      <div className={styles.main}>
        <p className={styles.first}>
          <span className={styles.name}>{name}</span>
          <span className={styles.version}>{t('version', { version })}</span>
        </p>
        <p className={styles.sender}>
          {sender}
          {subject !== null && <span> · {t('subjectIs', { subject })}</span>}
        </p>
        <Origin recipe={recipe} />
        <Health recipe={recipe} />
      </div>
      <div className={styles.actions}>
        {lastMail !== null && (
          <Button
            component="a"
            variant="default"
            href={hrefTo('mail-templates', { path: ['teach', lastMail] })}
          >
            {t('teachNewer')}
          </Button>
        )}
        <Export recipe={recipe} />
        <Remove recipe={recipe} />
      </div>
      <Warnings recipe={recipe} />
    </li>
  );
}

function Origin({ recipe }: { readonly recipe: TemplateView }) {
  const { t } = useTranslation('mailTemplates');
  const format = useFormat();
  const { savedAt, savedBy, learntFrom } = recipe;
  const from = savedAt === null ? null : t('taughtBy', { name: savedBy ?? '', day: format.day(savedAt) });
  return (
    <p className={styles.facts}>
      {[from, t('learntFrom', { count: learntFrom })]
        .filter((fact) => fact !== null)
        .map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
    </p>
  );
}

function Health({ recipe }: { readonly recipe: TemplateView }) {
  const { t } = useTranslation('mailTemplates');
  const format = useFormat();
  const now = useNow();
  const { mails, needingReview, lastMailAt } = recipe;
  if (mails === 0) return <p className={styles.facts}>{t('mailsNone')}</p>;
  return (
    <p className={styles.facts}>
      <span>{t('mails', { count: mails })}</span>
      <span data-bad={needingReview > 0}>
        {needingReview > 0 ? t('needReview', { count: needingReview }) : t('noneNeedReview')}
      </span>
      {lastMailAt !== null && <span>{t('lastMail', { time: format.time(lastMailAt, now) })}</span>}
    </p>
  );
}

function Warnings({ recipe: { warnings, name } }: { readonly recipe: TemplateView }) {
  const { t } = useTranslation('mailTemplates');
  const said = useSaid();
  if (warnings.length === 0) return null;
  return (
    <ul className={styles.warnings} aria-label={t('warnings', { name })}>
      {warnings.map(({ kind, text, fix, document }) => (
        <li key={`${kind} ${text}`}>
          <IconAlertTriangle size={16} aria-hidden />
          <span className={styles.warning}>
            {fix === undefined ? said(text) : `${said(text)}. ${said(fix)}`}
          </span>
          {document !== null && (
            <a href={hrefTo('mail-templates', { path: ['teach', document] })}>{t('lookAtMail')}</a>
          )}
        </li>
      ))}
    </ul>
  );
}

function Export({ recipe: { family, version, name } }: { readonly recipe: TemplateView }) {
  const { t } = useTranslation('mailTemplates');
  const client = useClient();
  const toasts = useToasts();
  const id = `export ${family}@${version}`;
  async function save(): Promise<void> {
    try {
      const { fileName, text } = await client.call('mailTemplates.export', { family, version });
      saveFile(fileName, text);
      toasts.done({ id, text: t('exported', { file: fileName }) });
    } catch (thrown) {
      toasts.failed({ id, what: t('export'), error: toCallError(thrown) });
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      aria-label={t('exportThis', { name, version })}
      onClick={() => void save()}
    >
      {t('export')}
    </Button>
  );
}

/** Asks first: a deleted template can be restored only from a file. */
function Remove({ recipe: { family, version, name } }: { readonly recipe: TemplateView }) {
  const { t } = useTranslation(['mailTemplates', 'common']);
  const client = useClient();
  const store = useOwnStore(templatesQuery);
  const toasts = useToasts();
  const id = `remove ${family}@${version}`;
  async function remove(): Promise<void> {
    try {
      await client.call('mailTemplates.remove', { family, version });
      toasts.done({ id, text: t('removed', { name, version }) });
      void store.refresh();
    } catch (thrown) {
      toasts.failed({ id, what: t('removeThis', { name, version }), error: toCallError(thrown) });
    }
  }
  const ask = (): void => {
    modals.openConfirmModal({
      title: t('removeTitle', { name, version }),
      children: t('removeText'),
      closeButtonProps: { 'aria-label': t('common:close') },
      labels: { confirm: t('removeThis', { name, version }), cancel: t('common:cancel') },
      onConfirm: () => void remove(),
    });
  };
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<IconTrash size={16} />}
      aria-label={t('removeThis', { name, version })}
      onClick={ask}
    >
      {t('remove')}
    </Button>
  );
}
