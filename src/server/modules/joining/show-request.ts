import type { JoiningRequest } from '../../../shared/contract/joining.ts'
import type { Cipher } from '../../platform/cipher.ts'
import { programFor } from '../activities/index.ts'
import { maskedEmail, maskedPhone } from '../members/index.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import type { ProgramBook } from '../programs/index.ts'
import { type Person, sealedPlace, waitsThrough } from './request.ts'
import type { RequestRow } from './request-store.ts'

export type Names = { cipher: Cipher; zone: string; directory: StoreDirectory; programs: ProgramBook; at: Date }

/** The way that somebody asked for, as today's program of the store has it; undefined where it has it no more. */
export async function wayOf(
  { storeId, way }: Pick<RequestRow, 'storeId' | 'way'>,
  { directory, programs, at }: Pick<Names, 'directory' | 'programs' | 'at'>,
) {
  const program = await programFor(programs, { directory, storeId, at })
  const known = program?.joining.find(candidate => candidate.way === way)
  return program && known && { name: known.name, program: { code: program.code, version: program.version } }
}

/** A request as the console shows it. A way that the program has no more is told by its code. */
export async function requestAnswer(row: RequestRow, names: Names): Promise<JoiningRequest> {
  const { requestId, state, way, storeId, receiptId, askedByName, askedAt, decidedAt, ...more } = row
  const { directory, programs, at, zone, cipher } = names
  const known = await wayOf(row, { directory, programs, at })
  return {
    requestId,
    state,
    way,
    wayName: known?.name ?? { 'zh-CN': way, 'zh-TW': way, en: way },
    storeCode: storeId === null ? null : (directory.storeById(storeId)?.code ?? null),
    receiptId,
    person: personAnswer(row, cipher),
    askedBy: askedByName,
    askedAt: askedAt.toISOString(),
    waitsThrough: waitsThrough(askedAt, zone),
    decidedBy: more.decidedByName,
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedWhy: more.decidedWhy,
    memberNumber: more.memberNumber,
  }
}

function personAnswer({ requestId, sealed }: RequestRow, cipher: Cipher): JoiningRequest['person'] {
  if (!sealed) return null
  const { request, reason }: Person = JSON.parse(cipher.decrypt(sealed, sealedPlace(requestId)))
  const { name, phone, email, birthday, wishedLevel } = request
  return {
    name,
    phoneMasked: phone ? maskedPhone(phone) : null,
    emailMasked: email ? maskedEmail(email) : null,
    birthday: birthday ?? null,
    wishedLevel: wishedLevel ?? null,
    reason,
  }
}
