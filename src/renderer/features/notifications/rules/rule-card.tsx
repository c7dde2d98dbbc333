import { ActionIcon, Button, Select, Switch, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../../shared/alert-rules/rules.ts';
import { isWaitedFor, occasions, ruleSounds } from '../../../../shared/alert-rules/rules.ts';
import { usePlayer } from '../../../lib/browser/player-context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { soundOf } from '../alert-sounds.ts';
import styles from './alert-rules.module.css';
import { ChannelsSelect } from './channels-select.tsx';
import { Conditions } from './conditions.tsx';
import { changedAt, withNewStep, without } from './edit-rules.ts';
import { StepRow } from './step-row.tsx';
import { useRuleSentence } from './use-rule-sentence.tsx';

type Props = {
  readonly rule: Rule;
  readonly managers: readonly string[];
  readonly onChange: (rule: Rule) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
};

/** One rule: its orders, recipients and sound. */
export function RuleCard({ rule, managers, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation('alertRules');
  const said = useSaid();
  const player = usePlayer();
  const sentenceOf = useRuleSentence();
  const name = said(rule.name);
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <TextInput
          className={styles.name ?? ''}
          size="xs"
          label={t('ruleName')}
          value={name}
          maxLength={60}
          onChange={({ currentTarget }) =>
            currentTarget.value.trim() !== '' && onChange({ ...rule, name: currentTarget.value })
          }
        />
        <Switch
          size="xs"
          label={t('ruleOn')}
          checked={rule.on}
          onChange={({ currentTarget }) => onChange({ ...rule, on: currentTarget.checked })}
        />
        <ActionIcon aria-label={t('moveUp', { name })} onClick={() => onMove(-1)}>
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon aria-label={t('moveDown', { name })} onClick={() => onMove(1)}>
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon aria-label={t('removeRule', { name })} onClick={onRemove}>
          <IconTrash size={14} />
        </ActionIcon>
      </div>
      <p className={styles.sentence}>{sentenceOf(rule)}</p>
      <Select
        size="xs"
        label={t('occasion')}
        allowDeselect={false}
        value={rule.occasion}
        data={occasions.map((one) => ({ value: one, label: t(`occasion_${one}`) }))}
        onChange={(value) => {
          const occasion = occasions.find((one) => one === value);
          // conditions of an order do not apply to a silent source
          if (occasion && occasion !== rule.occasion) onChange({ ...rule, occasion, when: {} });
        }}
      />
      <Conditions
        key={rule.occasion}
        occasion={rule.occasion}
        when={rule.when}
        onChange={(when) => onChange({ ...rule, when })}
      />
      {rule.steps.map((step, index) => (
        <StepRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the rule
          key={index}
          step={step}
          nth={index + 1}
          isLast={index === rule.steps.length - 1}
          isTaken={isWaitedFor(rule.occasion)}
          managers={managers}
          onChange={(next) => onChange({ ...rule, steps: changedAt(rule.steps, index, next) })}
          onRemove={
            rule.steps.length === 1 ? null : () => onChange({ ...rule, steps: without(rule.steps, index) })
          }
        />
      ))}
      <div className={styles.head}>
        {rule.steps.length < 4 && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlus size={12} />}
            onClick={() => onChange(withNewStep(rule))}
          >
            {t('addStep')}
          </Button>
        )}
        <ChannelsSelect ways={rule.ways} onChange={(ways) => onChange({ ...rule, ways })} />
        <Select
          size="xs"
          aria-label={t('sound')}
          allowDeselect={false}
          value={rule.sound}
          data={ruleSounds.map((sound) => ({ value: sound, label: t(`sound_${sound}`) }))}
          onChange={(value) => {
            const sound = ruleSounds.find((one) => one === value);
            if (sound) onChange({ ...rule, sound });
          }}
        />
        <Button variant="default" size="compact-xs" onClick={() => player.try(soundOf(rule.sound))}>
          {t('hear')}
        </Button>
        <Switch
          size="xs"
          label={t('loud')}
          checked={rule.loud}
          onChange={({ currentTarget }) => onChange({ ...rule, loud: currentTarget.checked })}
        />
      </div>
    </li>
  );
}
