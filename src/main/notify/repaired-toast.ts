import type { Language } from '../../shared/languages.ts';
import { textsOf } from '../../shared/texts.ts';
import type { Toast } from '../host.ts';
import type { RepairStory } from '../ledger/repair/repair-story.ts';
import { copyAgeMinutes } from '../ledger/repair/repair-story.ts';

/** Says that the ledger was damaged and repaired: the date of its copy, what was restored, and what a person has to check. */
export function repairedToast(language: Language, story: RepairStory): Toast {
  const t = textsOf(language, 'systemToast');
  const { orders, inDoubt, isWhole, aside } = story;
  const minutes = copyAgeMinutes(story);
  const lines = [
    minutes === null ? t('repaired_withoutCopy') : t('repaired_fromCopy', { minutes }),
    t('repaired_orders', { orders }),
    ...(isWhole ? [] : [t('repaired_notWhole')]),
    ...(inDoubt === 0 ? [] : [t('repaired_messages', { messages: inDoubt })]),
    t('repaired_file', { file: aside }),
  ];
  return { title: t('repaired_title'), body: lines.join(' '), orderId: null };
}
