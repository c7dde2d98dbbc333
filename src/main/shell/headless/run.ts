import { join } from 'node:path';
import { isProblem, Problem } from '../../../shared/problem.ts';
import type { Desk, Host } from '../../host.ts';
import type { Clock, Log } from '../../ports.ts';
import type { Machine } from '../data-dir.ts';
import { freePort } from '../free-port.ts';
import { readOptions } from '../options.ts';
import { readAssets } from '../page/assets.ts';
import type { Place } from '../place.ts';
import { readVersion } from '../version.ts';
import { environmentSecrets } from './environment-secrets.ts';
import { forkProcess } from './fork-process.ts';
import { startUiServer } from './ui-server.ts';

export type HeadlessParts = {
  readonly args: readonly string[];
  readonly machine: Machine;
  readonly place: Place;
  readonly clock: Clock;
  readonly log: Log;
  readonly onSecret: (value: string) => void;
  readonly composeDesk: (host: Host) => Promise<Desk>;
  /** Prints the one line that scripts parse. */
  readonly printReady: (line: string) => void;
  /** Prints one line with an error, for people. */
  readonly printProblem: (line: string) => void;
  /** Prints the progress of the start, for people. */
  readonly printNote: (line: string) => void;
  /** Resolves when the app is asked to stop, with the reason. */
  readonly asked: Promise<string>;
};

/** Timeout for stopping, shorter than that of service managers; the data on disk is safe. */
const stopWithinMs = 4_500;

/**
 * Runs the app without a window: the page on loopback for one person's browser.
 * @returns the exit code
 */
export async function runHeadless(parts: HeadlessParts): Promise<number> {
  const { log } = parts;
  try {
    const early = stoppedEarly(parts);
    const running = await Promise.race([start(parts, early.catchingUp), early.stopped]);
    if (running === null) return 0;
    parts.printReady(JSON.stringify(running.ready));
    log.info('stopping', { because: await parts.asked });
    await withinTime(running.stop(), parts);
    return 0;
  } catch (error) {
    if (!isProblem(error)) {
      log.error('Orderbell could not go on', { error });
      return 1;
    }
    const fix = error.fix !== undefined && !error.message.includes(error.fix) ? `; ${error.fix}` : '';
    parts.printProblem(`orderbell: ${error.message}${fix}`.replaceAll(/\s*\n\s*/g, ' '));
    return 2;
  }
}

async function start(
  { args, machine, place, clock, log, onSecret, composeDesk }: HeadlessParts,
  catchingUp: Host['catchingUp'],
) {
  const options = readOptions(args, machine);
  const assets = readAssets(place.page);
  const [uiPort, receiverPort] = [await freePort(options.ui), await freePort(options.receiver)];
  const desk = await composeDesk({
    dataDir: options.dataDir,
    clock,
    secrets: environmentSecrets({ environment: machine.environment, log, onSecret }),
    log,
    environment: machine.environment,
    mailWorker: place.mailWorker,
    startMailProcess: () => forkProcess(place.mailProcess, [place.mailWorker.href], machine.environment),
    ledgerWorker: place.ledgerWorker,
    startCheckProcess: () => forkProcess(place.checkProcess, [], machine.environment),
    sampleShop: {
      wanted: options.sampleShop,
      schemaFile: place.schemaFile,
      ...(options.second !== undefined && {
        second: { dataDir: join(options.dataDir, 'second'), pubsub: options.second },
      }),
    },
    receiverPort,
    // no window opens on a machine that may have no user
    openExternal: async () => {
      throw new Problem('refused', 'Signing in on a web page needs the desktop app', {
        fix: 'Start Orderbell with ORDERBELL_GMAIL_REFRESH_TOKEN set, and ORDERBELL_GMAIL_SEND_REFRESH_TOKEN to send',
      });
    },
    catchingUp,
    // a browser prints with its own dialog
    printer: null,
    // an installation that serves a browser is updated by its administrator
    updater: { kind: 'off', why: 'not-installed' },
    atLogin: null,
    toast: (notice) => log.info('new notice', { orderId: notice.orderId }),
    version: readVersion(place.packageFile),
  });
  const pageOf = (of: Desk, port: number) =>
    startUiServer({ port, desk: of, assets, clock, log: log.scoped('page') }).catch(
      async (error: unknown) => {
        await desk.stop();
        throw error;
      },
    );
  const ui = await pageOf(desk, uiPort);
  const second = desk.second && (await pageOf(desk.second, 0));
  const { receiverUrl: receiver, sampleShop } = desk;
  return {
    ready: {
      ready: true,
      ui: ui.url,
      receiver,
      ...(sampleShop !== null && { sampleShop }),
      ...(second && { second: second.url }),
    },
    stop: async () => {
      await Promise.all([ui.close(), second?.close(), desk.stop()]);
    },
  };
}

/** A stop during a ledger migration need not wait: an unfinished migration is rolled back. */
function stoppedEarly({ asked, log, printNote }: HeadlessParts) {
  const tell = tellCatchingUp(printNote);
  let because: string | null = null;
  let leave: () => void = () => {};
  const stopped = new Promise<null>((resolve) => {
    leave = () => resolve(null);
  });
  void asked.then((reason) => {
    because = reason;
  });
  const catchingUp: Host['catchingUp'] = (state) => {
    tell(state);
    if (because === null || state.percent === null) return;
    log.info('stopping before the ledger is up to date', { because });
    leave();
  };
  return { catchingUp, stopped };
}

const noteEveryPercent = 10;

/** Prints progress now and then, because a large ledger must not look like an app that hangs. */
function tellCatchingUp(printNote: (line: string) => void): Host['catchingUp'] {
  let [last, next] = [0, 0];
  return ({ percent }) => {
    if (percent === null) {
      [last, next] = [0, 0];
      printNote('orderbell: the ledger is up to date');
      return;
    }
    // each migration step starts at zero
    if (percent < last) next = 0;
    last = percent;
    if (percent < next) return;
    next = percent - (percent % noteEveryPercent) + noteEveryPercent;
    printNote(`orderbell: the ledger is being brought up to date, ${percent} %`);
  };
}

function withinTime(stopped: Promise<void>, { clock, log }: HeadlessParts): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(stopWithinMs, () => {
      log.warn('stopping took too long; what was not finished will be at the next start');
      resolve();
    });
    stopped.then(resolve, reject).finally(cancel);
  });
}
