import { useTranslation } from 'react-i18next';
import type { FieldChange, FormField } from '../../../shared/form-merge.ts';
import { paymentMethodOf } from '../../../shared/forms.ts';
import { usePhoneText } from '../customer/use-phone-text.ts';

/** The names of form fields, and their values in readable form. */
export function useChangeWords() {
  const { t } = useTranslation('presence');
  const phoneText = usePhoneText();
  return {
    nameOf: ({ field }: Pick<FieldChange, 'field'>): string => t(`field_${field}`),
    wordsOf(field: FormField, text: string): string {
      if (text === '') return t('nothing');
      if (field === 'paymentStatus') return t(text === 'paid' ? 'paid' : 'unpaid');
      if (field === 'phone') return phoneText(text);
      const method = field === 'paymentMethod' ? paymentMethodOf(text) : undefined;
      return method === undefined ? text : t(`method_${method}`);
    },
  };
}
