import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldChange } from '../../../shared/form-merge.ts';
import { FieldChanges } from '../../components/order/field-changes.tsx';
import styles from './changed-meanwhile.module.css';

/** The actions on a form when others saved first. */
export type Choice = 'save' | 'back' | 'drop';

type Props = {
  readonly number: string;
  readonly changes: readonly FieldChange[];
  readonly onChoose: (choice: Choice) => void;
};

/**
 * What others saved since the form was opened, and what a save would overwrite. Nothing is overwritten without a confirmation
 * here.
 */
export function ChangedMeanwhile({ number, changes, onChoose }: Props) {
  const { t } = useTranslation('manualOrder');
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const replaced = changes.filter(({ mine }) => mine !== null).length;
  return (
    <section
      ref={box}
      className={styles.box}
      role="alert"
      tabIndex={-1}
      aria-label={t('meanwhile', { number })}
    >
      <h2 className={styles.title}>{t('meanwhile', { number })}</h2>
      {changes.length === 0 ? (
        <p>{t('meanwhileNothing')}</p>
      ) : (
        <FieldChanges
          changes={changes}
          isWarned={({ mine }) => mine !== null}
          fate={({ mine }, words) =>
            mine === null ? t('meanwhileStays') : t('meanwhileYours', { mine: words(mine) })
          }
        />
      )}
      <div className={styles.choices}>
        <Button onClick={() => onChoose('save')}>
          {replaced > 0 ? t('meanwhileReplace', { count: replaced }) : t('meanwhileSave')}
        </Button>
        <Button variant="default" onClick={() => onChoose('back')}>
          {t('meanwhileBack')}
        </Button>
        <Button variant="subtle" onClick={() => onChoose('drop')}>
          {t('meanwhileDrop')}
        </Button>
      </div>
    </section>
  );
}
