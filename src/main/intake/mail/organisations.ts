/** Legal forms at the end or beginning of company names. */
const firm =
  /(?<!\p{L})(?:gmbh|ag|ug|kg|ohg|e\.?k|e\.?v|ltd|limited|llc|llp|inc|plc|sarl|sas|sasu|eurl|s\.?l\.?u?|s\.?a|lda|ltda|s\.?r\.?l\.?s?|s\.?p\.?a|sp\. ?z ?o\.? ?o|s\.?c|b\.?v|s\.?r\.?o|a\.?s|тов|фоп|пп|ооо|ип|ао)\.?$|^(?:тов|фоп|пп|ооо|ип|ао|firma|fa\.) /iu;
/** Words in the names of societies, schools and workshops. */
const kind =
  /(?<!\p{L})(?:association|club|society|foundation|charity|school|college|university|academy|church|clinic|hospital|surgery|dental|partners|group|company|services|solutions|studio|agency|office|restaurant|café|cafe|bistro|hotel|salon|verein|praxis|kanzlei|schule|kita|kindergarten|werkstatt|betrieb|büro|gärtnerei|asociación|peña|colegio|escuela|ayuntamiento|fundación|restaurante|taller|despacho|clínica|farmacia|associação|escola|fundação|farmácia|oficina|escritório|société|mairie|école|lycée|cabinet|atelier|entreprise|associazione|scuola|comune di|parrocchia|ristorante|studio legale|officina|zakład|szkoła|przedszkole|żłobek|fundacja|stowarzyszenie|kancelaria|gabinet|urząd|парафія|школа|садок|клініка|фундація|організація|університет|ресторан|кафе|студія|агентство|фонд|клиника|организация|университет|студия|детский сад|vereniging|stichting|praktijk|spolek|škola)(?!\p{L})|(?: & | und | and )(?:söhne|sons|co\.?|mehr|partner)/iu;

export const isFirm = (text: string): boolean => firm.test(text);
export const isOrganisation = (text: string): boolean => firm.test(text) || kind.test(text);
