import { useTranslation } from 'react-i18next';
import type { Complaint } from './read-form.ts';

/** An error in the user's language; it follows a switch of language. */
export function ComplaintText({ name }: { readonly name: Complaint }) {
  const { t } = useTranslation('orderForm');
  return t(name);
}
