/**
 * What a spreadsheet may take for a formula, which could send what is in the sheet to a stranger
 * (https://owasp.org/www-community/attacks/CSV_Injection), and what looks guarded already.
 */
const NEEDS_GUARD = /^(?:\t|\s*[=+\-@＝＋－＠])/;

/**
 * Puts a tab before a cell that a spreadsheet could run, so that it is text there. OWASP prefers a tab to the usual
 * apostrophe, which Excel drops when it saves the file.
 *
 * @example
 * guarded('=1+1'); // '\t=1+1'
 */
export const guarded = (cell: string): string => (NEEDS_GUARD.test(cell) ? `\t${cell}` : cell);

/** Takes the tab away again. A cell that begins with a tab of its own was given a second one, so nothing is lost. */
export const unguarded = (cell: string): string => (cell.startsWith('\t') ? cell.slice(1) : cell);
