import { Parser } from 'htmlparser2';
import { parseMail } from './parse-mail.ts';

/** Dropped with all they hold: they run, load or frame something, or make no sense in a mail that is only looked at. */
const droppedWhole: ReadonlySet<string> = new Set([
  'script',
  'noscript',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'svg',
  'math',
  'template',
  'title',
  'audio',
  'video',
  'canvas',
  'portal',
]);
/** Dropped themselves, what they hold stays. `link` matters most: no CSP stops its dns-prefetch. */
const unwrapped: ReadonlySet<string> = new Set([
  'html',
  'head',
  'body',
  'link',
  'meta',
  'base',
  'form',
  'input',
  'button',
  'select',
  'option',
  'textarea',
  'source',
  'track',
]);
const voidTags: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'wbr', 'area']);
/** Addresses the page would follow or load; a link is shown as text, never followed from here. */
const loading: ReadonlySet<string> = new Set([
  'href',
  'srcset',
  'background',
  'poster',
  'ping',
  'action',
  'formaction',
  'target',
  'xlink:href',
  'srcdoc',
  'data',
]);

/**
 * The HTML of a raw mail, made inert to be looked at in a frame of its own. The frame's CSP and sandbox are what keeps it
 * private; this is the second lock. Works by events, without a tree, so that no nesting can exhaust memory.
 * @returns null when the mail has no HTML
 */
export async function displayHtml(raw: Uint8Array): Promise<string | null> {
  const { html } = await parseMail(raw);
  return html === undefined ? null : inertHtml(html);
}

export function inertHtml(html: string): string {
  let out = '<!doctype html><meta charset="utf-8">';
  let dropping = 0;
  let style = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (droppedWhole.has(name)) dropping += 1;
        if (dropping > 0 || isUnwrapped(name)) return;
        style = name === 'style';
        out += `<${name}${Object.entries(attributes).filter(isKept).map(printAttribute).join('')}>`;
      },
      ontext(text) {
        if (dropping === 0) out += style ? text.replaceAll('<', '') : escapeText(text);
      },
      onclosetag(name) {
        if (droppedWhole.has(name)) dropping = Math.max(0, dropping - 1);
        else if (dropping === 0 && !isUnwrapped(name) && !voidTags.has(name)) out += `</${name}>`;
        if (name === 'style') style = false;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  return out;
}

/** A name like `scr<script` would become another tag once it is printed. */
const isUnwrapped = (name: string): boolean => unwrapped.has(name) || !/^[a-z][a-z0-9]*$/.test(name);

function isKept([name, value]: readonly [string, string]): boolean {
  if (!/^[a-z][a-z0-9-]*$/.test(name) || name.startsWith('on') || loading.has(name)) return false;
  return name !== 'src' || /^(data:image\/|cid:)/i.test(value);
}

const printAttribute = ([name, value]: readonly [string, string]): string =>
  ` ${name}="${escapeText(value).replaceAll('"', '&quot;')}"`;

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
