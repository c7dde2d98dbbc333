import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { SampleShop } from '../sample-shop/index.ts';
import { startSampleShop } from '../sample-shop/index.ts';
import { documentIdSchema, subscriberIdSchema } from '../shared/ids.ts';
import type { Mode } from '../shared/mode.ts';
import { Problem } from '../shared/problem.ts';
import { createElection } from './cluster/election.ts';
import { googlePubsub } from './cluster/google-pubsub.ts';
import { createPresence } from './cluster/presence/presence.ts';
import { openCommandPort } from './command-port/command-port.ts';
import { doorsTo } from './doors.ts';
import { createEvents } from './events.ts';
import type { Desk, Host } from './host.ts';
import { readCheckpoint } from './intake/gmail/checkpoint.ts';
import { createDesktopHandlers } from './ipc/desktop-handlers.ts';
import { createDispatch, onlyPage } from './ipc/dispatch.ts';
import { createPresenceHandlers } from './ipc/presence-handlers.ts';
import type { DataDir } from './ledger/data-dir.ts';
import { openDataDir } from './ledger/data-dir.ts';
import type { LedgerCopies } from './ledger/repair/copies-of-ledger.ts';
import { createLedgerCopies } from './ledger/repair/copies-of-ledger.ts';
import { closeNoted } from './ledger/repair/file-mark.ts';
import { placesOf } from './ledger/repair/places.ts';
import { createRepairProcess } from './ledger/repair/repair-process.ts';
import { rateLimited } from './log/rate-limited.ts';
import { fixedToast } from './notify/fixed-toasts.ts';
import { repairedToast } from './notify/repaired-toast.ts';
import { createOpenRepaired } from './open-repaired.ts';
import { openShowing } from './open-showing.ts';
import type { Ledger, Loop } from './ports.ts';
import { createReceiver } from './receiver/receiver.ts';
import { closing, createReopen, mayOpenLater, shut } from './reopen.ts';
import { loadAccounts, saveAccount } from './settings/accounts.ts';
import { inSample } from './settings/in-sample.ts';
import { chooseMode, leaveSample, removeSample, writeMode } from './settings/mode.ts';
import { ownEnvironment } from './settings/own-environment.ts';
import { createRecheck } from './settings/recheck.ts';
import { openSettingsFile } from './settings/settings-file.ts';
import { composeShop } from './shop.ts';
import type { DeskHandlers } from './shop-handlers.ts';
import type { Shop } from './shop-parts.ts';
import { createSignInTurns, keepConsent, signInToGmail } from './sign-in-to-gmail.ts';
import { stopEach } from './stop-all.ts';
import { teachSample } from './trainer/teach-sample.ts';
import { createUpdates } from './updates/updates.ts';

/** What is open now; replaced as a whole when the shop changes. */
type Open = {
  readonly mode: Mode;
  readonly ledger: Ledger;
  readonly copies: LedgerCopies;
  readonly anew: Loop;
  readonly sample: SampleShop | null;
  readonly shop: Shop;
};

/**
 * Starts the app on one data directory: chooses sample shop or shop, opens its ledger, the receiver and every connected account.
 * If the ledger cannot be opened yet, the app starts without a shop and opens it later.
 * @param shared the sample shop of several computers, which outlives this one; null: this computer starts its own
 * @throws Problem in one line if the data directory, the ledger, a port or a setting is unusable
 */
export async function composeDesk(host: Host, shared: SampleShop | null = null): Promise<Desk> {
  const dataDir = openDataDir(host.dataDir);
  try {
    return await composeOn(host, dataDir, shared);
  } catch (error) {
    dataDir.close();
    throw error;
  }
}

async function composeOn(host: Host, dataDir: DataDir, shared: SampleShop | null): Promise<Desk> {
  const { clock, log } = host;
  const settings = openSettingsFile(join(host.dataDir, 'settings.json'));
  const language = () => settings.read().language ?? 'en';
  const events = createEvents((error) => log.error('a listener failed', { error }));
  const accountParts = { environment: ownEnvironment(host.environment), secrets: host.secrets, settings };
  const keeper = createRepairProcess({
    script: host.ledgerWorker,
    beside: host.startCheckProcess,
    clock,
    log: log.scoped('ledger'),
  });

  /** Whether the sample shop was requested by name at the app's start; applies to the first shop that opens. */
  let wanted = host.sampleShop.wanted;
  let open: Open | null = null;
  let failure: unknown = null;
  let stopping: Promise<void> | null = null;
  /** Aborts requests that wait for a user. */
  const ending = new AbortController();
  const nextSignIn = createSignInTurns();
  const current = (): Open => {
    if (open) return open;
    throw stopping ? closing() : shut(failure);
  };

  const presence = createPresence({
    clock,
    deskId: () => open?.ledger.deskId ?? dataDir.deskId,
    name: () => open?.shop.state().manager ?? '',
    say: (message) => open?.shop.cluster.sayPresence(message),
    isHeard: () => open?.shop.cluster.isLive() ?? false,
    onChange: () => events.emit({ kind: 'presence-changed' }),
  });

  const election = createElection({ connect: googlePubsub, clock, log: log.scoped('cluster') });
  const updates = createUpdates({
    updater: host.updater,
    clock,
    log: log.scoped('updates'),
    settings,
    version: host.version,
    isCalm: () => open?.shop.untaken() === 0 && !presence.isEditing(),
    onChange: () => events.emit({ kind: 'updates-changed' }),
  });
  events.on(({ kind }) => {
    if (kind === 'orders-changed' || kind === 'app-changed') updates.reconsider();
  });

  let lastTurn: Promise<unknown> = Promise.resolve();
  /** Runs shop changes one at a time: two at once would leave a running shop that is never closed. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = lastTurn.then(work, work);
    lastTurn = turn;
    return turn;
  };

  // the receiver survives a change of shop, so that the tunnel's address stays valid
  const run = randomUUID();
  const receiver = createReceiver({
    port: host.receiverPort,
    run,
    log: rateLimited(log.scoped('receiver'), clock),
    ...doorsTo(() => open?.shop ?? null),
  });

  async function openShop(): Promise<void> {
    const accounts = await loadAccounts(accountParts);
    const mode = chooseMode({
      wanted,
      connected: accounts.connected,
      sampleRemoved: settings.read().sampleRemoved,
    });
    const file = dataDir.ledgerFile(mode);
    const { ledger, repaired, meet } = await openShowing({
      file,
      deskId: dataDir.deskId,
      managers: accounts.config.managers,
      clock,
      log: log.scoped('ledger'),
      keeper,
      onDamage: damage.met,
      language: language(),
      catchingUp: host.catchingUp,
    });
    const copies = createLedgerCopies({
      places: placesOf(file),
      deskId: ledger.deskId,
      keeper,
      clock,
      log: log.scoped('ledger'),
      onDamage: meet,
    });
    const anew = createRecheck({
      clock,
      log,
      hasOtherKey: async () => mode === 'shop' && accounts.hasOtherKey(),
      reopen: () => inTurn(reopen),
      reopenSoon: openAgain.now,
      handlers: () => current().shop.handlers,
    });
    let sample: SampleShop | null = null;
    try {
      if (mode === 'sample') {
        sample =
          shared ??
          (await startSampleShop({
            clock,
            log: log.scoped('sample-shop'),
            schemaFile: host.sampleShop.schemaFile,
            receiverUrl: () => receiverUrl,
          }));
        teachSample(ledger, clock, sample);
      }
      const composed = composeShop({
        host,
        mode,
        config: sample?.config ?? accounts.config,
        shopDomain: sample ? (sample.config.shopify?.shop ?? null) : accounts.shopDomain,
        country: sample?.country ?? null,
        cutOff: sample ? null : accounts.cutOff,
        ledger,
        settings: sample ? inSample(settings, sample.config.managers) : settings,
        events,
        receiverUrl,
        run,
        presence,
        election,
        view: accounts.view,
        deskHandlers: createDeskHandlers(),
        copyOfLedger: copies.status,
        reopen: openAgain.now,
      });
      const shop = { ...composed, handlers: anew.checking(composed.handlers) };
      writeMode(host.dataDir, mode, log);
      if (mode === 'shop') leaveSample(settings, log);
      open = { mode, ledger, copies, anew, sample, shop };
      for (const part of [shop, copies, anew]) part.start();
      wanted = false;
      if (repaired) host.toast(repairedToast(language(), repaired));
      if (accountParts.environment.SAMPLE_LIFE !== 'off' && shared === null) sample?.live();
    } catch (error) {
      if (open) {
        await closeShop();
      } else {
        if (sample !== shared) await sample?.stop();
        ledger.close();
      }
      throw error;
    }
  }

  // damage found at runtime: the ledger is checked again before it is opened
  const damage = createOpenRepaired({
    clock,
    log,
    isOpen: () => open !== null,
    reopen: () => openAgain.now(),
    onAgain: () => host.toast(fixedToast('damaged', language())),
  });

  async function closeShop(): Promise<void> {
    const last = open;
    open = null;
    if (!last) return;
    // the sample shop stops after the shop: otherwise the shop's pending requests would fail
    await stopEach([last.anew, last.shop, shared === null ? last.sample : null, last.copies], log);
    closeLedger(last);
    damage.closed();
  }

  const closeLedger = ({ ledger, mode }: Open): void =>
    closeNoted({ ledger, file: dataDir.ledgerFile(mode), isDamaged: damage.isMet(), log });

  /** Must run inside the `inTurn` queue. */
  const reopen = async (before: () => void = () => {}): Promise<void> => {
    if (stopping) throw closing();
    failure = null;
    try {
      await closeShop();
      before();
      await openShop();
      openAgain.opened();
    } catch (error) {
      failure = error;
      openAgain.failed();
      throw error;
    } finally {
      events.emit({ kind: 'app-changed' });
    }
  };
  const openAgain = createReopen({
    clock,
    log,
    reopen: () => inTurn(reopen),
    openShut: () => inTurn(async () => (open || stopping ? undefined : reopen())),
    onShut: () => host.toast(fixedToast('shut', language())),
  });

  /**
   * The address of the mailbox that is read: as Gmail reported since the start, else as of the last sign-in, else the one whose
   * mails were fetched last.
   */
  const mailbox = (): string | null => {
    const { mode, shop, ledger } = current();
    const { mailbox: signedIn } = settings.read();
    if (mode !== 'shop') return signedIn ?? null;
    const { account } = shop.connection('gmail');
    if (account !== null || signedIn !== undefined) return account ?? signedIn ?? null;
    return readCheckpoint(ledger.checkpoints)?.mailbox ?? null;
  };

  const createDeskHandlers = (): DeskHandlers => ({
    ...createPresenceHandlers({ presence, clock, onHere: updates.reconsider }),
    ...createDesktopHandlers({ updates, atLogin: host.atLogin }),
    'connections.save': ({ name, values }) =>
      inTurn(async () => {
        await saveAccount(accountParts, name, values);
        if (name === 'gmail') nextSignIn();
        await reopen();
        return current().shop.connection(name);
      }),
    'connections.signIn': async ({ name, sending = false }) => {
      const asked = { purpose: sending ? 'send' : 'read', accountParts, mailbox } as const;
      const replaced = nextSignIn();
      // the user may take minutes in the browser; the queue of shop changes does not wait
      const ended = AbortSignal.any([ending.signal, replaced]);
      const consented = await signInToGmail({ ...asked, host, stopping: ended });
      return inTurn(async () => {
        replaced.throwIfAborted();
        await keepConsent(asked, consented);
        await reopen();
        if (!sending && consented.lastsSeconds !== null) current().shop.gmailLasts(consented.lastsSeconds);
        return current().shop.connection(name);
      });
    },
    'sample.order': async ({ path }) => {
      const { sample } = current();
      if (!sample) throw new Problem('not-found', 'The sample shop is not running');
      await sample.order(path);
      return null;
    },
    'sample.remove': () =>
      inTurn(async () => {
        if (current().mode !== 'sample') {
          throw new Problem('not-found', 'The sample shop is already removed');
        }
        settings.change({ sampleRemoved: true });
        await reopen(() => removeSample(host.dataDir));
        return current().shop.state();
      }),
    'sample.open': () =>
      inTurn(async () => {
        if (current().mode === 'sample') return current().shop.state();
        if ((await loadAccounts(accountParts)).connected) {
          throw new Problem('refused', 'Your own account is connected', {
            fix: 'Start Orderbell with --sample-shop to open the sample shop',
          });
        }
        // a new sample shop has no settings; the current ones belong to the real shop
        settings.change({ sampleRemoved: false, sample: {} });
        await reopen();
        return current().shop.state();
      }),
  });

  const receiverUrl = await receiver.listen();
  try {
    await openShop();
  } catch (error) {
    if (!mayOpenLater(error)) {
      await receiver.stop();
      throw error;
    }
    failure = error;
    log.error('the shop could not be opened, and is tried again', { error });
    openAgain.failed();
  }

  const dispatch = createDispatch(() => current().shop.handlers, log);
  updates.start();
  const commandPort = await openCommandPort({
    dataDir: host.dataDir,
    dispatch,
    log: rateLimited(log.scoped('command-port'), clock),
  });

  return {
    dispatch,
    pageGone: (page = onlyPage) => {
      presence.here(page, []);
      updates.working(page, false);
      open?.shop.pageGone(page);
    },
    events,
    receiverUrl,
    get sampleShop() {
      return open?.sample?.addresses ?? null;
    },
    mailHtml: async (id) => current().shop.mailHtml(documentIdSchema.parse(id)),
    face: async (id) => current().shop.face(subscriberIdSchema.parse(id)),
    badge: () => open?.shop.untaken() ?? 0,
    nudge: () => open?.shop.nudge(),
    stop: () => {
      ending.abort();
      openAgain.stop();
      presence.stop();
      updates.stop();
      stopping ??= inTurn(async () => {
        await commandPort.close();
        await receiver.stop();
        await closeShop();
        await election.stop();
        dataDir.close();
      });
      return stopping;
    },
    endNow: () => {
      const last = open;
      open = null;
      if (last) closeLedger(last);
    },
  };
}
