import { forget, recallJson, rememberJson } from '../../ui/storage.ts'
import type { Wish } from './ask-card.tsx'

/** What somebody wrote and did not save: this device keeps it until it is saved or thrown away. */
export type KeptDraft = { text: string; wish: Wish; baseRelease: number; keptAt: string }

/** Each person's own, of one change: a device is used by several people. */
export type DraftPlace = { email: string; changeId: string | null; code: string | null }

const nameOf = ({ email, changeId, code }: DraftPlace) => `program-draft.${email}.${changeId ?? code ?? 'new'}`

function isWish(value: unknown): value is Wish {
  return (
    typeof value === 'object' &&
    value !== null &&
    'why' in value &&
    typeof value.why === 'string' &&
    'isAtOnce' in value &&
    typeof value.isAtOnce === 'boolean' &&
    'day' in value &&
    typeof value.day === 'string' &&
    'time' in value &&
    typeof value.time === 'string' &&
    'storeCodes' in value &&
    Array.isArray(value.storeCodes)
  )
}

function isKeptDraft(value: unknown): value is KeptDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    typeof value.text === 'string' &&
    'wish' in value &&
    isWish(value.wish) &&
    'baseRelease' in value &&
    typeof value.baseRelease === 'number' &&
    'keptAt' in value &&
    typeof value.keptAt === 'string'
  )
}

export const keptDraft = (place: DraftPlace): KeptDraft | null => recallJson(nameOf(place), isKeptDraft)
export const keepDraft = (place: DraftPlace, draft: KeptDraft): void => rememberJson(nameOf(place), draft)
export const forgetDraft = (place: DraftPlace): void => forget(nameOf(place))
