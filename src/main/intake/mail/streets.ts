/** First words of streets, which never begin names of persons; abbreviations include their full stop. */
const streetFirst =
  /^(?:(?:avenida|avinguda|avenue|rua|calle|carrer|viale|via|piazza|corso|rue|boulevard|impasse|chemin|quai|allée|ulica|aleja|вулиця|проспект|улица|переулок|провулок|бульвар|площа|площадь|шосе|шоссе|travessa|praça|estrada|alameda|largo|paseo|plaza|camino|carretera|strada|vicolo|lungo\p{L}+) |(?:av|avda|ul|al|вул|ул|просп|пр|пер|пров|бул|пл|наб|trav|bd|blvd)\. ?|(?:c\/|пр-т|пр-кт|вул |ул ))/iu;
const streetLast =
  /(?<=\p{L}{3})(?:straße|strasse|str\.|weg|gasse|platz|allee|straat|laan|plein|kade|gracht)(?= |,|$)|(?<= )(?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|ln\.?|drive|dr\.?|boulevard|blvd\.?|way|close|court|crescent|terrace|highway|hwy)(?=,|$| (?:apt|unit|flat|#))/iu;
/** `12-А`, `4475`: only a house number. */
const houseNumber = /^(?:n[.º°]* ?)?\d{1,5}(?: ?[-/]? ?\p{L}| ?[-/] ?\d{1,4}\p{L}?)?$/iu;
const inside =
  /(?<!\p{L})(?:кв|квартира|под|під'їзд|п\/?д|подъезд|пов|поверх|этаж|эт|корп|корпус|секція|секция|домофон|офіс|оф|офис|apt|apartment|flat|floor|unit|suite|ste|room|rm|mieszkanie|lok|lokal|piętro|klatka|stiege|tür|top|etage|stock|og|piano|interno|int|scala|piso|puerta|esc|bloco|apto|andar|bât|étage|porte|appt|byt|patro|verdieping)\.?\s?[№#]?\s?\d|\d\.? ?(?:floor|stock|og|etage|piętro|piano|andar|étage|verdieping|patro)(?!\p{L})/iu;

export const beginsAsStreet = (text: string): boolean => streetFirst.test(text);
/** Whether a line is a street with a number. */
export const isStreet = (text: string): boolean =>
  /\d/.test(text) && (streetFirst.test(text) || streetLast.test(text));
/** Whether a line contains a street: `Київ, пр-т Науки 22/20, кв. 8`. */
export const holdsStreet = (line: string): boolean =>
  line
    .split(', ')
    .some((part, at, parts) => isStreet(part) || (beginsAsStreet(part) && /^\d/.test(parts[at + 1] ?? '')));
export const isHouseNumber = (text: string): boolean => houseNumber.test(text);
/** Whether a line is a flat, floor or entrance. */
export const isInside = (line: string): boolean => inside.test(line);
