import { bare } from './clean-text.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';

const pickedUp =
  /pick-? ?up|collect|самов|забер|забир|odbio?r(?:u)? |odbior$|abhol|recog|levant|retir|retrait|ritir|afhal|vyzved/u;
/** A locker or a post office: chosen by the customer, not the seller's. */
const pickupPoint =
  /(?<!\p{L})(?:locker|paczkomat|packstation|postfiliale|відділення|отделение|поштомат|постамат|пвз|пункт|branch|post office|relais|mondial|point|punto|punkt|inpost|dpd|dhl|gls|ups|correos|z-?box)(?!\p{L})/iu;

/** Headings of a pick-up place: `LOCAL PICKUP`, `Levantamento`. */
export const isPickedUp = (line: string): boolean =>
  line !== '' && line.length <= 60 && pickedUp.test(bare(line)) && readLabel(line)?.rest === '';

/** The pick-up place is the seller's counter, not an address of the customer. */
export const isSellersCounter = ({ label, lines }: LabelledText): boolean =>
  pickedUp.test(bare(label)) && !lines.some((line) => pickupPoint.test(line));
