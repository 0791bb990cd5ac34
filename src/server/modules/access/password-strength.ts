import { accessErrors } from './errors.ts'

/** Below this many guesses, as powers of ten, a password is refused: what a patient guesser of our slow hash gets through. */
const guessesLog10Min = 8

/** A password of more letters is judged by its first ones: judging is quadratic in the length. */
const judgedLettersMax = 64

type Judge = { check: (password: string, words: string[]) => { guessesLog10: number; sequence: readonly Found[] } }
type Found = { pattern: string; dictionaryName?: string }

let judge: Promise<Judge> | undefined

/** Loaded when the first password is set: the list takes about 40 MB, and most processes never need it. */
async function loadJudge(): Promise<Judge> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const known = new ZxcvbnFactory({
    dictionary: { 'passwords-common': dictionary['passwords-common'] },
    graphs: adjacencyGraphs,
  })
  return {
    check: (password, words) => {
      const { guessesLog10, sequence } = known.check(password, words)
      return { guessesLog10, sequence: sequence.map(foundIn) }
    },
  }
}

function foundIn({ pattern, dictionaryName }: { pattern: string; dictionaryName?: unknown }): Found {
  return { pattern, ...(typeof dictionaryName === 'string' ? { dictionaryName } : {}) }
}

/**
 * Refuses what is known from leaks or easily guessed; there are no rules of composition.
 * @param words what a guesser would try first: the names of the shop and the person, and the e-mail
 * @throws access/password-personal when such a word is what makes it weak
 * @throws access/password-known
 */
export async function refuseWeakPassword(password: string, words: readonly string[]): Promise<void> {
  judge ??= loadJudge()
  const { check } = await judge
  const judged = password.normalize('NFKC').slice(0, judgedLettersMax)
  const parts = guessableParts(words)
  const { guessesLog10, sequence } = check(judged, parts)
  if (guessesLog10 < guessesLog10Min) {
    const isPersonal = sequence.some(({ dictionaryName }) => dictionaryName === 'userInputs')
    throw accessErrors.make(isPersonal ? 'password-personal' : 'password-known')
  }
  const { rest, taken } = withoutParts(judged, parts)
  if (taken === 0) return
  const restLog10 = rest === '' ? 0 : check(rest, []).guessesLog10
  if (restLog10 + taken < guessesLog10Min) throw accessErrors.make('password-personal')
}

/**
 * What a guesser has left to find who knows the words already: the judge takes "Wang.Olive.1" for four things in a row
 * that nobody would combine. Signs between words are no secret; which word stands where is worth one digit for each
 * word, however often it comes.
 */
export function withoutParts(password: string, parts: readonly string[]): { rest: string; taken: number } {
  let left = password.toLowerCase()
  let taken = 0
  for (const part of parts.toSorted((a, b) => b.length - a.length)) {
    const pieces = left.split(part.normalize('NFKC').toLowerCase())
    taken += pieces.length > 1 ? 1 : 0
    left = pieces.join(' ')
  }
  return { rest: left.replace(/[^\p{L}\p{N}]/gu, ''), taken }
}

/** "Olive Wang" is guessed as it is, as "OliveWang", and as "Olive" and "Wang"; single letters are everybody's. */
export function guessableParts(words: readonly string[]): string[] {
  const parts = words.flatMap(word => {
    const pieces = word.split(/[\s@._+-]+/)
    return [word, pieces.join(''), pieces.toReversed().join(''), ...pieces]
  })
  return [...new Set(parts)].filter(part => [...part].length > 1)
}
