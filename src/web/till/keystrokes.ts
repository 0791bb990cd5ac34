/** A key that was pressed in a field: `atMs` is when, by the browser's clock of input. */
export type Keystroke = { key: string; atMs: number }

/** Fewer characters are no code. */
const charactersMin = 3
/** From key to key. A scanner needs up to 30 ms, a fast typist 80 and more. */
const gapMsMax = 50

/** Gathers what is typed without a pause. Not for what an input method composes. */
export class Keystrokes {
  #text = ''
  #lastMs = 0

  /** @returns the code, where Enter ends what no hand can type so fast */
  press({ key, atMs }: Keystroke): string | null {
    const isPaused = atMs - this.#lastMs > gapMsMax
    this.#lastMs = atMs
    if (key === 'Enter') {
      const code = this.#text.trim()
      this.#text = ''
      return isPaused || code.length < charactersMin ? null : code
    }
    this.#text = (isPaused ? '' : this.#text) + key
    return null
  }

  /** Whether the last key began anew: what stood in the field before it was not scanned. */
  get isFirst(): boolean {
    return this.#text.length === 1
  }
}
