import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Sense, SenseAnswer } from '../../../../shared/setup/progress.ts';
import { useStores } from '../../../state/context.tsx';
import cards from '../setup.module.css';
import rows from './senses.module.css';

type SenseProps = {
  readonly sense: Sense;
  readonly answer: SenseAnswer | undefined;
  readonly onTry: () => void;
};

/** Plays the sound or shows the notification, and asks whether it arrived; the answer is stored. */
export function SenseRow({ sense, answer, onTry }: SenseProps) {
  const { t } = useTranslation('setup');
  const { setup } = useStores();
  const say = (told: SenseAnswer) => () => void setup.note({ kind: 'sense', sense, answer: told });
  return (
    <li>
      <div>
        <h3>{t(`sense_${sense}`)}</h3>
        <p className={cards.note}>{t(`try_${sense}`)}</p>
      </div>
      <Button variant="default" onClick={onTry}>
        {t(`press_${sense}`)}
      </Button>
      <fieldset className={rows.answers}>
        <legend>{t(`ask_${sense}`)}</legend>
        <Button
          variant={answer === 'yes' ? 'light' : 'default'}
          aria-pressed={answer === 'yes'}
          onClick={say('yes')}
        >
          {t('yes')}
        </Button>
        <Button
          variant={answer === 'no' ? 'light' : 'default'}
          aria-pressed={answer === 'no'}
          onClick={say('no')}
        >
          {t('no')}
        </Button>
      </fieldset>
    </li>
  );
}
