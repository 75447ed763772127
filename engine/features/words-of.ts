/** Words of a title or text as the word vectors know them: runs of a-z and 0-9, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** Words as somebody's own vectors know them: runs of letters of any script and of digits, in lower case. */
export function anyWordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
