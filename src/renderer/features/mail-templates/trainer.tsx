import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DocumentId } from '../../../shared/ids.ts';
import type { TrainerView } from '../../../shared/trainer.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { Failed } from '../../components/ui/states.tsx';
import { WaitingRows } from '../../components/ui/waiting-rows.tsx';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useOwnStore } from '../../state/context.tsx';
import { hrefTo, hrefToInbox } from '../../state/routes/route.ts';
import { useWorking } from '../../state/use-working.ts';
import { FeeRows } from './fee-rows.tsx';
import { AskBar } from './field-bar.tsx';
import { FieldList } from './field-list.tsx';
import { ItemRows } from './item-rows.tsx';
import { MailFrame } from './mail-frame.tsx';
import { Pieces } from './pieces.tsx';
import { ReplayTable } from './replay-table.tsx';
import { SaveBar } from './save-bar.tsx';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import styles from './trainer.module.css';

/** The mail on the left, the parsed order on the right; wrong values are corrected by pointing at the mail. */
export function TrainerPage({ document }: { readonly document: DocumentId }) {
  const { t } = useTranslation(['mailTemplates', 'common']);
  const trainer = useOwnStore(trainerStore);
  const now = useStore(trainer);
  useEffect(() => void trainer.open(document), [trainer, document]);

  if (now.state === 'none' || now.document !== document) return null;
  if (now.state === 'loading') {
    return (
      <div className={styles.waiting}>
        <WaitingRows rows={8} />
      </div>
    );
  }
  if (now.state === 'failed') {
    const { message, fix } = now.error;
    return (
      <Failed
        what={t('openFailed')}
        reason={message}
        fix={fix}
        still={t('failedStill')}
        retry={{ label: t('common:retry'), run: trainer.again }}
      />
    );
  }
  return <Teaching lesson={now} />;
}

function Teaching({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const [asPieces, setAsPieces] = useState(false);
  const [wider, setWider] = useState(0);
  const { view } = lesson;
  useWorking(true);
  const showsPieces = asPieces || !view.hasHtml;

  useHotkeys([
    {
      id: 'trainer.pieces',
      keys: ['/'],
      scope: t('keysScope'),
      label: t('keyPieces'),
      run: () => {
        setAsPieces(true);
        // the field exists after this render
        setTimeout(() => window.document.getElementById('trainer-pieces')?.focus(), 0);
      },
    },
  ]);

  return (
    <section className={styles.page} aria-label={t('teach')}>
      <Head view={view} />
      <div className={styles.sides}>
        <section className={styles.mailSide} aria-label={t('mailPane')}>
          <div className={styles.mailBar}>
            {view.hasHtml && (
              <SegmentedControl
                size="xs"
                value={showsPieces ? 'pieces' : 'mail'}
                onChange={(value) => setAsPieces(value === 'pieces')}
                data={[
                  { value: 'mail', label: t('showMail') },
                  { value: 'pieces', label: t('showPieces') },
                ]}
              />
            )}
            {!showsPieces && <Width wider={wider} onChange={setWider} />}
          </div>
          {showsPieces ? <Pieces lesson={lesson} /> : <MailFrame lesson={lesson} wider={wider} />}
        </section>
        <section className={styles.formSide} aria-label={t('form')}>
          <AskBar lesson={lesson} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div className={styles.form} tabIndex={0}>
            <FieldList lesson={lesson} />
            <ItemRows lesson={lesson} />
            <FeeRows lesson={lesson} />
            <ReplayTable lesson={lesson} />
          </div>
          <SaveBar lesson={lesson} />
        </section>
      </div>
    </section>
  );
}

function Head({ view }: { readonly view: TrainerView }) {
  const { t } = useTranslation('mailTemplates');
  const format = useFormat();
  const now = useNow();
  const trainer = useOwnStore(trainerStore);
  const back = view.order
    ? { href: hrefToInbox({ view: 'all', text: '', order: view.order.id }), word: t('toOrder') }
    : { href: hrefTo('mail-templates'), word: t('toRecipes') };
  return (
    <header className={styles.head}>
      <Button
        component="a"
        href={back.href}
        variant="subtle"
        color="gray"
        leftSection={<IconArrowLeft size={16} />}
      >
        {back.word}
      </Button>
      <div className={styles.heading}>
        <h1 className={styles.title}>{view.subject || view.sender}</h1>
        <p className={styles.sender}>
          {t('teachFrom', { sender: view.sender, time: format.time(view.receivedAt, now) })}
        </p>
      </div>
      <Button variant="subtle" color="gray" onClick={trainer.startOver}>
        {t('startOver')}
      </Button>
    </header>
  );
}

function Width({ wider, onChange }: { readonly wider: number; readonly onChange: (wider: number) => void }) {
  const { t } = useTranslation('mailTemplates');
  return (
    <div className={styles.width} title={t('widerHint')}>
      <span id="trainer-width">{t('wider')}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby="trainer-width"
        value={String(wider)}
        onChange={(value) => onChange(Number(value))}
        data={([0, 1, 2] as const).map((step) => ({ value: String(step), label: t(`wider_${step}`) }))}
      />
    </div>
  );
}
