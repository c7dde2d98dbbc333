import { useTranslation } from 'react-i18next';
import { longestText, noticeText } from '../../../../shared/alert-rules/notice-text.ts';
import { readTemplate } from '../../../../shared/alert-rules/template.ts';
import type { NoticeSample } from '../../../../shared/alert-rules/view.ts';
import type { Language } from '../../../../shared/languages.ts';
import { textsOf } from '../../../../shared/texts.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './messenger-bubble.module.css';
import type { Sampled } from './use-notice-sample.ts';

type Props = {
  readonly language: Language;
  /** The shop's own text, valid template or not; undefined for the default text. */
  readonly text: string | undefined;
  readonly sampled: Sampled;
};

/** A notice as a manager's Messenger shows it, light or dark as the window is: made by what makes the notices themselves. */
export function MessengerBubble({ language, text, sampled }: Props) {
  const { t } = useTranslation('alertRules');
  const said = useSaid();
  return (
    <section className={styles.phone} aria-label={t(`inMessenger_${language}`)} lang={language}>
      {sampled.state === 'failed' && <p className={styles.failed}>{said(sampled.error.message)}</p>}
      {sampled.state === 'ready' &&
        (readTemplate(text ?? '').kind === 'fault' ? (
          <p className={styles.failed}>{t('notTold')}</p>
        ) : (
          <Bubble language={language} template={text} sample={sampled.value} />
        ))}
    </section>
  );
}

type BubbleProps = {
  readonly language: Language;
  readonly template: string | undefined;
  readonly sample: NoticeSample;
};

function Bubble({ language, template, sample }: BubbleProps) {
  const { t } = useTranslation('alertRules');
  const { order, sourceName, link, canTake } = sample;
  const told = noticeText(order, {
    language,
    template,
    sourceName,
    link: link ?? undefined,
    warehouse: 'in',
  });
  const button = textsOf(language, 'notification');
  const captions = [...(canTake ? [button('take')] : []), ...(link === null ? [] : [button('open')])];
  return (
    <>
      <div className={styles.bubble}>
        <p className={styles.words}>{told}</p>
        {captions.length > 0 && (
          <ul aria-label={t('buttons')}>
            {captions.map((caption) => (
              <li key={caption} className={styles.button}>
                {caption}
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className={styles.left}>
        {t('charactersLeft', { count: longestText - told.length, most: longestText })}
      </p>
    </>
  );
}
