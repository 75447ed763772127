import { analyseStudy } from '../../../evaluations/analysis/analyse-study.ts';
import type { JudgedStudy } from '../../../evaluations/analysis/judged-study.ts';
import type { StudyDesign } from '../../../evaluations/design/study-design.ts';
import type { ReportedStudy } from '../../../evaluations/report/reported-study.ts';
import { judgedStudy } from '../analysis/judged-study.ts';

export const dot = 'data:image/png;base64,iVBORw0KGgo=';

/** Twelve questions, of which raters agree on most, and two draws by construction. */
export const answers = ['aaa', 'aaa', 'aab', 'aa=', 'bbb', 'bba', 'ab=', '===', 'aaa', 'a=b', 'aab', 'aaa'];

export function reportedStudy(
  judged: JudgedStudy = judgedStudy(answers, { draws: 2 }),
  { design = {}, ...more }: Partial<Omit<ReportedStudy, 'design'>> & { design?: Partial<StudyDesign> } = {},
): ReportedStudy {
  return {
    report: analyseStudy(judged),
    design: { ...judged.design, ...design },
    arms: judged.arms.map((arm) => ({
      ...arm,
      checkpoint: arm.arm.repeat(64),
      lineage: {
        ...{ config: { model: { layers: 2, [arm.run]: true } }, seed: 3, data: 'd'.repeat(64), split: null },
        ...{ backend: 'tensorflow', version: '0.1.0' },
      },
    })),
    ...{ dataset: 'demo', credit: 'Pictures: somebody', version: '0.1.0' },
    createdAt: '2026-11-24T09:00:00.000Z',
    madeAt: '2026-11-25T03:04:05.000Z',
    picture: () => dot,
    ...more,
  };
}

/** The page as a document, read as XML: what is not well-formed throws. */
export function parsed(page: string): Document {
  const found = new DOMParser().parseFromString(page, 'application/xhtml+xml');
  const error = found.querySelector('parsererror');
  if (error) throw new Error(error.textContent);
  return found;
}

/** Its words as a reader meets them, a line for each block. */
export function words(page: Document): string {
  const breaks = new Set(['tr', 'p', 'h1', 'h2', 'h3', 'li', 'div', 'caption', 'figcaption', 'figure']);
  const read = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ');
    const name = node.nodeName.toLowerCase();
    if (name === 'style' || name === 'head') return '';
    const label = name === 'svg' ? (node as Element).getAttribute('aria-label') : null;
    if (name === 'svg') return label === null ? '' : `[${label}]\n`;
    const inner = [...node.childNodes].map(read).join('');
    const cell = name === 'td' || name === 'th' || name === 'dt' ? `${inner.trim()} | ` : inner;
    return breaks.has(name) ? `${cell}\n` : cell;
  };
  return `${read(page.documentElement)
    .split('\n')
    .map((line) => line.trim().replace(/ \|$/, ''))
    .filter((line) => line !== '')
    .join('\n')}\n`;
}
