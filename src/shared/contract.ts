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

/** One parser per command: what a page may ask, and nothing else. A command without a parser does not compile. */
export const inputSchemas = {
  'app.state': nothing,
  'app.setLanguage': z.object({ language: languageSchema }).readonly(),
  'app.setManager': z.object({ name: z.string().trim().min(1).max(60) }).readonly(),
  /** Whether toasts of this computer, which show on a locked screen too, tell who ordered what. */
  'app.setToastDetails': z.object({ on: z.boolean() }).readonly(),
  /** Where the shop is, for all its computers. */
  'app.setCountry': z.object({ country: countrySchema }).readonly(),
  ...orderListInputs,
  'orders.get': order,
  'orders.take': takeSchema,
  'orders.setStatus': setStatusSchema,
  'orders.setPayment': setPaymentSchema,
  /** Takes an order out of quarantine: from now on it is an order like any other, and rings. */
  'orders.release': order,
  'orders.addNote': addNoteSchema,
  'orders.noteRefund': noteRefundSchema,
  'orders.withdrawRefund': order
    .unwrap()
    .extend({ refund: z.string().max(100) })
    .readonly(),
  /** `drop` is the same order as `keep`, told twice: from now on it is a part of that one. */
  'orders.merge': z.object({ keep: orderIdSchema, drop: orderIdSchema }).readonly(),
  'orders.keepBoth': pair,
  /** Takes back what was decided last on the two; with `made` only where nobody has made something else of them than that. */
  'orders.undoSame': pair
    .unwrap()
    .extend({ made: z.enum(['kept', 'both']).optional() })
    .readonly(),
  'documents.read': z.object({ id: documentIdSchema }).readonly(),
  'manual.create': manualOrderFormSchema,
  /** The form a manual order is changed by. */
  'manual.form': order,
  'manual.edit': manualEditSchema,
  'manual.since': manualSinceSchema,
  /** Makes it in Shopify as well. */
  'manual.copy': order,
  'drafts.create': draftOrderFormSchema,
  'drafts.get': draft,
  /** Deletes the draft order `id`, whose link is out, and makes one of the form in its place. */
  'drafts.replace': draft.unwrap().extend({ form: draftOrderFormSchema }).readonly(),
  /** `sending` is made by the page, so that a double click is one message; `after` repeats one nobody knows the end of. */
  'drafts.sendLink': draft
    .unwrap()
    .extend({ sending: z.uuid(), message: linkMessageSchema, after: z.uuid().optional() })
    .readonly(),
  'drafts.markSent': draft.unwrap().extend({ sending: z.uuid() }).readonly(),
  /** Deletes it in Shopify: its link works no more. */
  'drafts.close': draft
    .unwrap()
    .extend({ end: z.enum(['cancelled', 'expired']) })
    .readonly(),
  /** Tries at once what waits. */
  'drafts.hurry': draft,
  /** Whether a message to the person of a draft order would arrive now. */
  'drafts.window': draft,
  'drafts.list': nothing,
  /** What Shopify says a form that is still being filled in comes to; nothing is made by it. */
  'drafts.calculate': calculateFormSchema,
  /** What the catalogue kept here knows of the stock of these variants; one it does not know is left out. */
  'catalogue.stock': z.object({ variantIds: z.array(z.string().max(200)).max(499).readonly() }).readonly(),
  'catalogue.variants': z.object({ productId: z.string().max(200) }).readonly(),
  'catalogue.search': z.object({ text: z.string().max(200) }).readonly(),
  'people.list': nothing,
  /** Whom an order may be for. `shopify` asks the shop's own customers as well, which takes as long as it takes. */
  'customers.search': z.object({ text: z.string().max(200), shopify: z.boolean() }).readonly(),
  /** Says up to which ask a person's talk is answered; an earlier time takes it back from `over`, what was said before. */
  'people.answer': z
    .object({
      subscriberId: subscriberIdSchema,
      upTo: z.int().nonnegative(),
      over: z.int().nonnegative().optional(),
    })
    .readonly(),
  'chatbot.status': nothing,
  'health.strip': nothing,
  'warehouse.cost': nothing,
  /** Begins to try every connection, unless that is going on; the lines follow with `doctor-changed`. */
  'doctor.run': nothing,
  'doctor.report': nothing,
  /** A native notice to look for, marked as a try. */
  'doctor.toast': nothing,
  /** The last days, source by source, and every difference with its next step. */
  'completeness.get': nothing,
  /** Asks the sources now, one or all, of one day or all. */
  'completeness.ask': z
    .object({ source: countedSourceSchema.optional(), day: dayIdSchema.optional() })
    .readonly(),
  /** Brings here what a source says exists and nobody has. */
  'completeness.fetch': z.object({ source: countedSourceSchema, id: z.string().max(200) }).readonly(),
  'completeness.readAgain': z.object({ document: documentIdSchema }).readonly(),
  /** Tries at once what waits to be read, loaded or told. */
  'completeness.hurry': nothing,
  /** Begins a fire drill by one path, or all of them; refused while one is on. Its steps follow with `drill-changed`. */
  'drill.start': z.object({ path: testRunPathSchema.nullable() }).readonly(),
  'drill.report': nothing,
  /** A window says that its bell rang for a drill. */
  'drill.rang': z.object({ drill: z.string().max(100), muted: z.boolean() }).readonly(),
  'bell.get': nothing,
  /** How the shop is told of its orders from now on, whole; `base` is what the changes were made to, see `mergeRules`. */
  'bell.set': z.object({ bell: savedRulesSchema, base: alertRulesSchema.optional() }).readonly(),
  /** What a notice of the order would be made of; null for a made-up order. */
  'bell.notice': z.object({ order: orderIdSchema.nullable() }).readonly(),
  /** Whether this computer rings for the orders of a source, which it does unless it is told not to. */
  'bell.ringHere': z.object({ source: sourceSchema, on: z.boolean() }).readonly(),
  /** The shift of whoever works at this computer begins or ends; anybody else's can be ended. */
  'duty.set': z
    .object({ on: z.boolean(), manager: z.string().min(1).max(60).optional() })
    .refine(({ on, manager }) => !on || manager === undefined, 'only one’s own shift is begun')
    .readonly(),
  ...noticeInputs,
  ...ledgerPlaceInputs,
  ...customerInputs,
  ...ticketInputs,
  ...insightsInputs,
  'computers.list': nothing,
  /** Makes a computer the leader, which polls the sources and sends the notifications. */
  'computers.lead': z.object({ computer: workstationIdSchema }).readonly(),
  /** Leaves out a computer that is gone for good; what it wrote stays. */
  'computers.forget': z.object({ computer: workstationIdSchema }).readonly(),
  /** Asks Google Pub/Sub whether everything is set up for several computers, and makes what is missing. */
  'computers.check': nothing,
  ...presenceInputs,
  'connections.list': nothing,
  'connections.check': z.object({ name: z.enum(connectionNames) }).readonly(),
  /** Values are named as the environment names them, without the prefix: `SHOPIFY_SHOP`. */
  'connections.save': z
    .object({
      name: z.enum(connectionNames),
      values: z.record(z.string().regex(/^[A-Z_]{3,40}$/), z.string().max(8000)),
    })
    .readonly(),
  /** `sending` asks for the consent to send e-mail, which is given apart from the one to read. */
  'connections.signIn': z.object({ name: z.literal('gmail'), sending: z.boolean().optional() }).readonly(),
  ...trainerInputs,
  ...senderInputs,
  'health.mailWarnings': nothing,
  /** What came while the computer slept. */
  'health.sleep': nothing,
  'health.sleepSeen': nothing,
  /** The page's computer has a network again. */
  'health.online': nothing,
  'outbox.retry': z.object({ id: messageIdSchema }).readonly(),
  'sample.order': z.object({ path: z.enum(samplePaths) }).readonly(),
  'sample.remove': nothing,
  /** Opens a fresh sample shop again where it was removed and no account is connected. */
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
    /** Oldest first; the last is the form as it stands now. */
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
    'people.list': readonly ChatView[];
    'customers.search': FoundCustomers;
    'people.answer': PersonView;
    'chatbot.status': ChatbotView;
    'health.strip': StripView;
    /** Null when no BigQuery is connected. */
    'warehouse.cost': CostView | null;
    'doctor.run': DiagnosticsReport | null;
    /** Null before the first run. */
    'doctor.report': DiagnosticsReport | null;
    'doctor.toast': null;
    'completeness.get': CompletenessView;
    'completeness.ask': CompletenessView;
    'completeness.fetch': CompletenessView;
    'completeness.readAgain': CompletenessView;
    'completeness.hurry': CompletenessView;
    'drill.start': TestRunReport;
    /** Null before the first one since the start. */
    'drill.report': TestRunReport | null;
    'drill.rang': null;
    'bell.get': AlertRulesView;
    'bell.set': AlertRulesView;
    'bell.notice': NoticeSample;
    'bell.ringHere': AlertRulesView;
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

/** What the preload puts on the window, and the loopback page rebuilds over HTTP. */
export type Bridge = {
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** @returns the function that ends the subscription */
  on(listener: (event: AppEvent) => void): () => void;
};
