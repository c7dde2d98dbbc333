import type { Reply } from '../shared/contract.ts';
import type { UpdatesOff } from '../shared/desktop-commands.ts';
import type { OrderId } from '../shared/ids.ts';
import type { Language } from '../shared/languages.ts';
import type { Clock, Events, Log, Secrets, SideProcess } from './ports.ts';

/** A native notification; a click opens its order, if it has one. */
export type Toast = {
  readonly title: string;
  readonly body: string;
  readonly orderId: OrderId | null;
  /** The label of the button that takes the order, if the system shows one; absent: no button. */
  readonly take?: string;
};

/** The computer's printers. */
export type Printer = {
  list(): Promise<readonly { readonly name: string; readonly label: string }[]>;
  /**
   * Prints the page at a hash in a hidden window, without a dialog.
   * @param job `printer` as `list` names it, empty for the system's default; `papers` copies of each
   * @throws Problem `unknown-outcome` if something may have been printed, any other if not
   */
  print(job: { readonly hash: string; readonly printer: string; readonly papers: number }): Promise<void>;
};

/** Updates the app, if the shell can. */
export type Updater =
  | { readonly kind: 'off'; readonly why: UpdatesOff }
  | {
      readonly kind: 'on';
      /** Whether a downloaded update is installed when the app quits; else only by `install`. */
      readonly onQuit: boolean;
      /**
       * Downloads a newer release that is signed like this one.
       * @returns its version; null if there is none
       * @throws Problem in the user's words: the server was unreachable, or the download does not match the published release
       */
      fetch(): Promise<string | null>;
      /** Quits the app, installs the downloaded update and starts it. */
      install(): void;
    };

/** Whether the system starts the app at login. */
export type AtLogin = { read(): boolean; set(on: boolean): void };

/** The progress of a ledger upgrade in whole per cent; `null` once it is open. */
export type CatchingUp = { readonly percent: number | null; readonly language: Language };

/** The services that a shell provides to the app. */
export type Host = {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly log: Log;
  /** The process's environment; only `ORDERBELL_…` variables are read. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** The script that parses mails outside the app, in a worker with a memory limit. */
  readonly mailWorker: URL;
  /** Starts a process that parses mails with that script; null: a thread of the app does. */
  readonly startMailProcess: (() => SideProcess) | null;
  /** The script that reads whole ledgers outside the app. */
  readonly ledgerWorker: URL;
  /** Starts a process that checks a ledger for damage; null: a thread of the app does. */
  readonly startCheckProcess: (() => SideProcess) | null;
  readonly sampleShop: {
    /** Requested by name: the sample shop runs even if an account is connected. */
    readonly wanted: boolean;
    /** Shopify's Admin schema; without the file, the fake Shopify does not validate queries. */
    readonly schemaFile: string;
    /** A second computer of the sample shop, and the `host:port` of the Pub/Sub server through which the two exchange events. */
    readonly second?: { readonly dataDir: string; readonly pubsub: string };
  };
  /** 0: any free port. */
  readonly receiverPort: number;
  /** Opens an https or mailto address in the user's browser. */
  openExternal(url: string): Promise<void>;
  toast(toast: Toast): void;
  /** Null if the shell has none: then the page prints. */
  readonly printer: Printer | null;
  readonly updater: Updater;
  /** Null if the shell cannot start at login. */
  readonly atLogin: AtLogin | null;
  /** Called during the upgrade of an older ledger, which takes a while if the ledger is large. */
  catchingUp(state: CatchingUp): void;
  readonly version: string;
};

/** The running app, as a shell sees it. */
export type Desk = {
  /** @param page identifies the calling page; a shell with one window omits it */
  dispatch(name: string, input: unknown, page?: string): Promise<Reply<unknown>>;
  /** Call when a page is closed or replaced; cancels its work. */
  pageGone(page?: string): void;
  readonly events: Events;
  /** The webhook server on loopback, `http://127.0.0.1:PORT`. */
  readonly receiverUrl: string;
  /** The addresses of the fake services by name; null if the sample shop is not running. */
  readonly sampleShop: { readonly [name: string]: string } | null;
  /** The second computer of the sample shop, if requested. It stops with this one. */
  readonly second?: Desk;
  /** The HTML of a stored mail, for a separate frame; null for none. */
  mailHtml(documentId: string): Promise<string | null>;
  /** The profile picture of a Messenger contact; null for none. */
  face(subscriberId: string): Promise<{ readonly type: string; readonly bytes: Buffer } | null>;
  /** The number of orders that are not taken, for the tray and the dock. */
  badge(): number;
  /** Call when the computer wakes up: polls every source now. */
  nudge(): void;
  /** Stops intake, finishes the running batch, closes the ledger. */
  stop(): Promise<void>;
  /** Closes only the ledger, before it returns: the system ends the app then without waiting. */
  endNow(): void;
};
