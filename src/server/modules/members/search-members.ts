import type { MemberReference } from '../../../shared/contract/members.ts'
import type { Cipher } from '../../platform/cipher.ts'
import type { Transaction } from '../../platform/database.ts'
import { DomainError } from '../../platform/errors.ts'
import { memberErrors } from './errors.ts'
import { findMemberId, findMemberIdsByText } from './find-member.ts'
import type { StoreScope } from './member.ts'
import { countMembers, listMemberIds, type Wanted } from './member-list-store.ts'
import { last4Index } from './sealed-contact.ts'
import { searchBeginningsBySound, searchBeginningsOf } from './search-words.ts'

export type SearchMembers = {
  /** Empty or undefined: everybody in the scope. */
  text?: string | undefined
  scope: StoreScope
  after?: string | undefined
  pageSize?: number | undefined
}

export type MemberPage = { memberIds: number[]; next: string | null; total: number }

const pageSizeUsual = 50
const recognisedMax = 10

/**
 * Lists members, newest first: by any exact identity (also of other stores' members), or inside the scope by a part of
 * the name in characters, pinyin or initials, or by the last four digits of the phone. A name in characters that
 * nobody has is looked for by its sound, which forgives the other script and a homophone.
 * @throws members/page-unknown
 */
export async function searchMembers(tx: Transaction, query: SearchMembers, cipher: Cipher): Promise<MemberPage> {
  const { text = '', scope, pageSize = pageSizeUsual } = query
  const position = query.after === undefined ? undefined : positionOf(query.after)

  let wanted: Wanted = { scope }
  if (text.trim() !== '') wanted = { scope, search: await searchFor(tx, text, cipher) }
  if (position?.isBySound) wanted = bySound(wanted, text)
  // The total travels in the position, so that only the first page counts.
  let total = position?.total ?? (await countMembers(tx, wanted))
  const isBySound = position ? position.isBySound : total === 0 && searchBeginningsBySound(text).length > 0
  if (isBySound && !position) {
    wanted = bySound(wanted, text)
    total = await countMembers(tx, wanted)
  }

  const found = await listMemberIds(tx, wanted, { before: position?.before, max: pageSize + 1 })
  const memberIds = found.slice(0, pageSize)
  const last = memberIds.at(-1)
  const hasNext = found.length > pageSize && last !== undefined
  return { memberIds, total, next: hasNext ? nextOf({ before: last, total, isBySound }) : null }
}

/** What a till scanned or typed, or a reference that says what it is. */
export type Recognise = { scope: StoreScope } & ({ text: string } | { reference: MemberReference })

/**
 * Recognises who stands at the till: those whom the input names exactly come first, whatever their store.
 * @returns at most ten members; none when nobody is meant
 * @throws members/number-mistyped, members/phone-malformed, members/card-replaced for a reference that can be nobody
 */
export async function recogniseMembers(tx: Transaction, query: Recognise, cipher: Cipher): Promise<number[]> {
  if ('reference' in query) return findOneOrNone(tx, query.reference, cipher)
  const wanted = { scope: query.scope, search: await searchFor(tx, query.text, cipher) }
  const page = { before: undefined, max: recognisedMax }
  const found = await listMemberIds(tx, wanted, page)
  const others = found.length > 0 ? found : await listMemberIds(tx, bySound(wanted, query.text), page)
  return [...new Set([...wanted.search.exactIds, ...others])].slice(0, recognisedMax)
}

async function findOneOrNone(tx: Transaction, reference: MemberReference, cipher: Cipher): Promise<number[]> {
  try {
    return [await findMemberId(tx, reference, cipher)]
  } catch (error) {
    if (error instanceof DomainError && error.failure === 'not-found') return []
    throw error
  }
}

async function searchFor(tx: Transaction, text: string, cipher: Cipher): Promise<NonNullable<Wanted['search']>> {
  const digits = text.normalize('NFKC').trim()
  return {
    exactIds: await findMemberIdsByText(tx, text, cipher),
    beginnings: searchBeginningsOf(text),
    last4Index: /^\d{4}$/.test(digits) ? last4Index(cipher, digits) : null,
  }
}

function bySound({ scope }: Wanted, text: string): Wanted {
  return { scope, search: { exactIds: [], beginnings: searchBeginningsBySound(text), last4Index: null } }
}

type Position = { before: number; total: number; isBySound: boolean }

function nextOf({ before, total, isBySound }: Position): string {
  return `${before}-${total}${isBySound ? '-s' : ''}`
}

function positionOf(after: string): Position {
  const parts = /^(\d{1,15})-(\d{1,15})(-s)?$/.exec(after)
  if (!parts) throw memberErrors.make('page-unknown')
  return { before: Number(parts[1]), total: Number(parts[2]), isBySound: parts[3] !== undefined }
}
