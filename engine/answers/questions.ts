import { drawQuestions } from '../questions/draw-questions.ts';
import type { AnswerContext, Answers } from './context.ts';

export function questionAnswers({ home }: AnswerContext): Answers<'studies.questions'> {
  return { 'studies.questions': (wanted, { signal }) => drawQuestions(home, wanted, signal) };
}
