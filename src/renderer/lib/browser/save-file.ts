/**
 * Offers a text as a download; the browser or the save dialog asks for the location.
 * @param type a MIME type
 */
export function saveFile(name: string, text: string, type = 'application/json'): void {
  // without the byte order mark a spreadsheet misreads non-English letters
  const parts = type === 'text/csv' ? ['\ufeff', text] : [text];
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the file is read after the click has returned
}
