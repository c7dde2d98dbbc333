import { Button, MultiSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AlertRules } from '../../../../shared/alert-rules/rules.ts';
import { mostRules, savedRulesSchema } from '../../../../shared/alert-rules/rules.ts';
import type { AlertRulesView } from '../../../../shared/alert-rules/view.ts';
import { Page } from '../../../components/layout/page.tsx';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { Failed } from '../../../components/ui/states.tsx';
import { WaitingRows } from '../../../components/ui/waiting-rows.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { AlertTabs } from '../alert-tabs.tsx';
import styles from './alert-rules.module.css';
import { changedAt, moved, withNewRule, without, withPart } from './edit-rules.ts';
import { Preview } from './preview.tsx';
import { RuleCard } from './rule-card.tsx';
import { Team } from './team.tsx';
import { Texts } from './texts.tsx';
import { ThisComputer } from './this-computer.tsx';
import { WrongPartsContext } from './wrong-parts.ts';

/** The alert rules: recipients, their order, and sounds. Nothing applies before it is saved. */
export function AlertRulesPage() {
  const { t } = useTranslation(['alertRules', 'common']);
  const said = useSaid();
  const { bell } = useStores();
  const asked = useStore(bell);
  const toasts = useToasts();
  const edited = useStore(bell.edited);
  /** Counts discarded edits: the fields remount, because some hold invalid input. */
  const [discarded, setDiscarded] = useState(0);
  const [busy, setBusy] = useState(false);

  /** The fields with invalid input. */
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const tellWrong = useCallback((part: string, isWrong: boolean) => {
    setWrong((parts) => {
      if (parts.has(part) === isWrong) return parts;
      const others = [...parts].filter((one) => one !== part);
      return new Set(isWrong ? [...others, part] : others);
    });
  }, []);
  const isFaulty = wrong.size > 0 || (edited !== null && !savedRulesSchema.safeParse(edited.bell).success);

  function discard(): void {
    bell.edited.setState(null);
    setDiscarded((times) => times + 1);
  }

  async function save(): Promise<void> {
    setBusy(true);
    try {
      await bell.save();
    } catch (thrown) {
      toasts.failed({ id: 'bell', what: t('save'), error: toCallError(thrown) });
    }
    setBusy(false);
  }

  const endShift = (manager: string): void =>
    void bell
      .endShift(manager)
      .catch((thrown: unknown) =>
        toasts.failed({ id: 'duty', what: t('endShift'), error: toCallError(thrown) }),
      );

  return (
    <Page
      title={t('title')}
      wide
      actions={
        <>
          <Button
            variant="default"
            disabled={(edited === null && wrong.size === 0) || busy}
            onClick={discard}
          >
            {t('discard')}
          </Button>
          <Button disabled={edited === null || isFaulty} loading={busy} onClick={() => void save()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <AlertTabs here="notifications" />
      {asked.state === 'loading' && <WaitingRows />}
      {asked.state === 'failed' && (
        <Failed
          what={t('failed')}
          reason={said(asked.error.message)}
          retry={{ label: t('common:retry'), run: () => void bell.refresh() }}
        />
      )}
      {asked.state === 'ready' && (
        <WrongPartsContext value={tellWrong}>
          <Content
            key={discarded}
            view={asked.value}
            bell={edited?.bell ?? asked.value.bell}
            onChange={bell.edit}
            onEndShift={endShift}
          />
        </WrongPartsContext>
      )}
    </Page>
  );
}

type ContentProps = {
  readonly view: AlertRulesView;
  readonly bell: AlertRules;
  readonly onChange: (bell: AlertRules) => void;
  readonly onEndShift: (manager: string) => void;
};

function Content({ view, bell, onChange, onEndShift }: ContentProps) {
  const { t } = useTranslation('alertRules');
  const { rules, digestTo } = bell;
  const names = view.managers.map(({ name }) => name);
  const setRules = (next: AlertRules['rules']): void => onChange({ ...bell, rules: next });
  return (
    <>
      <h2 className={styles.title}>{t('preview')}</h2>
      <Preview bell={bell} managers={view.managers} newest={view.newest} />
      <h2 className={styles.title}>{t('rules')}</h2>
      <p className={styles.lead}>{t('rulesLead')}</p>
      <ol className={styles.cards}>
        {rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            rule={rule}
            managers={names}
            onChange={(next) => setRules(changedAt(rules, index, next))}
            onMove={(by) => setRules(moved(rules, index, by))}
            onRemove={() => setRules(without(rules, index))}
          />
        ))}
      </ol>
      {rules.length < mostRules && (
        <Button
          variant="default"
          mt={12}
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange(withNewRule(bell, t('newRule')))}
        >
          {t('addRule')}
        </Button>
      )}
      <h2 className={styles.title}>{t('texts')}</h2>
      <Texts texts={bell.texts} onChange={(texts) => onChange({ ...bell, texts })} />
      <h2 className={styles.title}>{t('thisComputer')}</h2>
      <p className={styles.lead}>{t('thisComputerLead')}</p>
      <ThisComputer silenced={view.silenced} />
      <h2 className={styles.title}>{t('team')}</h2>
      <p className={styles.lead}>{t('teamLead')}</p>
      <Team
        managers={view.managers}
        quiet={bell.quiet}
        onChange={(quiet) => onChange({ ...bell, quiet })}
        onEndShift={onEndShift}
      />
      <MultiSelect
        mt={12}
        size="xs"
        label={t('digestTo')}
        placeholder={digestTo ? '' : t('digestToFirst')}
        value={[...(digestTo ?? [])]}
        data={[...new Set([...names, ...(digestTo ?? [])])]}
        onChange={(chosen) => onChange(withPart(bell, 'digestTo', chosen.length > 0 ? chosen : undefined))}
      />
    </>
  );
}
