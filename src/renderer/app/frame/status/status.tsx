import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useStores } from '../../../state/context.tsx';
import styles from './status.module.css';
import type { StatusLine } from './status-line.ts';
import { StatusPanel } from './status-panel.tsx';
import { toneIcons } from './tone-icons.ts';
import { useStatusLines } from './use-status-lines.ts';

/** The state of the whole pipeline in one line: the worst problem, or that all is in sync. A click shows all of it. */
export function Status() {
  const { t } = useTranslation('frame');
  const [isOpen, setOpen] = useState(false);
  const problems = useStatusLines().filter(({ tone }) => tone !== 'info');
  const [worst, ...others] = problems;
  const isTestRun = problems.some(({ key }) => key === 'test-run');
  return (
    <section className={styles.status} aria-label={t('strip')}>
      <Popover
        opened={isOpen}
        onChange={setOpen}
        position="bottom-start"
        width={640}
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <UnstyledButton
            className={styles.button ?? ''}
            data-tone={worst?.tone ?? 'good'}
            onClick={() => setOpen(!isOpen)}
          >
            {worst ? <Worst line={worst} more={others.length} /> : <InSync />}
            <IconChevronDown size={14} aria-hidden className={styles.chevron} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('statusTitle')} className={styles.panel ?? ''}>
          <StatusPanel onLeave={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      {worst?.link && (
        <a className={styles.fix} href={worst.link.href} aria-label={`${worst.text} ${worst.link.label}`}>
          {worst.link.label}
        </a>
      )}
      <VisuallyHidden role="status">
        {isTestRun && problems.find(({ key }) => key === 'test-run')?.text}
      </VisuallyHidden>
    </section>
  );
}

function Worst({ line, more }: { readonly line: StatusLine; readonly more: number }) {
  const { t } = useTranslation('frame');
  const Picture = toneIcons[line.tone];
  return (
    <>
      <Picture size={16} aria-hidden className={styles.icon} />
      <span className={styles.words}>{line.text}</span>
      {more > 0 && <span className={styles.more}>{t('statusMore', { count: more })}</span>}
    </>
  );
}

function InSync() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().strip);
  if (asked.state !== 'ready') return <span className={styles.words}>{t('statusChecking')}</span>;
  const { sources, provenAt } = asked.value;
  return (
    <>
      <IconCircleCheck size={16} aria-hidden className={styles.icon} />
      <span className={styles.words}>
        {sources.length === 0 ? t('stripEmpty') : t('statusInSync', { count: sources.length })}
      </span>
      {provenAt !== null && <span className={styles.age}>{format.span(now - provenAt)}</span>}
    </>
  );
}
