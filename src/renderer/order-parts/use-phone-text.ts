import { phoneText } from '../../shared/phone.ts';
import { useApp } from '../state/context.tsx';

/** How a telephone number is shown here; what is copied or dialled is the number as it is kept. */
export function usePhoneText(): (phone: string) => string {
  const { country } = useApp();
  return (phone) => phoneText(phone, country);
}
