import { z } from 'zod';
import { alertRulesSchema, savedRulesSchema } from './alert-rules/rules.ts';
import type { AlertRulesView, NoticeSample } from './alert-rules/view.ts';
import type { AppEvent } from './app-event.ts';
import type { AppState } from './app-state.ts';
import type { CompletenessView } from './completeness.ts';
import { countedSourceSchema, dayIdSchema } from './completeness.ts';
import type { ComputersView } from './computers-view.ts';
import type { CostView } from './cost.ts';
import { countrySchema } from './country.ts';
import type { CustomerOutputs } from './customer-commands.ts';
import { customerInputs } from './customer-commands.ts';
import type { DesktopOutputs } from './desktop-commands.ts';
import { desktopInputs } from './desktop-commands.ts';
import type { DiagnosticsReport } from './diagnostics.ts';
import type { DocumentView } from './document-view.ts';
import type { FormStep } from './form-merge.ts';
import type { ManualOrderForm } from './forms.ts';
import {
  calculateFormSchema,
  draftOrderFormSchema,
  linkMessageSchema,
  manualOrderFormSchema,
} from './forms.ts';
import type { OrderId } from './ids.ts';
import {
  documentIdSchema,
  draftIdSchema,
  messageIdSchema,
  orderIdSchema,
  sourceSchema,
  subscriberIdSchema,
  workstationIdSchema,
} from './ids.ts';
import type { InsightsOutputs } from './insights-commands.ts';
import { insightsInputs } from './insights-commands.ts';
import { languageSchema } from './languages.ts';
import type { LedgerPlaceOutputs } from './ledger-place.ts';
import { ledgerPlaceInputs } from './ledger-place.ts';
import type { NoticeOutputs } from './notice-commands.ts';
import { noticeInputs } from './notice-commands.ts';
import type { OrderListOutputs } from './order-commands.ts';
import { orderListInputs } from './order-commands.ts';
import {
  addNoteSchema,
  manualEditSchema,
  manualSinceSchema,
  noteRefundSchema,
  setPaymentSchema,
  setStatusSchema,
  takeSchema,
} from './order-inputs.ts';
import type { PresenceOutputs } from './presence-commands.ts';
import { presenceInputs } from './presence-commands.ts';
import type { ProblemKind } from './problem.ts';
import type { PubsubReport } from './pubsub-check.ts';
import { samplePaths } from './sample-paths.ts';
import type { SenderOutputs } from './sender-commands.ts';
import { senderInputs } from './sender-commands.ts';
import type { SetupOutputs } from './setup-commands.ts';
import { setupInputs } from './setup-commands.ts';
import type { SleepSummary } from './sleep.ts';
import type { TestRunReport } from './test-run.ts';
import { testRunPathSchema } from './test-run.ts';
import type { TicketOutputs } from './ticket-commands.ts';
import { ticketInputs } from './ticket-commands.ts';
import type { MailWarning } from './trainer.ts';
import type { TrainerOutputs } from './trainer-commands.ts';
import { trainerInputs } from './trainer-commands.ts';
import type {
  CalculationView,
  ChatbotView,
  ChatView,
  ConnectionView,
  DraftDetail,
  DraftRow,
  FoundCustomers,
  OrderDetail,
  PersonView,
  StockView,
  StripView,
  VariantView,
  WindowView,
} from './views.ts';
import { connectionNames } from './views.ts';

const nothing = z.undefined();
const order = z.object({ id: orderIdSchema }).readonly();
const draft = z.object({ id: draftIdSchema }).readonly();

const pair = order.unwrap().extend({ other: orderIdSchema }).readonly();

/** The parser of each command's input. A page can call only these commands. A command without a parser does not compile. */
export const inputSchemas = {
  'app.state': nothing,
  'app.setLanguage': z.object({ language: languageSchema }).readonly(),
  'app.setManager': z.object({ name: z.string().trim().min(1).max(60) }).readonly(),
  /** Whether this computer's toasts, which also show on the lock screen, include the customer and the items. */
  'app.setToastDetails': z.object({ on: z.boolean() }).readonly(),
  /** The shop's country, for all its computers. */
  'app.setCountry': z.object({ country: countrySchema }).readonly(),
  ...orderListInputs,
  'orders.get': order,
  'orders.take': takeSchema,
  'orders.setStatus': setStatusSchema,
  'orders.setPayment': setPaymentSchema,
  /** Releases an order from quarantine: it is then a normal order, and rings. */
  'orders.release': order,
  'orders.addNote': addNoteSchema,
  'orders.noteRefund': noteRefundSchema,
  'orders.withdrawRefund': order
    .unwrap()
    .extend({ refund: z.string().max(100) })
    .readonly(),
  /** Merges the duplicate `drop` into `keep`: it becomes a part of that order. */
  'orders.merge': z.object({ keep: orderIdSchema, drop: orderIdSchema }).readonly(),
  'orders.keepBoth': pair,
  /** Undoes the last decision on the pair. With `made`, only if the decision is still that one. */
  'orders.undoSame': pair
    .unwrap()
    .extend({ made: z.enum(['kept', 'both']).optional() })
    .readonly(),
  'documents.read': z.object({ id: documentIdSchema }).readonly(),
  'manual.create': manualOrderFormSchema,
  /** The form to edit a manual order. */
  'manual.form': order,
  'manual.edit': manualEditSchema,
  'manual.since': manualSinceSchema,
  /** Creates a copy of it in Shopify. */
  'manual.copy': order,
  'drafts.create': draftOrderFormSchema,
  'drafts.get': draft,
  /** Deletes the draft order `id`, whose link was sent, and creates one from the form in its place. */
  'drafts.replace': draft.unwrap().extend({ form: draftOrderFormSchema }).readonly(),
  /** The page makes `sending`, so that a double click sends one message. `after` repeats a sending whose outcome is unknown. */
  'drafts.sendLink': draft
    .unwrap()
    .extend({ sending: z.uuid(), message: linkMessageSchema, after: z.uuid().optional() })
    .readonly(),
  'drafts.markSent': draft.unwrap().extend({ sending: z.uuid() }).readonly(),
  /** Deletes it in Shopify, which disables its payment link. */
  'drafts.close': draft
    .unwrap()
    .extend({ end: z.enum(['cancelled', 'expired']) })
    .readonly(),
  /** Retries its pending requests now. */
  'drafts.hurry': draft,
  /** Whether a message to the customer of a draft order would be delivered now. */
  'drafts.window': draft,
  'drafts.list': nothing,
  /** Shopify's calculation of an unfinished form; creates nothing. */
  'drafts.calculate': calculateFormSchema,
  /** The stock of these variants in the local catalogue; unknown variants are omitted. */
  'catalogue.stock': z.object({ variantIds: z.array(z.string().max(200)).max(499).readonly() }).readonly(),
  'catalogue.variants': z.object({ productId: z.string().max(200) }).readonly(),
  'catalogue.search': z.object({ text: z.string().max(200) }).readonly(),
  'chats.list': nothing,
  /** Customers an order may be for. `shopify` also searches the shop's customers in Shopify, which may be slow. */
  'customers.search': z.object({ text: z.string().max(200), shopify: z.boolean() }).readonly(),
  /** Sets the time up to which a customer's requests are answered. An earlier time undoes `over`, the previous value. */
  'chats.answer': z
    .object({
      subscriberId: subscriberIdSchema,
      upTo: z.int().nonnegative(),
      over: z.int().nonnegative().optional(),
    })
    .readonly(),
  'chatbot.status': nothing,
  'health.counts': nothing,
  'warehouse.cost': nothing,
  /** Starts the diagnostics unless they are running; results follow with `diagnostics-changed`. */
  'diagnostics.run': nothing,
  'diagnostics.report': nothing,
  /** Shows a native notification, marked as a test. */
  'diagnostics.toast': nothing,
  /** The last days by source, and every difference with its next step. */
  'sync.get': nothing,
  /** Runs the reconciliation now, of one source or all, and one day or all. */
  'sync.checkNow': z
    .object({ source: countedSourceSchema.optional(), day: dayIdSchema.optional() })
    .readonly(),
  /** Fetches an order that the source reports and the ledger lacks. */
  'sync.fetch': z.object({ source: countedSourceSchema, id: z.string().max(200) }).readonly(),
  'sync.readAgain': z.object({ document: documentIdSchema }).readonly(),
  /** Retries now what waits to be parsed, loaded or sent. */
  'sync.hurry': nothing,
  /** Starts a test run of one path, or of all; refused while one runs. Its steps follow with `test-run-changed`. */
  'testRun.start': z.object({ path: testRunPathSchema.nullable() }).readonly(),
  'testRun.report': nothing,
  /** A window reports that it rang for a test run. */
  'testRun.rang': z.object({ drill: z.string().max(100), muted: z.boolean() }).readonly(),
  'alertRules.get': nothing,
  /** Replaces the alert rules; `base` is the version that was edited, see `mergeRules`. */
  'alertRules.set': z.object({ bell: savedRulesSchema, base: alertRulesSchema.optional() }).readonly(),
  /** The data for a sample notification of the order; null for a made-up order. */
  'alertRules.notice': z.object({ order: orderIdSchema.nullable() }).readonly(),
  /** Whether this computer rings for the orders of a source; on by default. */
  'alertRules.ringHere': z.object({ source: sourceSchema, on: z.boolean() }).readonly(),
  /** Begins or ends the shift of this computer's manager; of other managers, a shift can only be ended. */
  'duty.set': z
    .object({ on: z.boolean(), manager: z.string().min(1).max(60).optional() })
    .refine(({ on, manager }) => !on || manager === undefined, 'you can only start your own shift')
    .readonly(),
  ...noticeInputs,
  ...ledgerPlaceInputs,
  ...customerInputs,
  ...ticketInputs,
  ...insightsInputs,
  'computers.list': nothing,
  /** Makes a computer the leader, which polls the sources and sends the notifications. */
  'computers.lead': z.object({ computer: workstationIdSchema }).readonly(),
  /** Removes a computer permanently; its events stay. */
  'computers.forget': z.object({ computer: workstationIdSchema }).readonly(),
  /** Checks the Google Pub/Sub setup for several computers, and creates what is missing. */
  'computers.check': nothing,
  ...presenceInputs,
  'connections.list': nothing,
  'connections.check': z.object({ name: z.enum(connectionNames) }).readonly(),
  /** Values are named as the environment variables, without the prefix: `SHOPIFY_SHOP`. */
  'connections.save': z
    .object({
      name: z.enum(connectionNames),
      values: z.record(z.string().regex(/^[A-Z_]{3,40}$/), z.string().max(8000)),
    })
    .readonly(),
  /** `sending` requests the consent to send e-mail, which is separate from the consent to read. */
  'connections.signIn': z.object({ name: z.literal('gmail'), sending: z.boolean().optional() }).readonly(),
  ...trainerInputs,
  ...senderInputs,
  'health.mailWarnings': nothing,
  /** What arrived while the computer slept. */
  'health.sleep': nothing,
  'health.sleepSeen': nothing,
  /** The page's computer is online again. */
  'health.online': nothing,
  'outbox.retry': z.object({ id: messageIdSchema }).readonly(),
  'sample.order': z.object({ path: z.enum(samplePaths) }).readonly(),
  'sample.remove': nothing,
  /** Creates a new sample shop if it was removed and no account is connected. */
  'sample.open': nothing,
  ...setupInputs,
  ...desktopInputs,
} as const;

export type CommandName = keyof typeof inputSchemas;
export type Input<N extends CommandName> = z.infer<(typeof inputSchemas)[N]>;

export type Outputs = NoticeOutputs &
  LedgerPlaceOutputs &
  InsightsOutputs &
  OrderListOutputs &
  CustomerOutputs &
  SetupOutputs &
  SenderOutputs &
  TrainerOutputs &
  DesktopOutputs &
  PresenceOutputs &
  TicketOutputs & {
    'app.state': AppState;
    'app.setLanguage': AppState;
    'app.setManager': AppState;
    'app.setToastDetails': AppState;
    'app.setCountry': AppState;
    'orders.get': OrderDetail;
    'orders.take': OrderDetail;
    'orders.setStatus': OrderDetail;
    'orders.setPayment': OrderDetail;
    'orders.release': OrderDetail;
    'orders.addNote': OrderDetail;
    'orders.noteRefund': OrderDetail;
    'orders.withdrawRefund': OrderDetail;
    'orders.merge': OrderDetail;
    'orders.keepBoth': OrderDetail;
    'orders.undoSame': OrderDetail;
    'documents.read': DocumentView;
    'manual.create': { readonly id: OrderId };
    'manual.form': { readonly form: ManualOrderForm; readonly version: number; readonly number: string };
    'manual.edit': OrderDetail;
    /** Oldest first; the last is the current form. */
    'manual.since': { readonly steps: readonly FormStep[]; readonly version: number };
    'manual.copy': OrderDetail;
    'drafts.create': DraftRow;
    'drafts.get': DraftDetail;
    'drafts.replace': DraftRow;
    'drafts.sendLink': DraftDetail;
    'drafts.markSent': DraftDetail;
    'drafts.close': DraftDetail;
    'drafts.hurry': DraftDetail;
    'drafts.window': WindowView;
    'drafts.list': readonly DraftRow[];
    'drafts.calculate': CalculationView;
    'catalogue.stock': readonly StockView[];
    'catalogue.variants': readonly VariantView[];
    'catalogue.search': readonly VariantView[];
    'chats.list': readonly ChatView[];
    'customers.search': FoundCustomers;
    'chats.answer': PersonView;
    'chatbot.status': ChatbotView;
    'health.counts': StripView;
    /** Null when no BigQuery is connected. */
    'warehouse.cost': CostView | null;
    'diagnostics.run': DiagnosticsReport | null;
    /** Null before the first run. */
    'diagnostics.report': DiagnosticsReport | null;
    'diagnostics.toast': null;
    'sync.get': CompletenessView;
    'sync.checkNow': CompletenessView;
    'sync.fetch': CompletenessView;
    'sync.readAgain': CompletenessView;
    'sync.hurry': CompletenessView;
    'testRun.start': TestRunReport;
    /** Null before the first one since the start. */
    'testRun.report': TestRunReport | null;
    'testRun.rang': null;
    'alertRules.get': AlertRulesView;
    'alertRules.set': AlertRulesView;
    'alertRules.notice': NoticeSample;
    'alertRules.ringHere': AlertRulesView;
    'duty.set': AlertRulesView;
    'computers.list': ComputersView;
    'computers.lead': ComputersView;
    'computers.forget': ComputersView;
    'computers.check': PubsubReport;
    'connections.list': readonly ConnectionView[];
    'connections.check': ConnectionView;
    'connections.save': ConnectionView;
    'connections.signIn': ConnectionView;
    'health.mailWarnings': readonly MailWarning[];
    'health.sleep': SleepSummary | null;
    'health.sleepSeen': null;
    'health.online': null;
    'outbox.retry': null;
    'sample.order': null;
    'sample.remove': AppState;
    'sample.open': AppState;
  };
export type Output<N extends CommandName> = Outputs[N];

export type { AppEvent, AppState, DocumentView };

export type ReplyError = {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly field?: string;
  readonly fix?: string;
};
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ReplyError };

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(inputSchemas, name);

/** The API that the preload script exposes on `window`; the loopback page implements it over HTTP. */
export type Bridge = {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** @returns the function that ends the subscription */
  on(listener: (event: AppEvent) => void): () => void;
};
