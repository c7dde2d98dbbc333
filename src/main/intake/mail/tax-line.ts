/** The tax id of a buyer's company, in a line of its address: `NIF: B00000000`, `P. IVA 01234567890`, `VAT no. GB …`. */
const taxWord =
  /^[\s*•·-]*(?:vat|tax id|company (?:no|number|id)|n?[º°]? ?(?:tva|nif|cif|nie|dni|rfc|cuit|rut|nipc)|ust-?id|ustid|umsatzsteuer|steuer-?n|p\.? ?iva|partita iva|c\.? ?f\.?|codice fiscale|sdi|pec|cnpj|cpf|siret|siren|rcs|numéro de tva|nip|regon|krs|pesel|єдрпоу|іпн|інн|рнокпп|инн|кпп|огрн|едрпоу|eori)(?![\p{L}])/iu;
/** Only the number, with the country before it. */
const taxNumber = /^[A-Z]{2}\s?[A-Z]?\d[\dA-Z. -]{6,13}$/;

/** A line with a register and its number, and without an address. */
export const isTaxLine = (line: string): boolean =>
  (line.length <= 50 && taxWord.test(line) && /\d{5}/.test(line.replace(/[\s.-]/g, ''))) ||
  (taxNumber.test(line) && (line.match(/\d/g)?.length ?? 0) >= 7);

const taxInside =
  /\s*[(,;]?\s*(?<!\p{L})(?:cpf|cnpj|dni|nif|nie|cif|rfc|cuit|rut|nip|pesel|vat|ust-idnr|p\. ?iva|c\. ?f|інн|инн|іпн|єдрпоу)\.?(?: ?(?:no|nr|n\.?[º°]))?[.: ]+[A-Z]{0,6}[\dA-Z][\dA-Z./-]{5,20}\)?/giu;

/** Removes the tax id: `Ana Reis (CPF 000.000.000-00)`. */
export const withoutTax = (line: string): string => line.replace(taxInside, '');
