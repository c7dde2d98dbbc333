const generic =
  'ac biz co com edu gob gov gouv gen go id in info ltd me mil ne net nom nhs or org plc pp sch school web';
const ofUkraine =
  'cherkassy cherkasy chernigov chernihiv chernivtsi chernovtsy ck cn cr crimea cv dn dnepropetrovsk dnipropetrovsk donetsk dp if ivano-frankivsk kh kharkiv kharkov kherson khmelnitskiy khmelnytskyi kiev kirovograd km kr ks kv kyiv lg lt lugansk luhansk lutsk lv lviv mariupol mk mykolaiv nikolaev od odesa odessa pl poltava rivne rovno rv sb sebastopol sm sumy te ternopil uz uzhgorod uzhhorod vinnica vinnytsia vn volyn yalta zaporizhzhe zaporizhzhia zhitomir zhytomyr zp zt';
const ofPoland =
  'warszawa waw krakow poznan wroclaw gdansk gdynia lodz katowice szczecin lublin bydgoszcz torun opole rzeszow olsztyn sklep shop turystyka media auto agro atm aid tm tourism travel targi';
const ofOthers =
  'asn.au id.au ca.us ny.us k12.us priv.no msk.ru spb.ru firm.ro store.ro asso.fr presse.fr com.se com.de co.nl co.no eu.com uk.com us.com de.com gb.net uk.net br.com cn.com ru.com sa.com za.com jpn.com in.net';
/** Hosts where every customer has a name below the domain of the host. */
const hosts =
  'github.io gitlab.io bitbucket.io codeberg.page pages.dev workers.dev vercel.app now.sh netlify.app netlify.com herokuapp.com herokussl.com firebaseapp.com web.app appspot.com run.app cloudfunctions.net blogspot.com azurewebsites.net azurestaticapps.net cloudapp.net windows.net trafficmanager.net cloudfront.net amazonaws.com elasticbeanstalk.com amplifyapp.com myshopify.com wixsite.com wordpress.com weebly.com webflow.io framer.app squarespace.com tilda.ws ucoz.ua ucoz.net onrender.com fly.dev railway.app deno.dev glitch.me repl.co replit.app replit.dev surge.sh render.com translate.goog withgoogle.com ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com readthedocs.io duckdns.org dyndns.org no-ip.org hopto.org ddns.net zapto.org sytes.net freeddns.org eu.org us.org ath.cx at.ua in.ua biz.ua co.ua pp.ua zzz.com.ua onmicrosoft.com sharepoint.com zendesk.com freshdesk.com intercom-mail.com';

const words = (text: string): readonly string[] => text.split(' ');
const underCountries = new Set(words(generic));
const listed = new Set([
  ...words(ofUkraine).map((region) => `${region}.ua`),
  ...words(ofPoland).map((region) => `${region}.pl`),
  ...words(ofOthers),
  ...words(hosts),
]);

/**
 * Whether many owners have names below this domain, such as `ua`, `com.ua`, `co.uk` and `github.io`. The public suffix list
 * itself changes every week; Google applies it before it reports a DMARC pass, and this is only the second check.
 */
export function isPublicSuffix(domain: string): boolean {
  const labels = domain.split('.');
  const [first = '', last = ''] = labels;
  if (labels.length < 2 || listed.has(domain)) return true;
  if (labels.length === 2) return last.length === 2 && underCountries.has(first);
  // *.ck, *.compute.amazonaws.com, s3.eu-west-1.amazonaws.com
  return /(?:^|\.)(?:amazonaws\.com|windows\.net|appspot\.com|run\.app|azure\.com)$/.test(domain);
}
