import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartBar, IconDownload, IconTable } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { InsightsTable } from '../../../shared/insights-commands.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { saveFile } from '../../lib/browser/save-file.ts';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useNavigate } from '../../state/context.tsx';
import styles from './insights.module.css';
import type { InsightsPlace } from './insights-place.ts';
import { hrefToInsights } from './insights-place.ts';

type Props = {
  readonly title: string;
  readonly hint?: string;
  readonly table: InsightsTable;
  readonly place: InsightsPlace;
  readonly wide?: boolean;
  /** Drawn in place of the table unless the table is asked for; absent where the table is the drawing. */
  readonly chart?: ReactNode;
  /** Shown under both. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

/** One set of numbers: as a chart or as a table, and as a file. */
export function Card({ title, hint, table, place, wide = false, chart, foot, children }: Props) {
  const { t } = useTranslation('insights');
  const navigate = useNavigate();
  const asTable = place.asTables.includes(table);
  const others = place.asTables.filter((name) => name !== table);
  const turned = hrefToInsights({ ...place, asTables: asTable ? others : [...others, table] });
  const turn = t(asTable ? 'asChart' : 'asTable', { title });
  return (
    <section className={styles.card} data-wide={wide}>
      <header className={styles.cardHead}>
        <h2>{title}</h2>
        {chart !== undefined && (
          <Tooltip label={turn}>
            <ActionIcon
              aria-label={t('asTable', { title })}
              aria-pressed={asTable}
              onClick={() => navigate(turned, { replace: true })}
            >
              {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
        <Export title={title} table={table} place={place} />
      </header>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {chart === undefined || asTable ? children : chart}
      {foot}
    </section>
  );
}

function Export({ title, table, place }: Pick<Props, 'title' | 'table' | 'place'>) {
  const { t } = useTranslation('insights');
  const client = useClient();
  const toasts = useToasts();
  async function run(): Promise<void> {
    const id = `insights:${table}`;
    const { when, source } = place;
    try {
      const { fileName: name, text } = await client.call('insights.export', {
        when,
        table,
        ...(source !== undefined && { source }),
      });
      saveFile(name, text, 'text/csv');
      toasts.done({ id, text: t('exported', { name }) });
    } catch (thrown) {
      toasts.failed({ id, what: t('exportFailed'), error: toCallError(thrown) });
    }
  }
  return (
    <Tooltip label={t('export', { title })}>
      <ActionIcon aria-label={t('export', { title })} onClick={() => void run()}>
        <IconDownload size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
