import { Button } from '@mantine/core';
import { IconPlus, IconPointer } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOwnStore } from '../../state/context.tsx';
import { howSure } from './state/how-sure.ts';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import { SureMark } from './sure-mark.tsx';
import styles from './trainer.module.css';

type RowGroupProps = {
  readonly ask: 'item' | 'fee';
  readonly lesson: Lesson;
  /** The label of the button that requests a row. */
  readonly pointAt: string;
  readonly add: string;
  readonly onAdd: () => void;
  /** Content beside the button that adds a row. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
};

/** Rows of one kind: parsed, pointed at in the mail, or added by hand. */
export function RowGroup({ ask, lesson, pointAt, add, onAdd, foot, children }: RowGroupProps) {
  const { t } = useTranslation('mailTemplates');
  const trainer = useOwnStore(trainerStore);
  const isAsked = lesson.asked === ask;
  return (
    <section className={styles.group} data-asked={isAsked} data-ask={ask} aria-label={t(`field_${ask}`)}>
      <div className={styles.groupHead}>
        <h2 className={styles.groupTitle}>{t(`field_${ask}`)}</h2>
        <SureMark sure={howSure(ask, lesson)} />
        <Button
          variant={isAsked ? 'light' : 'default'}
          size="compact-xs"
          leftSection={<IconPointer size={14} />}
          aria-pressed={isAsked}
          onClick={() => trainer.ask(ask)}
        >
          {isAsked ? t('pointing') : pointAt}
        </Button>
      </div>
      <ul className={styles.rows}>{children}</ul>
      <div className={styles.groupFoot}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          onClick={onAdd}
        >
          {add}
        </Button>
        {foot}
      </div>
    </section>
  );
}
