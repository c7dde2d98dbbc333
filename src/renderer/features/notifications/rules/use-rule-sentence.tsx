import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Way } from '../../../../shared/alert-rules/channels.ts';
import { ways as allWays } from '../../../../shared/alert-rules/channels.ts';
import type { Conditions, EscalationStep, Rule } from '../../../../shared/alert-rules/rules.ts';
import { isWaitedFor, unpaidHoursOf } from '../../../../shared/alert-rules/rules.ts';
import type { Source } from '../../../../shared/ids.ts';
import type { Money } from '../../../../shared/money.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useChannelsInOrder } from './channels-select.tsx';

type Words = {
  readonly t: TFunction<'alertRules'>;
  readonly nameOf: (source: Source) => string;
  readonly money: (amount: Money) => string;
  readonly channels: (ways: readonly Way[]) => string;
};

/** A rule as one sentence. */
export function useRuleSentence(): (rule: Rule) => string {
  const { t } = useTranslation('alertRules');
  const channels = useChannelsInOrder();
  const format = useFormat();
  const nameOf = useSourceName();
  return (rule) => sentenceOf(rule, { t, nameOf, money: format.money, channels });
}

function sentenceOf(rule: Rule, words: Words): string {
  const { t } = words;
  const when = [
    t(`when_${rule.occasion}`, { hours: unpaidHoursOf(rule.when) }),
    ...askedOf(rule.when, words),
  ].join(', ');
  const steps = rule.steps.map((step, index) => stepWords(rule, step, index, t)).join('; ');
  const sentence = `${when}: ${steps}${byWays(rule, words)}${rule.loud ? `, ${t('loudToo')}` : ''}.`;
  return rule.on ? sentence : t('ruleIsOff', { sentence });
}

/** Empty for the default: all channels in the usual order. */
const byWays = ({ ways }: Rule, { t, channels }: Words): string =>
  ways.join() === allWays.join() ? '' : `, ${t('by', { channels: channels(ways) })}`;

function askedOf(when: Conditions, { t, nameOf, money }: Words): readonly string[] {
  const { sources, product, totalAtLeast, needsReview, firstTime, hours } = when;
  return [
    ...(sources ? [t('asked_sources', { names: sources.map(nameOf).join(', ') })] : []),
    ...(product === undefined ? [] : [t('asked_product', { product })]),
    ...(totalAtLeast ? [t('asked_total', { amount: money(totalAtLeast) })] : []),
    ...(needsReview ? [t('asked_needsReview')] : []),
    ...(firstTime ? [t('asked_firstTime')] : []),
    ...(hours ? [t('asked_hours', { from: hours.from, to: hours.to })] : []),
  ];
}

function stepWords({ occasion, steps }: Rule, step: EscalationStep, index: number, t: Words['t']): string {
  const { whom, rings } = step;
  const names = whom.kind === 'named' ? whom.names.join(', ') : t(`toWhom_${whom.kind}`);
  const told = t(rings ? 'told_rings' : 'told_silent', { names });
  if (index === 0) return told;
  if (!isWaitedFor(occasion)) return t('thenUnreached', { told });
  const minutes = steps[index - 1]?.passOnMinutes ?? 0;
  return t(occasion === 'chat' ? 'thenUnanswered' : 'thenAfter', { told, minutes });
}
