import type { Reply } from '../shared/contract.ts';
import type { UpdatesOff } from '../shared/desktop-commands.ts';
import type { OrderId } from '../shared/ids.ts';
import type { Language } from '../shared/languages.ts';
import type { Clock, Events, Log, Secrets, SideProcess } from './ports.ts';

/** What a native notification shows; a press on it opens the order, if it is about one. */
export type Toast = {
  readonly title: string;
  readonly body: string;
  readonly orderId: OrderId | null;
  /** The caption of a button that takes the order, where the system shows one; absent: there is nothing to take. */
  readonly take?: string;
};

/** The printers of a computer. */
export type Printer = {
  list(): Promise<readonly { readonly name: string; readonly label: string }[]>;
  /**
   * Prints what the page shows at a hash, out of sight and without asking.
   * @param job `printer` as `list` names it, empty for the system's own choice; `papers` of each
   * @throws Problem `unknown-outcome` when a paper may have come out, any other when none has
   */
  print(job: { readonly hash: string; readonly printer: string; readonly papers: number }): Promise<void>;
};

/** Brings newer versions of the app, where the shell can. */
export type Updater =
  | { readonly kind: 'off'; readonly why: UpdatesOff }
  | {
      readonly kind: 'on';
      /** What was brought is put in place when the app is quit, too; else only by `install`. */
      readonly onQuit: boolean;
      /**
       * Asks where releases are published, and brings here what is newer and signed as this one is.
       * @returns its version; null when there is none
       * @throws Problem in the user's words: nothing could be reached, or what came is not what was published
       */
      fetch(): Promise<string | null>;
      /** Ends the app, puts what was brought in its place and starts that. */
      install(): void;
    };

/** Whether the system starts the app when somebody signs in. */
export type AtLogin = { read(): boolean; set(on: boolean): void };

/** How far a ledger has been brought up to date, in whole per cent; `null` once it is open. */
export type CatchingUp = { readonly percent: number | null; readonly language: Language };

/** What a shell supplies to the app. */
export type Host = {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly log: Log;
  /** The process's environment; only the `ORDERBELL_…` ones are looked at. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** The script that reads mails apart from the app, in a worker with a memory cap. */
  readonly mailWorker: URL;
  /** Starts a process that has mails read by that script; null: it is a thread of the app. */
  readonly startMailProcess: (() => SideProcess) | null;
  /** The script that goes through whole ledgers apart from the app. */
  readonly ledgerWorker: URL;
  /** Starts a process that looks whether a ledger is damaged; null: a thread of the app does. */
  readonly startCheckProcess: (() => SideProcess) | null;
  readonly sampleShop: {
    /** Asked for by name: the sample shop runs even where an account is connected. */
    readonly wanted: boolean;
    /** Shopify's Admin schema; without the file the stand-in does without checking queries against it. */
    readonly schemaFile: string;
    /** A second computer of the sample shop, and `host:port` of the Pub/Sub server on which the two exchange events. */
    readonly second?: { readonly dataDir: string; readonly pubsub: string };
  };
  /** 0: any free port. */
  readonly receiverPort: number;
  /** Opens an https or mailto address in the person's own browser. */
  openExternal(url: string): Promise<void>;
  toast(toast: Toast): void;
  /** Null where the shell has none: then the page prints by itself. */
  readonly printer: Printer | null;
  readonly updater: Updater;
  /** Null where the shell cannot be started so. */
  readonly atLogin: AtLogin | null;
  /** A ledger of an earlier version is brought up to date before it opens, which takes a while where it is large. */
  catchingUp(state: CatchingUp): void;
  readonly version: string;
};

/** The running app, as a shell sees it. */
export type Desk = {
  /** @param page tells the pages apart that ask; a shell with one window leaves it out */
  dispatch(name: string, input: unknown, page?: string): Promise<Reply<unknown>>;
  /** A page is closed or another takes its place: what its reader was at is let go of. */
  pageGone(page?: string): void;
  readonly events: Events;
  /** The webhook server on loopback, `http://127.0.0.1:PORT`. */
  readonly receiverUrl: string;
  /** The stand-ins' addresses by name; null when the sample shop is not running. */
  readonly sampleShop: { readonly [name: string]: string } | null;
  /** The second computer of the sample shop, where one was asked for. It stops with this one. */
  readonly second?: Desk;
  /** The HTML of a stored mail, to be shown in a frame of its own; null when there is none. */
  mailHtml(documentId: string): Promise<string | null>;
  /** The picture of a person in Messenger; null when there is none. */
  face(subscriberId: string): Promise<{ readonly type: string; readonly bytes: Buffer } | null>;
  /** How many orders nobody has taken, for the tray and the dock. */
  badge(): number;
  /** The system says that the computer woke up: every source is asked now. */
  nudge(): void;
  /** Stops intake, finishes the running batch, closes the ledger. */
  stop(): Promise<void>;
  /** Closes the ledger before it returns, and nothing else: the system ends the app then, and waits for nobody. */
  endNow(): void;
};
