import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useOwnStore } from '../../state/context.tsx';
import { askWord } from './field-word.ts';
import { neighbour } from './state/next-field.ts';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import styles from './trainer.module.css';

/** What to point at next, and the result of the last click. */
export function AskBar({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const trainer = useOwnStore(trainerStore);
  const { asked } = lesson;
  const hint =
    asked === null
      ? t('askNothingHint')
      : asked === 'item'
        ? t('askHintItem')
        : asked === 'fee'
          ? t('askHintFee')
          : t('askHint');
  const nextWord = (step: 1 | -1): string => {
    const next = neighbour(asked, step);
    return next === null ? '' : t('askNow', { field: askWord(t, next) });
  };
  return (
    <div className={styles.ask}>
      <div className={styles.askWords}>
        <p role="status" className={styles.asked}>
          {asked === null ? t('askNothing') : t('askNow', { field: askWord(t, asked) })}
        </p>
        <Last lesson={lesson} hint={hint} />
      </div>
      <ActionIcon aria-label={nextWord(-1)} onClick={() => trainer.step(-1)}>
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon aria-label={nextWord(1)} onClick={() => trainer.step(1)}>
        <IconChevronDown size={16} />
      </ActionIcon>
    </div>
  );
}

function Last({ lesson: { picked }, hint }: { readonly lesson: Lesson; readonly hint: string }) {
  const { t } = useTranslation('mailTemplates');
  const said = useSaid();
  switch (picked.kind) {
    case 'nothing-yet':
      return <p className={styles.askHint}>{hint}</p>;
    case 'taken':
      return (
        <p className={styles.askHint} role="status">
          ✓ {t('taken', { field: askWord(t, picked.ask), value: picked.value })}
        </p>
      );
    case 'unfit':
      return (
        <p className={styles.askProblem} role="alert">
          {t('unfit', { field: askWord(t, picked.ask) })}
        </p>
      );
    case 'failed':
      return (
        <p className={styles.askProblem} role="alert">
          {t('pickFailed', { message: said(picked.error.message) })}
        </p>
      );
  }
}
