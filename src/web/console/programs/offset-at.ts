/** Where a line and a column, both counted from 1, lie in a text. A place beyond the text is its end. */
export function offsetAt(text: string, { line, column }: { line: number; column: number }): number {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  const within = Math.min(column - 1, lines[line - 1]?.length ?? 0)
  return Math.min(before + within, text.length)
}
