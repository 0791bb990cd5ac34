/** What a benchmark found: the last line that it prints, as JSON. */
export type BenchResult = {
  bench: string
  value: number
  unit: string
  yardstick: { name: string; value: number; unit: string } | null
  ratio: number | null
  bar: string
  /** Whether the bar was met; null where nothing but the figure is asked for. */
  holds: boolean | null
  [more: string]: unknown
}

export function printResult(result: BenchResult): void {
  console.log(JSON.stringify(result))
}

/** @param digits after the point */
export function rounded(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}

/** Progress goes to the other output, so that the last line of this one is the result. */
export function say(sentence: string): void {
  console.error(sentence)
}
