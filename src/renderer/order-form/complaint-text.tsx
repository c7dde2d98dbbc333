import { useTranslation } from 'react-i18next';
import type { Complaint } from './read-form.ts';

/** A complaint in the reader's language, and in the next one when the language is switched. */
export function ComplaintText({ name }: { readonly name: Complaint }) {
  const { t } = useTranslation('orderForm');
  return t(name);
}
