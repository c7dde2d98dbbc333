import type { ConnectionName } from '../shared/views.ts';
import { accountName } from './account-name.ts';
import { composeAlertRules } from './alert-rules.ts';
import { createAppState } from './app-state.ts';
import { pubsubOf } from './cluster/google-pubsub.ts';
import { readableOf } from './cluster/peers/peers.ts';
import { withUnreadWarnings } from './cluster/read-elsewhere.ts';
import { knownRole, meetingPlace } from './cluster/role.ts';
import { connectionsOf } from './connections.ts';
import { createFindCustomers } from './customers/find-customers.ts';
import { createFaces } from './faces/faces.ts';
import { createCatchUp } from './health/catch-up.ts';
import { createCompleteness } from './health/completeness/create-completeness.ts';
import { createDiagnostics } from './health/diagnostics/diagnostics.ts';
import { notConnected } from './health/not-connected.ts';
import { otherSources } from './health/other-sources.ts';
import { createSleep } from './health/sleep.ts';
import { createSources } from './health/sources.ts';
import { createTestRun } from './health/test-run/test-run.ts';
import { createInsightsBook } from './insights/insights-book.ts';
import { createChatbotIntake } from './intake/chatbot/chatbot-intake.ts';
import { createMailReader } from './intake/mail/create-mail-reader.ts';
import { createManualIntake } from './intake/manual/manual-intake.ts';
import { createRecorder } from './intake/recorder.ts';
import { announce } from './ipc/announce.ts';
import { ledgerFileIn } from './ledger/data-dir.ts';
import { composeMailbox } from './mailbox.ts';
import { fixedToast } from './notify/fixed-toasts.ts';
import { createRelay } from './outbox/relay.ts';
import { composePubsubIntake, webhookUri } from './pubsub-intake.ts';
import { createCalculate } from './selling/calculate.ts';
import { createCopies } from './selling/copies.ts';
import type { Selling } from './selling/drafts.ts';
import { createSelling } from './selling/drafts.ts';
import { noteProven } from './settings/proven-secret.ts';
import { createShopHandlers } from './shop-handlers.ts';
import { createShopLoops } from './shop-loops.ts';
import type { Shop, ShopParts } from './shop-parts.ts';
import { shopTime } from './shop-time.ts';
import { composeShopify } from './shopify-intake.ts';
import { stopEach } from './stop-all.ts';
import { composeTeam } from './team.ts';
import { printingOf } from './tickets/printing-of.ts';
import { createTickets } from './tickets/tickets.ts';
import { createTemplateStore } from './trainer/template-store.ts';
import { createTrainer } from './trainer/trainer.ts';
import { createQuota } from './tunnel/quota.ts';
import { createTunnel } from './tunnel/tunnel.ts';
import { erasureSql } from './warehouse/views/erasure.ts';
import { createWarehouse } from './warehouse/warehouse.ts';

/** Composes one shop. `alert-rules.ts`, `team.ts`, `mailbox.ts` and `shopify-intake.ts` each compose one part of it. */
export function composeShop(parts: ShopParts): Shop {
  const { host, mode, config, cutOff = null, ledger, settings, events, receiverUrl, run } = parts;
  const { clock } = host;
  const log = host.log.scoped(mode);
  const language = () => settings.read().language ?? 'en';
  const manager = () => settings.read().manager ?? config.managers[0]?.name ?? accountName();
  const toastDetails = () => settings.read().toastDetails ?? false;
  const place = () => shopNow.place();
  const country = () => place().country;
  const timeZone = () => place().timeZone;
  const currency = () => shopNow.currency();
  const changed = (names: ConnectionName[]) => () => events.emit({ kind: 'connections-changed', names });

  const book = createTemplateStore({ ledger, clock });
  const { sources, sourceName, onNewSource } = createSources(book, ledger.orders);
  const commonParts = { ledger, clock, config, events, language, manager, mode, settings };
  const tickets = createTickets({
    ...commonParts,
    log: log.scoped('tickets'),
    printer: host.printer,
    printing: () => printingOf(settings),
    toast: host.toast,
  });
  const bell = composeAlertRules({
    ...commonParts,
    log: log.scoped('notify'),
    timeZone,
    sourceName,
    catchingUp: () => sleep.isCatchingUp(),
    mayTell: (message, order) => cluster.maySend(message, order),
    mayBeDone: (order) => cluster.past.covers(order),
    listens: () => listens,
    publicUrl: () => tunnel.publicUrl(),
    warnings: () => (listens ? withUnreadWarnings(mailHealth.warnings(), cluster.unread()) : []),
    knowsOf: (what) => listens && mailHealth.knowsOf(what),
    toast: host.toast,
    toastDetails,
    onStatus: changed(['manychat', 'gmail']),
  });
  const { notifier, reachability } = bell;
  const recorder = createRecorder({ ledger, clock, enqueueNotices: notifier.enqueueNotices });
  const askShopify = (): void => {
    reconciliation?.now().catch((error: unknown) => log.error('asking Shopify failed', { error }));
  };
  const meeting = meetingPlace(config.bigquery, ledger.settings);
  /** Another computer of the shop may be the leader; what it receives comes from there. */
  const listens = (!meeting && !cutOff) || knownRole(ledger.settings, ledger.deskId).isLeader;
  parts.election.use(pubsubOf(meeting), ledger.deskId);
  const quota = createQuota(ledger.settings, clock);
  const tunnel = createTunnel({
    quota,
    config: !listens
      ? { kind: 'none' }
      : mode === 'sample'
        ? { kind: 'url', publicUrl: receiverUrl }
        : config.tunnel,
    receiverUrl,
    run,
    clock,
    log: log.scoped('tunnel'),
    onChange: () => {
      changed(['tunnel'])();
      askShopify();
    },
  });
  const { client, reconciliation, understander, webhooks, coming, ahead } = composeShopify({
    config: config.shopify,
    ledger,
    recorder,
    clock,
    log,
    tunnel,
    listens,
    pubsubUri: webhookUri(meeting),
    place,
    askDrafts: () => selling.pollDrafts(),
    onTold: () => events.emit({ kind: 'app-changed' }),
    onRound: () => {
      insights.settleZone();
      changed(['shopify'])();
    },
    onSecretProven: (secret) => {
      if (mode === 'shop') noteProven(settings, secret);
    },
  });
  const insights = createInsightsBook({
    ledger,
    clock,
    listens,
    currency,
    timeZone,
    told: () => reconciliation?.told() ?? null,
  });
  const chatbot = createChatbotIntake({
    ledger,
    clock,
    log: log.scoped('chat-bot'),
    config: () => config.manychat,
    publicUrl: () => tunnel.publicUrl(),
    shopDomain: () => config.shopify?.shop ?? null,
    isTestRun: (name) => drill.isOn(name),
    managers: bell.deeds,
    ahead,
  });
  const reader = createMailReader({
    script: host.mailWorker,
    beside: host.startMailProcess,
    place,
    log: log.scoped('mail'),
  });
  const { gmail, consent, mailHealth, senders, senderBook, ...mailbox } = composeMailbox({
    ...commonParts,
    config: config.gmail,
    listens,
    recorder,
    log,
    reader,
    recipes: book.all,
    others: otherSources({ ledger, clock, reconciliation, tunnel }),
    sendingEndsAt: bell.sendingEndsAt,
  });
  const trainer = createTrainer({ ...commonParts, country, reader, book, familyOf: senders.familyFor });
  const warehouse = createWarehouse({
    ...commonParts,
    config: config.bigquery,
    shop: { domain: parts.shopDomain, ask: reconciliation?.identify },
    log: log.scoped('bigquery'),
    onCommitted: (ids) => {
      events.emit({ kind: 'orders-changed', ids, newIds: [] });
      drill.committed(ids);
    },
    onStatus: changed(['bigquery']),
    onWhose: parts.reopen,
  });
  const { cluster, check, retold } = composeTeam({
    config: meeting,
    cutOff,
    election: parts.election,
    warehouse,
    ledger,
    clock,
    log: log.scoped('cluster'),
    events,
    recorder,
    enqueueUnsent: notifier.enqueueUnsent,
    name: manager,
    listens,
    presence: parts.presence,
    onCopied: () => {
      host.toast(fixedToast('copied', language()));
      parts.reopen();
    },
    sources: () => ({ shopify: readableOf(reconciliation), gmail: readableOf(gmail) }),
    onLeader: (isLeader) => isLeader !== listens && parts.reopen(),
  });
  const pubsub = { meeting, bus: parts.election.bus(), cluster };
  const intake = composePubsubIntake({ ...commonParts, ...pubsub, log, listens, reconciliation, gmail });
  const sellingParts = { client, ledger, clock, log: log.scoped('selling'), country };
  const copies = createCopies({ ...sellingParts, formOf: (id) => manual.form(id).form });
  const manual = createManualIntake({ recorder, ledger, clock, country, askCopy: copies.ask });
  const relay = createRelay({
    ledger,
    clock,
    log: log.scoped('outbox'),
    performers: [
      ...warehouse.performers,
      ...notifier.performers,
      ...[copies.performer, ...tickets.performers].map(cluster.past.heldBack),
    ],
  });
  const selling: Selling = createSelling({
    ...sellingParts,
    messenger: notifier.manychat,
    onChange: (ids) => events.emit({ kind: 'drafts-changed', ids }),
    onOrder: askShopify,
  });
  const faces = createFaces({
    people: ledger.people,
    ledgerFile: ledgerFileIn(host.dataDir, mode),
    clock,
    log: log.scoped('faces'),
  });
  const calculate = createCalculate({ client, country });
  const findCustomers = createFindCustomers({ ledger, client, clock, country });

  const examined = {
    ...commonParts,
    shopDomain: parts.shopDomain,
    client,
    receiverUrl,
    run,
    recipes: book.all,
    dataDir: host.dataDir,
    recorder,
    reader,
    calculate,
    country,
    currency,
    notifier,
    listens,
    publicUrl: () => tunnel.publicUrl(),
    tunnelProblem: () => tunnel.status().problem,
    signatures: webhooks.signatures,
    copyOfLedger: parts.copyOfLedger,
    computers: cluster.view,
    toast: host.toast,
  };
  const doctor = createDiagnostics({
    ...examined,
    log: log.scoped('doctor'),
    onChange: () => events.emit({ kind: 'diagnostics-changed' }),
  });
  const drill = createTestRun({ ...examined, log: log.scoped('drill') });
  const completeness = createCompleteness({
    ledger,
    clock,
    log: log.scoped('completeness'),
    timeZone,
    reconciliation,
    gmail,
    listens,
    selling,
    warehouse,
    notices: notifier.connection,
    relay,
    understander,
    senders,
    config,
    onAsked: () => events.emit({ kind: 'sync-changed' }),
  });

  const accounts = { listens, reconciliation, gmail, tunnel };
  const connections = connectionsOf({ ...accounts, mailHealth, cluster, notifier });
  const sleep = createSleep({
    ...createCatchUp({ ...accounts, reachability, hurry: relay.nudge, log }),
    ledger,
    clock,
    log,
    events,
    language,
    toast: host.toast,
  });
  const lookForSource = onNewSource(() => events.emit({ kind: 'app-changed' }));
  const unsubscribe = ledger.entries.onAppended((entries, arrival) => {
    faces.hear(entries, arrival);
    bell.toast(announce(entries, events, arrival, ledger, sleep.hear(entries, arrival)));
    lookForSource();
  });
  const shopNow = createAppState({
    ...commonParts,
    version: host.version,
    reconciliation,
    listens,
    settled: insights.settled,
    country: parts.country,
    sources,
    toastDetails,
  });
  const { state } = shopNow;

  const loops = createShopLoops({
    loops: [warehouse, cluster, retold, relay, understander, tunnel, completeness, ...bell.loops, sleep],
    intake: [reconciliation, ...mailbox.loops, intake].filter((loop) => loop !== null),
    others: [selling, drill],
    roleKnown: cluster.asked,
    clock,
    log,
  });
  return {
    webhooks,
    coming,
    chatbot,
    state,
    untaken: () =>
      ledger.orders.howMany([{ view: 'new', text: '' }], shopTime(timeZone(), clock.now()))[0] ?? 0,
    connection: (name) => parts.view(connections.find((one) => one.name === name) ?? notConnected(name)),
    gmailLasts: (seconds) => consent?.lasts(seconds),
    mailHtml: async (id) => {
      const document = ledger.documents.get(id);
      return document?.kind === 'mail' ? (await reader.show(document.body)).html : null;
    },
    face: faces.of,
    pageGone: tickets.pageGone,
    handlers: {
      ...createShopHandlers({
        host,
        ledger,
        settings,
        events,
        shop: config.shopify?.shop ?? null,
        view: parts.view,
        state,
        language,
        manager,
        country,
        timeZone,
        connections,
        warehouse,
        doctor,
        drill,
        completeness,
        cluster: { ...cluster, check },
        recorder,
        tickets,
        sheets: { orders: ledger.orders, clock, printing: () => printingOf(settings), state, sourceName },
        sleep,
        manual,
        copies,
        relay,
        reader,
        calculate,
        findCustomers,
        selling,
        notifier,
        chatbot,
        trainer,
        senderBook,
        book,
        mailHealth,
        bell,
        customerIndex: {
          log: log.scoped('customers'),
          erasureSql: () => config.bigquery && erasureSql(config.bigquery),
        },
        insights,
      }),
      ...parts.deskHandlers,
    },
    start: () => {
      drill.resume();
      insights.settleZone();
      loops.start();
      selling.resume().catch((error: unknown) => log.error('resuming draft orders failed', { error }));
    },
    nudge: () => sleep.resumed(),
    cluster,
    intake,
    countRequest: (what) => quota.count(what),
    stop: async () => {
      await stopEach([loops, reader], log);
      quota.flush();
      unsubscribe();
    },
  };
}
