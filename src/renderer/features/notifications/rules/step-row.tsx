import { ActionIcon, MultiSelect, Select, Switch } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EscalationStep, Whom } from '../../../../shared/alert-rules/rules.ts';
import styles from './alert-rules.module.css';
import { NumberField } from './number-field.tsx';

type Props = {
  readonly step: EscalationStep;
  /** Counted from 1. */
  readonly nth: number;
  readonly isLast: boolean;
  /** Whether a manager has to take or answer it; otherwise the next step is due only if none could be reached. */
  readonly isTaken: boolean;
  readonly managers: readonly string[];
  readonly onChange: (step: EscalationStep) => void;
  /** Null if it is the only one. */
  readonly onRemove: (() => void) | null;
};

/** The recipients of a step, its sound, and when the next one is due. */
export function StepRow({ step, nth, isLast, isTaken, managers, onChange, onRemove }: Props) {
  const { t } = useTranslation('alertRules');
  const { whom, rings, passOnMinutes } = step;
  const choose = (kind: string | null): void => {
    const [first] = managers;
    const next: Whom =
      kind === 'named' && first !== undefined
        ? { kind, names: [first] }
        : { kind: kind === 'everyone' || kind === 'in-charge' ? kind : 'on-duty' };
    onChange({ ...step, whom: next });
  };
  return (
    <div className={styles.step}>
      <Select
        size="xs"
        label={t('whom', { nth })}
        allowDeselect={false}
        value={whom.kind}
        data={[
          { value: 'on-duty', label: t('whom_on-duty') },
          { value: 'in-charge', label: t('whom_in-charge') },
          { value: 'everyone', label: t('whom_everyone') },
          { value: 'named', label: t('whom_named') },
        ]}
        onChange={choose}
      />
      {whom.kind === 'named' && (
        <MultiSelect
          size="xs"
          label={t('names', { nth })}
          value={[...whom.names]}
          data={[...new Set([...managers, ...whom.names])]}
          onChange={(names) => names.length > 0 && onChange({ ...step, whom: { kind: 'named', names } })}
        />
      )}
      <Switch
        size="xs"
        label={t('rings')}
        checked={rings}
        onChange={({ currentTarget }) => onChange({ ...step, rings: currentTarget.checked })}
      />
      {!isLast && isTaken && (
        <NumberField
          label={t('passOn', { nth })}
          most={240}
          value={passOnMinutes}
          onChange={(minutes) => onChange({ ...step, passOnMinutes: minutes })}
        />
      )}
      {onRemove && (
        <ActionIcon aria-label={t('removeStep', { nth })} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  );
}
