import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AlertRules } from '../../../../shared/alert-rules/rules.ts';
import type { RuleManager } from '../../../../shared/alert-rules/view.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import styles from './alert-rules.module.css';
import { changedAt, without } from './edit-rules.ts';
import { HoursField } from './hours-field.tsx';

type Props = {
  readonly managers: readonly RuleManager[];
  readonly quiet: AlertRules['quiet'];
  readonly onChange: (quiet: AlertRules['quiet']) => void;
  /** At once: a shift is no part of what is saved. */
  readonly onEndShift: (manager: string) => void;
};

const night = { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '08:00' };

/** Who is there: on duty or not, reached by Messenger until when, by e-mail or not, and when not to be woken. */
export function Team({ managers, quiet, onChange, onEndShift }: Props) {
  const { t } = useTranslation('alertRules');
  return (
    <ul className={styles.cards}>
      {managers.map((manager) => (
        <li key={manager.name} className={styles.card}>
          <div className={styles.head}>
            <span className={styles.person}>{manager.name}</span>
            <span>{t(manager.onDuty ? 'onDuty' : 'offDuty')}</span>
            <ReachWords manager={manager} />
            <OtherChannels manager={manager} />
            {manager.isQuiet && <span>{t('quietNow')}</span>}
            {manager.onDuty && (
              <Button
                variant="default"
                size="compact-xs"
                aria-label={t('endShiftOf', { name: manager.name })}
                onClick={() => onEndShift(manager.name)}
              >
                {t('endShift')}
              </Button>
            )}
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<IconPlus size={12} />}
              onClick={() => onChange([...quiet, { manager: manager.name, hours: night }])}
            >
              {t('addQuiet')}
            </Button>
          </div>
          {quiet.map((one, index) =>
            one.manager !== manager.name ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: hours have no name of their own
              <div key={index} className={styles.step}>
                <HoursField
                  label={t('quietOf', { name: manager.name })}
                  hours={one.hours}
                  onChange={(hours) => onChange(changedAt(quiet, index, { ...one, hours }))}
                />
                <ActionIcon
                  aria-label={t('removeQuiet', { name: manager.name })}
                  onClick={() => onChange(without(quiet, index))}
                >
                  <IconX size={14} />
                </ActionIcon>
              </div>
            ),
          )}
        </li>
      ))}
    </ul>
  );
}

function ReachWords({ manager: { reach } }: { readonly manager: RuleManager }) {
  const { t } = useTranslation('alertRules');
  const format = useFormat();
  const now = useNow();
  if (reach === null) return <span>{t('reach_none')}</span>;
  if (reach.until === null) {
    return (
      <span className={reach.state === 'closed' ? styles.bad : ''}>
        {t(reach.state === 'closed' ? 'reach_closed' : 'reach_unknown')}
      </span>
    );
  }
  return (
    <span>
      {t('reach_open', { time: format.time(reach.until, now), span: format.span(reach.until - now) })}
    </span>
  );
}

function OtherChannels({ manager: { channels, reach } }: { readonly manager: RuleManager }) {
  const { t } = useTranslation('alertRules');
  // a manager without any channel is notified by his computer only
  const isAlone = reach === null && !channels.some(({ isOpen }) => isOpen);
  return channels.map(({ way, isOpen }) =>
    way === 'messenger' ? null : (
      <span key={way} className={isAlone ? styles.bad : ''}>
        {t(`${isOpen ? 'open' : 'closed'}_${way}`)}
      </span>
    ),
  );
}
