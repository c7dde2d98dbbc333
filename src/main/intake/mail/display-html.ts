import { Parser } from 'htmlparser2';

/** Dropped with their content: they run, load or frame something, or are useless in a mail that is only displayed. */
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
/** Only the tags are dropped, their content stays. `link` matters most: no CSP stops its dns-prefetch. */
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
/** URLs that the page would follow or load; a link is shown as text, and is never opened from here. */
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
  'lowsrc',
  'dynsrc',
  'imagesrcset',
  'manifest',
  'codebase',
  'classid',
  'archive',
  'cite',
  'longdesc',
  'profile',
]);

/** Limits that protect the renderer: deeper or later content is left out. */
const mostHtml = 2_000_000;
const deepest = 256;
const mostAttributes = 100;
const longestValue = 20_000;

/**
 * Sanitises the HTML of a mail for display in a separate frame. The frame's CSP and sandbox protect privacy; this is the second
 * safeguard. Works by events, without a tree, so that no nesting can exhaust memory.
 */
export function inertHtml(html: string): string {
  let out = '<!doctype html><meta charset="utf-8">';
  let dropping = 0;
  let depth = 0;
  let css: string | null = null;
  const isPrinted = (name: string) => dropping === 0 && depth <= deepest && !isUnwrapped(name);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (droppedWhole.has(name)) dropping += 1;
        if (!isPrinted(name)) return;
        if (name === 'style') css = '';
        const kept = Object.entries(attributes).slice(0, mostAttributes).filter(isKept);
        out += `<${name}${kept.map(printAttribute).join('')}>`;
      },
      ontext(text) {
        if (dropping > 0) return;
        if (css === null) out += escapeText(text);
        else css += text;
      },
      onclosetag(name) {
        if (css !== null && name === 'style') {
          // a style sheet can contain no other markup than its end tag
          out += inertCss(css.replaceAll('<', ''));
          css = null;
        }
        if (isPrinted(name) && !voidTags.has(name)) out += `</${name}>`;
        if (droppedWhole.has(name)) dropping = Math.max(0, dropping - 1);
        depth -= 1;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html.slice(0, mostHtml));
  parser.end();
  return out;
}

/** Removes everything that a style sheet could load. Without backslashes its keywords cannot be escaped. */
const inertCss = (css: string): string =>
  css.replaceAll('\\', '').replace(/@import|(?:url|image|image-set|src|expression)\s*\(/gi, 'none(');

/** A name like `scr<script` would become another tag once it is printed. */
const isUnwrapped = (name: string): boolean => unwrapped.has(name) || !/^[a-z][a-z0-9]*$/.test(name);

function isKept([name, value]: readonly [string, string]): boolean {
  if (!/^[a-z][a-z0-9-]*$/.test(name) || name.startsWith('on') || loading.has(name)) return false;
  // DOM clobbering: with `<img name="body">` the page around the frame would find an image as `document.body`
  if (name === 'name') return false;
  if (name === 'src') return /^(data:image\/|cid:)/i.test(value);
  return value.length <= longestValue;
}

const printAttribute = ([name, value]: readonly [string, string]): string => {
  const inert = name === 'style' ? inertCss(value) : value;
  return ` ${name}="${escapeText(inert).replaceAll('"', '&quot;')}"`;
};

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
