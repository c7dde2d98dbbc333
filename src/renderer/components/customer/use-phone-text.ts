import { phoneText } from '../../../shared/phone.ts';
import { useApp } from '../../state/context.tsx';

/** The display format of a phone number; copying and dialling use the stored number. */
export function usePhoneText(): (phone: string) => string {
  const { country } = useApp();
  return (phone) => phoneText(phone, country);
}
