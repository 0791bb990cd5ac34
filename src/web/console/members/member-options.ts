import { useSession } from '../../session/session.ts'
import { genderWords } from '../../texts/members.ts'
import { useWord } from '../../texts/phrases.ts'

const genders = ['female', 'male', 'other'] as const

export const genderOf = (text: string) => genders.find(gender => gender === text)

export function useGenderOptions() {
  const word = useWord(genderWords)
  return genders.map(value => ({ value, label: word(value) }))
}

export function useStoreOptions() {
  return useSession().stores.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))
}
