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
  const { guessesLog10, sequence } = check(judged, guessableParts(words))
  if (guessesLog10 >= guessesLog10Min) return
  const isPersonal = sequence.some(({ dictionaryName }) => dictionaryName === 'userInputs')
  throw accessErrors.make(isPersonal ? 'password-personal' : 'password-known')
}

/** "Olive Wang" is guessed as it is, as "OliveWang", and as "Olive" and "Wang"; single letters are everybody's. */
export function guessableParts(words: readonly string[]): string[] {
  const parts = words.flatMap(word => {
    const pieces = word.split(/[\s@._+-]+/)
    return [word, pieces.join(''), pieces.toReversed().join(''), ...pieces]
  })
  return [...new Set(parts)].filter(part => [...part].length > 1)
}
