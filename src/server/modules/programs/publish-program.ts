import type { Transaction } from '../../platform/database.ts'
import type { StoreDirectory } from '../organisation/index.ts'
import { lockPrograms, type ProgramVersion } from './program-store.ts'
import { releaseDocument } from './release-document.ts'

export type PublishRequest = {
  document: string
  /** null: from now on. */
  inForceFrom: Date | null
  note: string | null
  publishedBy: string
  now: Date
  zone: string
  directory: StoreDirectory
}

/**
 * Publishes a document as the next version of its program, in all its stores, without a second person: the way of the
 * operator at the server, and of machines whose owner reviews elsewhere.
 * @returns the version, in force from when it was released
 * @throws what releaseDocument throws
 */
export async function publishProgram(tx: Transaction, request: PublishRequest): Promise<ProgramVersion> {
  await lockPrograms(tx)
  const { version, release } = await releaseDocument(tx, {
    ...request,
    storeCodes: null,
    releasedBy: request.publishedBy,
    approval: null,
  })
  return { ...version, inForceFrom: release.inForceFrom }
}
