import type { DesktopOutputs, StartupView } from '../../shared/desktop-commands.ts';
import { Problem } from '../../shared/problem.ts';
import type { AtLogin } from '../host.ts';
import type { Updates } from '../updates/updates.ts';
import type { Handlers } from './dispatch.ts';
import { onlyPage } from './dispatch.ts';

type Parts = { readonly updates: Updates; readonly atLogin: AtLogin | null };

/** Whether the app starts at sign-in, and how it is updated. */
export function createDesktopHandlers({ updates, atLogin }: Parts): Pick<Handlers, keyof DesktopOutputs> {
  const startup = (): StartupView => ({ on: atLogin?.read() ?? null });
  return {
    'startup.get': startup,
    'startup.set': ({ on }) => {
      if (atLogin === null) throw new Problem('refused', 'Only the installed app can start automatically');
      atLogin.set(on);
      return startup();
    },
    'updates.get': updates.view,
    'updates.look': updates.look,
    'updates.later': updates.later,
    'updates.install': () => {
      updates.install();
      return null;
    },
    'updates.working': ({ on }, page = onlyPage) => {
      updates.working(page, on);
      return null;
    },
    'updates.notesSeen': updates.notesSeen,
  };
}
