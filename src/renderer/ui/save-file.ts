/**
 * Hands a text to the person as a file: the browser, or the window's save dialog, asks where to.
 * @param type a MIME type
 */
export function saveFile(name: string, text: string, type = 'application/json'): void {
  // a spreadsheet takes letters that are not English for another code without the mark
  const parts = type === 'text/csv' ? ['\ufeff', text] : [text];
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // it is read after the click has returned
}
