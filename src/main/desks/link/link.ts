import type { LinkView } from '../../../shared/desks-view.ts';
import type { Entry } from '../../../shared/entry.ts';
import type { DeskId } from '../../../shared/ids.ts';
import { messageOf, Problem } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log, Loop, Secrets } from '../../ports.ts';
import type { LinkShare } from '../../tunnel/link-share.ts';
import type { Presence } from '../presence.ts';
import type { Book } from './book.ts';
import { createBook } from './book.ts';
import type { Peer } from './client.ts';
import { createLinkClient } from './client.ts';
import { readCode } from './code.ts';
import { createExchange } from './exchange.ts';
import type { Http } from './http.ts';
import { boundTo, createInvitations } from './invitations.ts';
import type { KeyPair } from './keys.ts';
import { makeKeyPair } from './keys.ts';
import { linkView } from './link-view.ts';
import { createMembership } from './membership.ts';
import type { Message } from './messages.ts';
import { createOwnKey } from './own-key.ts';
import { entryMessages } from './pieces.ts';
import type { LinkDoor, LinkServer } from './server.ts';
import { createLinkServer } from './server.ts';

export type LinkParts = {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** What only computers of this shop have in common, its dataset; null without BigQuery, and then none is linked. */
  readonly shop: string | null;
  /** Whether this desk is the one that listens. */
  readonly listens: boolean;
  /** Where this desk is reached from outside; null while nowhere. */
  readonly publicUrl: () => string | null;
  /** Which other desk listens, as far as is known. */
  readonly receiver: () => DeskId | null;
  /** Which one listens may have changed. */
  readonly onDoubt: () => void;
  /** What the others may take of the tunnel's requests. */
  readonly share: (desks: number) => LinkShare;
  /** Who works at this desk. */
  readonly by: () => string;
  /** Who is at which order, said beside what is written down. */
  readonly presence: Pick<Presence, 'heard' | 'words' | 'gone' | 'lost'>;
  readonly onChange: () => void;
  readonly http?: Http;
};

export type Link = Loop & {
  readonly door: LinkDoor;
  view(): LinkView;
  /** @throws Problem when this is not the desk others are linked to */
  invite(): Promise<{ readonly code: string; readonly endsAt: number }>;
  /** Links this desk to the one the code is from. @throws Problem */
  join(code: string): Promise<void>;
  /** @throws Problem */
  revoke(desk: DeskId): void;
  /** Whether another desk is on the line. */
  isLinked(): boolean;
  /** On the average one thing in so many milliseconds may be said; null: as many as there is to say. */
  everyMs(): number | null;
  /** To everybody who is linked, now. */
  say(messages: readonly Message[]): void;
  /** What this desk knows of others' roles and addresses has changed, or the computer woke up. */
  look(): void;
  /** More may be known by now of what was written down: whether a key of the name before still counts. */
  renewKey(): void;
  /** Ends every line at once, so that nobody waits for them. */
  hangUp(): void;
};

const paceEveryMs = 10 * 60_000;
const joinMs = 20_000;
const closed = { status: 503, json: { ok: false, reason: 'not-listening' } } as const;

/**
 * The computers of a shop speak to each other through the public address of the one that listens: an entry is everywhere
 * within a second. Nothing rests on it: whatever is lost comes by BigQuery.
 */
export function createLink(parts: LinkParts): Link {
  const { ledger, clock, log, shop, listens, presence, onChange } = parts;
  const { deskId } = ledger;
  const book: Book = createBook({ ledger, clock, by: parts.by });
  const own = createOwnKey(parts.secrets);
  const invitations = createInvitations(clock, shop ?? '');
  const exchange = createExchange({ ledger, clock });
  let server: LinkServer | null = null;
  /** An invitation that is being answered, and the key this desk will be known by when that succeeds. */
  let joining: { readonly peer: Peer; readonly key: KeyPair } | null = null;
  let keyProblem: string | null = null;
  let cancelPace = (): void => {};
  let stopped = false;
  const waiting = new Set<() => void>();

  const membership = createMembership({
    ledger,
    book,
    own,
    onKey() {
      if (server !== null) {
        server.stop();
        server = null;
        open();
      }
      onChange();
    },
  });
  const isMember = membership.is;

  function peer(): Peer | null {
    if (stopped || shop === null || listens) return null;
    if (joining !== null) return joining.peer;
    const receiver = parts.receiver();
    if (receiver === null || receiver === deskId || !isMember()) return null;
    const address = book.ring().addresses.get(receiver)?.address;
    const otherKey = book.keyOf(receiver);
    return address === undefined || otherKey === null
      ? null
      : { address, trust: { by: 'desk-key', otherKey } };
  }

  const client = createLinkClient({
    deskId,
    own: () => {
      const key = joining?.key ?? own.get();
      if (key === null) throw new Error('a desk without a key has no peer');
      return key;
    },
    peer,
    onAnother: parts.onDoubt,
    onOpened: () => [exchange.have(), ...presence.words()],
    onMessages: (from, messages) => {
      presence.heard(from, messages);
      return exchange.heard(from, messages);
    },
    onClosed: presence.lost,
    onState: () => {
      for (const look of waiting) look();
      onChange();
    },
    http: parts.http ?? fetch,
    clock,
    log,
  });

  /** The side of the desk that listens; null while nobody was ever invited here. */
  function open(): LinkServer | null {
    const key = own.get();
    if (server !== null || key === null || !listens || shop === null || stopped) return server;
    server = createLinkServer({
      own: key,
      deskId,
      deskOf: (other) => book.ring().keys.get(other) ?? null,
      inviteKey: invitations.key,
      onJoined: (invite, desk, other) => {
        invitations.used(invite);
        book.know(desk, other);
        log.info('a computer was linked', { desk });
      },
      onMessages: heardByServer,
      onOpened: (desk) => {
        // the line is on the list when this is over
        queueMicrotask(onChange);
        return [pace(), exchange.have(), ...presence.words().filter(notOf(desk))];
      },
      onClosed: (desk) => {
        presence.gone(desk);
        onChange();
      },
      clock,
      log,
    });
    keepPace();
    return server;
  }

  function heardByServer(from: DeskId, messages: readonly Message[]): readonly Message[] {
    // nobody speaks for another
    const said = messages.filter((message) => !('desk' in message) || message.desk === from);
    presence.heard(from, said);
    const passed = said.filter(({ say }) => say === 'presence' || say === 'takes-edit');
    if (passed.length > 0) server?.say(passed, from);
    return exchange.heard(from, said);
  }

  const pace = (): Message => {
    const { everyMs, left } = parts.share(Math.max(1, server?.desks().length ?? 1));
    return { say: 'listens', desk: deskId, everyMs, left };
  };
  function keepPace(): void {
    cancelPace();
    cancelPace = clock.after(paceEveryMs, () => {
      server?.say([pace()]);
      keepPace();
    });
  }

  const isLinked = (): boolean => client.state().kind === 'open' || (server?.desks().length ?? 0) > 0;
  const unsubscribe = ledger.entries.onAppended((entries, { from, quiet }) => {
    if (entries.some(({ kind }) => kind === 'desk-linked')) {
      server?.sift();
      queueMicrotask(look);
      queueMicrotask(renewKey);
    }
    const source = exchange.from();
    // a restored ledger is nobody's news
    if (!isLinked() || (quiet && source === null)) return;
    // another's are passed on as they are kept: the others may read more of them than this version does
    const kept = ({ desk, seq }: Entry) => ledger.entries.ofNumbers(desk, seq, seq);
    const messages = entryMessages(from === 'this-desk' ? entries : entries.flatMap(kept));
    if (server !== null) server.say(messages, source ?? undefined);
    else if (from === 'this-desk') client.say(messages);
  });

  function look(): void {
    if (stopped || shop === null) return;
    if (listens) {
      const url = parts.publicUrl();
      const isWanted = invitations.isOpen() || [...book.ring().keys.values()].some((desk) => desk !== deskId);
      if (url !== null && isWanted && isMember()) book.reachedAt(url);
    } else {
      book.reachedAt(null);
      client.look();
    }
  }

  /**
   * A key that was lost, as it is where no keychain keeps it, is said anew, and so is one of the name this desk had before; one
   * that was revoked stays so.
   */
  async function begin(): Promise<void> {
    if (shop === null || stopped) return;
    await withKey(async () => {
      await own.load();
      if (!stopped && (membership.isKeyLost() || membership.isOfOldName())) await membership.enter();
    });
    if (stopped) return;
    if (listens) open();
    else client.start();
    look();
    onChange();
  }

  function renewKey(): void {
    if (shop !== null && !stopped && membership.isOfOldName()) void withKey(membership.enter);
  }

  async function withKey(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      keyProblem = null;
    } catch (error) {
      keyProblem = messageOf(error);
      log.warn('the key of this computer cannot be had', { error: keyProblem });
    }
  }

  const withShop = (): string => {
    if (shop !== null) return shop;
    throw new Problem('not-found', 'Only this computer is known', {
      fix: 'Connect BigQuery: the computers of a shop find each other there',
    });
  };

  async function invite() {
    withShop();
    const url = parts.publicUrl();
    if (!listens) {
      throw new Problem('refused', 'Another computer listens to the shop’s sources', {
        fix: 'Make the invite code at the computer that listens',
      });
    }
    if (url === null) {
      throw new Problem('refused', 'This computer has no public address', {
        fix: 'Set up the tunnel first: the other computers reach this one through it',
      });
    }
    await membership.enter();
    open();
    const made = invitations.make(url);
    look();
    return made;
  }

  async function join(typed: string): Promise<void> {
    const invitation = readCode(typed);
    const bound = boundTo(withShop(), invitation.key);
    if (listens) {
      throw new Problem('refused', 'This computer is the one that listens', {
        fix: 'Make an invite code here and type it at the other computer',
      });
    }
    const key = makeKeyPair();
    joining = {
      peer: { address: invitation.address, trust: { by: 'invite', key: bound } },
      key,
    };
    try {
      await opened();
      await own.keep(key);
    } finally {
      joining = null;
    }
  }

  /** Ends when the line stands. @throws Problem when it does not come to stand */
  function opened(): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (work: () => void): void => {
        cancel();
        waiting.delete(see);
        work();
      };
      const see = (): void => {
        const state = client.state();
        if (state.kind === 'open') end(resolve);
        if (state.kind === 'unknown' || state.kind === 'away') end(() => reject(refusalOf(state)));
      };
      const cancel = clock.after(joinMs, () =>
        end(() => reject(refusalOf({ kind: 'away', why: 'no answer' }))),
      );
      client.look();
      waiting.add(see);
    });
  }

  return {
    door: {
      hello: (body) => server?.hello(body) ?? closed,
      stream: (authorization, line) => server?.stream(authorization, line) ?? closed,
      refusal: (session) => (server === null ? closed : server.refusal(session)),
      messages: (session, body) => server?.messages(session, body) ?? closed,
    },
    view: () =>
      linkView({
        isPossible: shop !== null,
        listens,
        hasAddress: parts.publicUrl() !== null,
        isMember: isMember(),
        wasRevoked: membership.wasRevoked(),
        receiver: parts.receiver(),
        keyProblem,
        client: client.state(),
        ring: book.ring(),
        deskId,
        online: server?.desks() ?? [],
        left: listens ? parts.share(1).left : null,
      }),
    invite,
    join,
    revoke(desk) {
      withShop();
      if (desk === deskId) {
        throw new Problem('refused', 'This computer cannot cut itself off', {
          fix: 'Do it at another computer of the shop',
        });
      }
      book.revoke(desk);
      onChange();
    },
    // who listens says it down lines that are open anyway
    everyMs: () => (listens ? null : client.everyMs()),
    isLinked,
    say(messages) {
      if (server !== null) server.say(messages);
      else client.say(messages);
    },
    look,
    renewKey,
    hangUp: () => server?.stop(),
    start: () => void begin(),
    async stop() {
      stopped = true;
      unsubscribe();
      cancelPace();
      server?.stop();
      await Promise.all([client.stop(), membership.settled()]);
    },
  };
}

const notOf =
  (desk: DeskId) =>
  (message: Message): boolean =>
    !('desk' in message) || message.desk !== desk;

const refusalOf = (state: { readonly kind: 'away' | 'unknown'; readonly why: string }): Problem =>
  state.kind === 'unknown'
    ? new Problem('refused', 'The invite code is used up, has run out, or is for another shop', {
        field: 'code',
        fix: 'Make a new code at the computer that listens; it holds for 15 minutes and for one computer',
      })
    : new Problem('unreachable', `The other computer cannot be reached: ${state.why}`, {
        field: 'code',
        fix: 'See that Orderbell is running there and has a public address, then make a new code',
      });
