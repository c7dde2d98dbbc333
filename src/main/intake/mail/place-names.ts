import { isSamePerson, looksLikeName } from './names.ts';
import { isFirm, isOrganisation } from './organisations.ts';
import type { Place } from './read-place.ts';

const building =
  /^(?:résidence|bâtiment|immeuble|villa|residencial|edificio|edifício|condomínio|urbanización|conjunto|palazzo|cascina|wohnanlage|haus|hof|хутор|село|с|м|г|город|місто|смт|пос|жк|бц|тц|ос|osiedle|os|dom|c\/o|chez)\.? |(?:tower|towers|house|building|court|apartments|plaza|mall|hotel)$/iu;
/** Words before the person within a company: `Inh. Sabine Öttl`, `z. Hd. Frau Öttl`, `Attn: Ann Lee`. */
const within =
  /^(?:inh(?:aber(?:in)?)?|z\.? ?hd?\.?|zu händen|attn|att|attention|c\/o|fao|à l'attention de|a la atención de|all'attenzione di|ao cuidado de|a\/c|do rąk|для)[.:]?\s+/iu;

/** A town, a building or a company above the street is not a name if the customer has another. */
export function withTown(place: Place | undefined, customer: string | undefined): Place | undefined {
  if (place?.name === undefined || place.address === undefined || customer === undefined) return place;
  const isNoName =
    !place.name.includes(' ') ||
    building.test(place.name) ||
    isOrganisation(place.name) ||
    (isFirm(place.name) && place.phone === undefined);
  if (!isNoName || isSamePerson(place.name, customer)) return place;
  const { name, ...rest } = place;
  return { ...rest, address: `${name}, ${place.address}` };
}

/**
 * A company with the person below it: the mail names the person elsewhere too, or the company has a legal form in its name. The
 * company stays with the address.
 */
export function personOfFirm(place: Place | undefined, known: string | undefined): Place | undefined {
  if (place?.address === undefined) return place;
  const parts = place.address.split(', ');
  const at = place.name === undefined ? 1 : 0;
  const person = parts[at]?.replace(within, '') ?? '';
  if (parts.length < at + 2 || !looksLikeName(person) || building.test(person)) return place;
  const isKnown = known !== undefined && isSamePerson(person, known);
  const above = place.name ?? parts[0] ?? '';
  const isUnderFirm = isOrganisation(above) && !isOrganisation(person) && person.includes(' ');
  if (!(isKnown || isUnderFirm) || (known !== undefined && isSamePerson(above, known))) return place;
  const rest = parts.filter((_, index) => index !== at);
  return {
    ...place,
    name: person,
    address: (place.name === undefined ? rest : [place.name, ...rest]).join(', '),
  };
}
