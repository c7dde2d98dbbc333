import { randomBytes } from 'node:crypto';
import type { CustomScheme } from 'electron';
import type { Desk } from '../../host.ts';
import type { Assets } from '../page/assets.ts';
import { findFace, isFacePath } from '../page/find-face.ts';
import { findMail, isMailPath } from '../page/find-mail.ts';
import type { Headers } from '../page/headers.ts';
import { answerWith, mailHeaders, plainHeaders } from '../page/headers.ts';
import { isPageUrl } from './electron.ts';

/** Registered before Electron is ready. No privilege beyond those of an https page. */
export const pageScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** Answers `app://orderbell/…`: the built files by name, stored mails, and faces. */
export function createPageHandler(assets: Assets, desk: Pick<Desk, 'mailHtml' | 'face'>) {
  const answer = (status: number, headers: Headers, body: string | Buffer): Response =>
    new Response(typeof body === 'string' ? body : new Uint8Array(body), { status, headers: { ...headers } });

  return async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (!isPageUrl(request.url) || request.method !== 'GET') return answer(404, plainHeaders, '');
    if (isMailPath(pathname)) {
      const html = await findMail(desk, pathname);
      return html === null ? answer(404, plainHeaders, '') : answer(200, mailHeaders, html);
    }
    if (isFacePath(pathname)) {
      const face = await findFace(desk, pathname);
      return face === null ? answer(404, plainHeaders, '') : answer(200, face.headers, face.body);
    }
    const asset = assets.get(pathname);
    if (asset === undefined) return answer(404, plainHeaders, '');
    const { headers, body } = answerWith(asset, pathname, randomBytes(16).toString('base64'));
    return answer(200, headers, body);
  };
}
