import type { CalculateForm } from '../../../shared/forms.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import type { CalculationView } from '../../../shared/views.ts';
import type { Toast } from '../../host.ts';
import type { MailReader } from '../../intake/mail/create-mail-reader.ts';
import type { Recorder } from '../../intake/recorder.ts';
import type { Manychat } from '../../manychat/client.ts';
import type { Mailer } from '../../notify/email/mailer.ts';
import type { Events, Ledger } from '../../ports.ts';
import type { HealthParts } from '../diagnostics/health-check.ts';
import type { TestOrders } from './test-orders.ts';

/** The parts of the app that a test run goes through. */
export type TestRunParts = Pick<HealthParts, 'config' | 'clock' | 'log' | 'publicUrl' | 'recipes'> & {
  readonly ledger: Ledger;
  readonly events: Events;
  readonly recorder: Recorder;
  readonly reader: Pick<MailReader, 'read'>;
  readonly calculate: (form: CalculateForm) => Promise<CalculationView>;
  readonly notifier: { readonly manychat: () => Manychat | null; readonly mailer: () => Mailer | null };
  /** The receiver on loopback. */
  readonly receiverUrl: string;
  readonly currency: () => string;
  readonly country: () => string | null;
  readonly language: () => Language;
  readonly toast: (toast: Toast) => void;
  /** The manager who starts it. */
  readonly manager: () => string;
};

/** One test run while it is active. */
export type ActiveRun = {
  readonly id: string;
  /** The manager who started it, the only one who is notified. */
  readonly by: string;
  readonly orders: TestOrders;
  /** Resolves when the order is in the ledger. */
  readonly arrived: (id: OrderId) => Promise<void>;
  /** Resolves when the orders that have arrived are in the warehouse, with how many they are. */
  readonly committed: () => Promise<number>;
  /** Resolves when a window reports that it rang, with whether it was muted. */
  readonly rung: () => Promise<boolean>;
};
