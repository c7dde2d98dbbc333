import type { DesktopOutputs } from '../shared/desktop-commands.ts';
import type { Language } from '../shared/languages.ts';
import type { Host } from './host.ts';
import type { InsightsBook } from './insights/insights-book.ts';
import { createSameOrders } from './intake/same-order/decide-same.ts';
import { createAppHandlers } from './ipc/app-handlers.ts';
import { createAlertRulesHandlers } from './ipc/bell-handlers.ts';
import { createChatHandlers } from './ipc/chat-handlers.ts';
import { createCompletenessHandlers } from './ipc/completeness-handlers.ts';
import { createComputersHandlers } from './ipc/computers-handlers.ts';
import { createCustomerHandlers } from './ipc/customer-handlers.ts';
import { createDoctorHandlers } from './ipc/diagnostics-handlers.ts';
import type { Handlers } from './ipc/dispatch.ts';
import { createDocumentHandlers } from './ipc/document-handlers.ts';
import { createDraftHandlers } from './ipc/draft-handlers.ts';
import { createInsightsHandlers } from './ipc/insights-handlers.ts';
import { createLedgerPlaceHandlers } from './ipc/ledger-place-handlers.ts';
import { createManualHandlers } from './ipc/manual-handlers.ts';
import { createNoticeHandlers } from './ipc/notice-handlers.ts';
import { createOrderHandlers } from './ipc/order-handlers.ts';
import { createOrderListHandlers } from './ipc/order-list-handlers.ts';
import { createSameOrderHandlers } from './ipc/same-order-handlers.ts';
import { createSellingHandlers } from './ipc/selling-handlers.ts';
import { createSenderHandlers } from './ipc/sender-handlers.ts';
import { createSetupHandlers } from './ipc/setup-handlers.ts';
import { createSleepHandlers } from './ipc/sleep-handlers.ts';
import { createTicketHandlers } from './ipc/ticket-handlers.ts';
import { createTrainerHandlers } from './ipc/trainer-handlers.ts';
import { fixedToast } from './notify/fixed-toasts.ts';
import { createBatches } from './order-actions/batches.ts';
import type { Events } from './ports.ts';

/** Handlers that change which shop is open; they belong to the app and not to a shop. */
export type DeskHandlers = Pick<
  Handlers,
  | 'connections.save'
  | 'connections.signIn'
  | 'presence.here'
  | 'presence.takeEdit'
  | 'presence.list'
  | 'sample.order'
  | 'sample.remove'
  | 'sample.open'
  | keyof DesktopOutputs
>;

type PartsOf<F extends (parts: never) => unknown> = Parameters<F>[0];

/** The parts that the shop's handlers need. */
export type ShopHandlerParts = { readonly host: Host; readonly events: Events } & Omit<
  PartsOf<typeof createAppHandlers>,
  'cost' | 'onChange' | 'setCountry'
> &
  Omit<PartsOf<typeof createDoctorHandlers>, 'tryToast'> &
  Omit<PartsOf<typeof createOrderHandlers>, 'clock'> &
  PartsOf<typeof createManualHandlers> &
  Omit<PartsOf<typeof createSellingHandlers>, 'clock'> &
  Omit<PartsOf<typeof createDraftHandlers>, 'clock' | 'messenger'> &
  PartsOf<typeof createSenderHandlers> &
  Pick<PartsOf<typeof createTicketHandlers>, 'tickets' | 'sheets'> &
  Pick<PartsOf<typeof createTrainerHandlers>, 'trainer' | 'book'> & {
    readonly cluster: PartsOf<typeof createComputersHandlers>;
    readonly completeness: PartsOf<typeof createCompletenessHandlers>;
    readonly customerIndex: Pick<PartsOf<typeof createCustomerHandlers>, 'erasureSql' | 'log'>;
    readonly sleep: PartsOf<typeof createSleepHandlers>;
    readonly mailHealth: PartsOf<typeof createTrainerHandlers>['health'];
    readonly reader: { readonly show: PartsOf<typeof createDocumentHandlers>['showMail'] };
    readonly notifier: { readonly manychat: PartsOf<typeof createDraftHandlers>['messenger'] };
    readonly chatbot: { readonly status: PartsOf<typeof createChatHandlers>['status'] };
    readonly warehouse: { readonly cost: PartsOf<typeof createAppHandlers>['cost'] };
    readonly language: () => Language;
    readonly timeZone: () => string;
    readonly insights: PartsOf<typeof createInsightsHandlers>['book'] & Pick<InsightsBook, 'setCountry'>;
    readonly bell: Omit<PartsOf<typeof createAlertRulesHandlers>, 'manager'> & {
      readonly log: PartsOf<typeof createNoticeHandlers>;
    };
  };

/** All commands of the page except those that change which shop is open. */
export function createShopHandlers(parts: ShopHandlerParts): Omit<Handlers, keyof DeskHandlers> {
  const { host, events, ledger, warehouse, mailHealth, language } = parts;
  const { clock } = host;
  const told = { ...parts, clock };
  return {
    ...createAppHandlers({
      ...parts,
      cost: warehouse.cost,
      setCountry: (country) => parts.insights.setCountry(country, parts.manager()),
      onChange: () => events.emit({ kind: 'app-changed' }),
    }),
    ...createSetupHandlers(parts),
    ...createSenderHandlers(parts),
    ...createDoctorHandlers({ ...parts, tryToast: () => host.toast(fixedToast('trial', language())) }),
    ...createCompletenessHandlers(parts.completeness),
    ...createComputersHandlers(parts.cluster),
    ...createAlertRulesHandlers({ ...parts.bell, manager: parts.manager }),
    ...createNoticeHandlers(parts.bell.log),
    ...createLedgerPlaceHandlers(parts),
    ...createOrderHandlers(told),
    ...createOrderListHandlers({ ...told, batches: createBatches(told) }),
    ...createCustomerHandlers({ ...told, ...parts.customerIndex }),
    ...createInsightsHandlers({ book: parts.insights, manager: parts.manager }),
    ...createSameOrderHandlers({ ...parts, same: createSameOrders({ ledger, clock }) }),
    ...createSleepHandlers(parts.sleep),
    ...createTicketHandlers({ ...parts, printer: host.printer }),
    ...createManualHandlers(parts),
    ...createDocumentHandlers({ ledger, showMail: parts.reader.show }),
    ...createSellingHandlers(told),
    ...createDraftHandlers({ ...told, messenger: parts.notifier.manychat }),
    ...createChatHandlers({ ...told, status: parts.chatbot.status }),
    ...createTrainerHandlers({
      ...parts,
      health: mailHealth,
      onChange: () => {
        events.emit({ kind: 'mail-templates-changed' });
        mailHealth.check();
        // a new template is a new source, with a name and a hue
        events.emit({ kind: 'app-changed' });
      },
    }),
  };
}
