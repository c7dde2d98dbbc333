import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { Mark } from '../../components/ui/mark.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useApp, useNavigate, useOwnStore } from '../../state/context.tsx';
import { hrefTo, hrefToInbox } from '../../state/routes/route.ts';
import { serviceName } from './service-name.ts';
import { liveSum } from './state/live-sum.ts';
import { readForm } from './state/trainer-form.ts';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import styles from './trainer.module.css';

/** Whether the amounts add up, and the two ways to finish: save the template, or correct only this order. */
export function SaveBar({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const said = useSaid();
  const trainer = useOwnStore(trainerStore);
  const { sources } = useApp();
  const navigate = useNavigate();
  const toasts = useToasts();
  const { view, form, saving } = lesson;
  const [name, setName] = useState(() => serviceName(view, sources));
  const { values } = readForm(form);
  const isSaving = saving.state === 'saving';
  const canSave = values !== null && name.trim() !== '' && !isSaving;

  function leave(order: OrderId | undefined): void {
    navigate(order === undefined ? hrefTo('mail-templates') : hrefToInbox({ view: 'all', text: '', order }));
  }
  async function save(): Promise<void> {
    if (!canSave) return;
    const saved = await trainer.save(name.trim());
    if (!saved) return;
    const count = saved.healed.length;
    toasts.done({
      id: 'recipe-saved',
      text: count === 0 ? t('savedToast') : t('savedHealed', { count }),
    });
    leave(view.order?.id ?? saved.healed[0]);
  }
  async function heal(): Promise<void> {
    if (values === null || isSaving) return;
    const healed = await trainer.heal();
    if (!healed) return;
    const number = values.orderNumber ?? '';
    toasts.done({
      id: 'order-healed',
      text: number === '' ? t('healedToastNoNumber') : t('healedToast', { number }),
    });
    leave(healed.order);
  }

  useHotkeys([
    {
      id: 'trainer.save',
      keys: ['mod+enter'],
      scope: t('keysScope'),
      label: t('keySave'),
      whileTyping: true,
      run: () => void save(),
    },
  ]);

  return (
    <footer className={styles.save}>
      {saving.state === 'refused' && (
        <Notice tone="bad" role="alert">
          <strong>{t(saving.what === 'recipe' ? 'refusedSave' : 'refusedHeal')}</strong>{' '}
          {[saving.error.message, saving.error.fix ?? ''].filter(Boolean).map(said).join('. ')}
        </Notice>
      )}
      <SumLine lesson={lesson} />
      <div className={styles.saveRow}>
        <TextInput
          size="xs"
          className={styles.serviceName ?? ''}
          aria-label={t('serviceName')}
          placeholder={t('serviceName')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {view.order && (
          <Button
            variant="default"
            disabled={values === null || isSaving}
            loading={isSaving && saving.what === 'order'}
            onClick={() => void heal()}
          >
            {t('heal')}
          </Button>
        )}
        <Button
          disabled={!canSave}
          loading={isSaving && saving.what === 'recipe'}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
      </div>
    </footer>
  );
}

function SumLine({ lesson: { form } }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const { values } = readForm(form);
  const sum = values && liveSum(values);
  if (!sum || sum.kind === 'none') return <p className={styles.sumNone}>{t('sumNone')}</p>;
  return (
    <p className={styles.sum} role="status">
      <span className={styles.sumText}>{sum.text}</span>
      {sum.addsUp === null ? (
        <Mark tone="warn" icon={IconAlertTriangle} word={t('sumNoTotal')} />
      ) : sum.addsUp ? (
        <Mark tone="good" icon={IconCheck} word={t('sumAddsUp')} />
      ) : (
        <Mark tone="bad" icon={IconAlertTriangle} word={t('sumDiffers', { total: values.total ?? '' })} />
      )}
    </p>
  );
}
