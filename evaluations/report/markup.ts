/**
 * Markup as values: what is put into a template is escaped unless it is markup itself, so that a title, a rater's name
 * or a run can hold anything. Every void element is closed and every attribute quoted: the page is well-formed XML too.
 */
export class Markup {
  constructor(readonly text: string) {}
}

/** `false` and null leave nothing behind. Numbers go through `figure`, never in bare. */
export type Part = Markup | string | false | null | readonly Part[];

/** Joins a template's parts; attributes in it must stand in double quotes. */
export function markup(pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(pieces.reduce((text, piece, i) => `${text}${asText(parts[i - 1])}${piece}`));
}

/** Text that is markup already. */
export const trusted = (text: string): Markup => new Markup(text);

function asText(part: Part): string {
  if (part === false || part === null) return '';
  if (part instanceof Markup) return part.text;
  return typeof part === 'string' ? escaped(part) : part.map(asText).join('');
}

const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Characters that neither HTML nor XML may hold become U+FFFD. */
export const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (char) => names[char])
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
