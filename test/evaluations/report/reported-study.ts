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
    ...{ dataset: 'demo', credit: 'Pictures: somebody', version: '0.1.0', offline: null },
    createdAt: '2026-11-24T09:00:00.000Z',
    madeAt: '2026-11-25T03:04:05.000Z',
    picture: () => dot,
    ...more,
  };
}

/** With strata, questions with a known answer, repeated ones, two kinds of "equal", and a rater who is left out. */
export function fullStudy(): JudgedStudy {
  const judged = judgedStudy(answers, { draws: 2 });
  const raters = ['rater 0', 'rater 1', 'rater 2'];
  return {
    ...judged,
    design: {
      ...judged.design,
      ...{
        judgements: 2,
        gold: 4,
        repeats: 2,
        practice: 3,
        equal: 'split',
        sampling: 'degree',
        stop: 'anytime',
      },
      exclude: { goldBelow: 0.7, selfAgreementBelow: null, flags: ['left-clicker'] },
      ...{
        instructions: 'Look first.\n\nThen choose.',
        consent: 'I take part.',
        version: 2,
        revises: 'f'.repeat(64),
      },
    },
    questions: judged.questions.map((question, i) => ({
      ...question,
      ...{ stratum: i % 2 ? 'degree 1 to 4' : 'degree 5 or more', weight: i % 2 ? 0.5 : 1.5 },
      covariates: {
        a: { popularity: Math.log2(2 + (i % 5)), similarity: 0.2 + (i % 7) / 10 },
        b: { popularity: Math.log2(2 + (i % 3)), similarity: 0.3 },
      },
    })),
    judgements: judged.judgements.map((one, i) =>
      one.preference === 'equal' ? { ...one, equal: i % 3 ? 'good' : 'poor' } : one,
    ),
    gold: raters.flatMap((rater, r) =>
      Array.from({ length: 4 }, (_, i) => ({ question: `g${i}`, rater, right: r < 2 && i > 0 })),
    ),
    repeats: raters.flatMap((rater, r) => [
      { question: 'q0', rater, first: 'a', again: 'a' } as const,
      { question: 'q4', rater, first: 'b', again: r === 1 ? 'a' : 'b' } as const,
    ]),
  };
}

/** Three runs, each pair compared by the same answers. */
export function threeRuns(): JudgedStudy {
  const two = judgedStudy(answers, { draws: 2 });
  const pairs = [
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ] as const;
  return {
    ...two,
    design: { ...two.design, runs: ['pinsage', 'visual', 'walk'], questions: 3 * two.questions.length },
    arms: [...two.arms, { ...two.arms[0], arm: 'c', run: 'walk' }],
    questions: pairs.flatMap((pair) =>
      two.questions.map((one) => ({ ...one, question: `${pair.join('')}${one.question}`, pair: [...pair] })),
    ),
    judgements: pairs.flatMap((pair) =>
      two.judgements.map((one) => ({ ...one, question: `${pair.join('')}${one.question}` })),
    ),
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
