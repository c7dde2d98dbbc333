import { useTranslation } from 'react-i18next';
import { paymentMethodOf } from '../../../shared/forms.ts';

/** The display name of a payment gateway; `shopify_payments` is an internal name. */
export function useWayOfPaying(): (gateway: string) => string {
  const { t } = useTranslation('common');
  return (gateway) => {
    const known = paymentMethodOf(gateway);
    return known === undefined ? gatewayWords(gateway) : t(`method_${known}`);
  };
}

const gatewayWords = (gateway: string): string =>
  gateway.replaceAll('_', ' ').replace(/^\p{Ll}/u, (first) => first.toUpperCase());
