import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticeField } from '../../../../shared/alert-rules/template.ts';
import {
  faultText,
  longestTemplate,
  noticeFields,
  readTemplate,
} from '../../../../shared/alert-rules/template.ts';
import type { Language } from '../../../../shared/languages.ts';
import { textsOf } from '../../../../shared/texts.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './alert-rules.module.css';

type Props = {
  readonly language: Language;
  /** Empty: the default text is sent. */
  readonly text: string;
  readonly onChange: (text: string) => void;
};

/** A template editor; its buttons insert a field at the cursor. */
export function TextField({ language, text, onChange }: Props) {
  const { t } = useTranslation('alertRules');
  const said = useSaid();
  const area = useRef<HTMLTextAreaElement>(null);
  const read = readTemplate(text);

  function put(field: NoticeField): void {
    const { current } = area;
    const token = `{${field}}`;
    if (current === null || text.length + token.length > longestTemplate) return;
    current.setRangeText(token, current.selectionStart, current.selectionEnd, 'end');
    current.focus();
    onChange(current.value);
  }

  return (
    <div className={styles.field}>
      <Textarea
        ref={area}
        size="xs"
        label={t(`text_${language}`)}
        description={
          text === '' ? t('usualText') : t('ofLongest', { now: text.length, most: longestTemplate })
        }
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        lang={language}
        spellCheck
        rows={8}
        resize="vertical"
        maxLength={longestTemplate}
        placeholder={textsOf(language, 'notification')('template')}
        value={text}
        error={read.kind === 'fault' ? said(faultText(read.fault)) : null}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <fieldset className={styles.fields}>
        <legend>{t(`fields_${language}`)}</legend>
        {noticeFields.map((field) => (
          <Button
            key={field}
            variant="default"
            size="compact-xs"
            title={`{${field}}`}
            onClick={() => put(field)}
          >
            {t(`field_${field}`)}
          </Button>
        ))}
      </fieldset>
      <Button
        className={styles.begin ?? ''}
        variant="default"
        size="compact-xs"
        onClick={() => onChange(text === '' ? textsOf(language, 'notification')('template') : '')}
      >
        {t(text === '' ? `begin_${language}` : `backToUsual_${language}`)}
      </Button>
    </div>
  );
}
