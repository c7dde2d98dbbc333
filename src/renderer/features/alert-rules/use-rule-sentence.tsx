import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Conditions, EscalationStep, Rule } from '../../../shared/alert-rules/rules.ts';
import { isWaitedFor, unpaidHoursOf } from '../../../shared/alert-rules/rules.ts';
import type { Source } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSourceName } from '../../order-parts/source-mark.tsx';

type Words = {
  readonly t: TFunction<'bell'>;
  readonly nameOf: (source: Source) => string;
  readonly money: (amount: Money) => string;
};

/** A rule as one sentence. */
export function useRuleSentence(): (rule: Rule) => string {
  const { t } = useTranslation('bell');
  const format = useFormat();
  const nameOf = useSourceName();
  return (rule) => sentenceOf(rule, { t, nameOf, money: format.money });
}

function sentenceOf(rule: Rule, words: Words): string {
  const { t } = words;
  const when = [
    t(`when_${rule.occasion}`, { hours: unpaidHoursOf(rule.when) }),
    ...askedOf(rule.when, words),
  ].join(', ');
  const steps = rule.steps.map((step, index) => stepWords(rule, step, index, t)).join('; ');
  const sentence = `${when}: ${steps}${byWays(rule, t)}${rule.loud ? `, ${t('loudToo')}` : ''}.`;
  return rule.on ? sentence : t('ruleIsOff', { sentence });
}

/** Said where it is not as usual. */
function byWays({ ways }: Rule, t: Words['t']): string {
  const [first, next] = ways;
  if (first === 'messenger' && next === 'email') return '';
  if (next !== undefined) return `, ${t('by_email-messenger')}`;
  return `, ${t(first === 'email' ? 'by_email' : 'by_messenger')}`;
}

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
