/** The elements of an SVG in document order, as far as needed to know what refers to what. Linear in the text. */
export interface Tag {
  /** Without a prefix. */
  name: string;
  id: string | null;
  href: string | null;
  attributes: string;
  /** Ids in href="#..." and url(#...), those that its class has in the style sheet included. */
  refersTo: string[];
  /** Position after the last tag inside it. */
  end: number;
}

export function scanTags(text: string): Tag[] {
  const tags: Tag[] = [];
  const open: Tag[] = [];
  let styled: string[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const skipped = afterMarkup(text, at);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    const end = endOfTag(text, at + 1);
    const inside = text.slice(at + 1, end);
    at = end;
    if (inside.startsWith('/')) {
      const closed = open.pop();
      if (closed) closed.end = tags.length;
      continue;
    }
    const tag = readTag(inside);
    tags.push(tag);
    if (tag.name === 'style') styled = styled.concat(urlsOf(text.slice(end, text.indexOf('</', end))));
    if (inside.endsWith('/')) tag.end = tags.length;
    else open.push(tag);
  }
  for (const tag of open) tag.end = tags.length;
  if (styled.length > 0) {
    for (const tag of tags) if (/\bclass\s*=/.test(tag.attributes)) tag.refersTo.push(...styled);
  }
  return tags;
}

/** End of a comment, CDATA, declaration or instruction that starts at `at`; null for a tag. */
function afterMarkup(text: string, at: number): number | null {
  for (const [start, stop] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ]) {
    if (!text.startsWith(start, at)) continue;
    const end = text.indexOf(stop, at + start.length);
    return end < 0 ? text.length : end + stop.length;
  }
  return null;
}

/** Position of the ">" that ends the tag, those in quotes passed over. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const character = text[i];
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return i;
  }
  return text.length;
}

function readTag(inside: string): Tag {
  const name = /^[^\s/]*/.exec(inside)![0];
  const attributes = inside.slice(name.length);
  const href = valueOf(attributes, 'href');
  return {
    name: name.slice(name.indexOf(':') + 1),
    id: valueOf(attributes, 'id'),
    href,
    attributes,
    refersTo: [...(href?.startsWith('#') ? [href.slice(1)] : []), ...urlsOf(attributes)],
    end: 0,
  };
}

function valueOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? (found[1] ?? found[2]) : null;
}

function urlsOf(text: string): string[] {
  return Array.from(text.matchAll(/url\(\s*["']?#([^"')\s]*)/g), ([, id]) => id);
}
