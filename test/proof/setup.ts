import { addApiKey, apiKeyText, newKeyId, secretOf } from '../../src/server/modules/keys/index.ts'
import { storeDirectory } from '../../src/server/modules/organisation/index.ts'
import { publishProgram } from '../../src/server/modules/programs/index.ts'
import { type Database, openDatabase } from '../../src/server/platform/database.ts'
import { openCipher } from '../../src/server/platform/key-file.ts'
import { cardOf, type Memory } from './clients/memory.ts'
import type { Sender } from './clients/sender.ts'
import { textOf } from './model/json.ts'
import type { Fleet } from './processes/fleet.ts'
import { programCode, programDocument, rules } from './program.ts'
import type { CallerName } from './requests.ts'

// The shop is founded by the first start. Its keys and its program are written as a command would write them: how
// people sign in is proved elsewhere.

const scopes = [
  'members.read',
  'members.write',
  'checkout.read',
  'checkout.quote',
  'checkout.settle',
  'checkout.refund',
  'checkout.void',
  'ledger.read',
  'ledger.adjust',
  'ledger.approve',
  'coupons.claim',
  'coupons.manage',
  'rewards.redeem',
  'activities.record',
]

/** @returns the secrets of the two keys that the clients use */
export async function foundShop(fleet: Fleet): Promise<Record<CallerName, string>> {
  const { exitCode, output } = await fleet.command('first-run')
  if (exitCode !== 0) throw new Error(`the shop was not founded: ${output}`)
  const db = openDatabase(fleet.target, { connectionsMax: 2 })
  try {
    await publish(db, fleet)
    const secrets = { first: await addKey(db, fleet, 'first'), second: await addKey(db, fleet, 'second') }
    await fleet.startProcesses()
    return secrets
  } finally {
    await db.close()
  }
}

async function publish(db: Database, fleet: Fleet): Promise<void> {
  const directory = await storeDirectory(db)
  const request = {
    document: programDocument,
    inForceFrom: new Date('2001-01-01T00:00:00Z'),
    note: null,
    publishedBy: 'proof',
    now: new Date(fleet.nowMs),
    zone: 'Asia/Shanghai',
    directory,
  }
  await db.transaction(tx => publishProgram(tx, request))
}

async function addKey(db: Database, fleet: Fleet, name: CallerName): Promise<string> {
  const cipher = await openCipher(db, fleet.keyFile)
  const request = { keyId: newKeyId(), name, scopes, now: new Date(fleet.nowMs), cipher }
  const { keyId } = await db.transaction(tx => addApiKey(tx, request))
  return apiKeyText({ keyId, secret: secretOf(cipher, keyId) })
}

/** Lets the first members join. The model learns of them here: their joining is no part of what is proved. */
export async function joinAll(count: number, { sender, memory }: { sender: Sender; memory: Memory }): Promise<void> {
  for (let number = 0; number < count; number++) {
    const card = cardOf(number)
    const body = JSON.stringify({ name: `Member ${number}`, card })
    const asked = { key: `join ${card}`, caller: 'first', path: '/v1/members', body } as const
    const answer = await sender.send(asked, { web: number })
    if (answer?.status !== 201) throw new Error(`${card} did not join: ${answer?.text}`)
    memory.memberNumbers.set(card, textOf(answer.json, 'memberNumber'))
  }
}

/** Makes the codes that are the same for everybody. */
export async function shareCodes(sender: Sender): Promise<void> {
  for (const { offer, shared } of rules.coupons) {
    if (shared === null) continue
    const body = JSON.stringify({ program: programCode, offer, code: shared })
    const asked = { key: `share ${shared}`, caller: 'first', path: '/v1/coupons/shared-codes', body } as const
    const answer = await sender.send(asked, { web: 0 })
    if (answer?.status !== 201) throw new Error(`${shared} was not made: ${answer?.text}`)
  }
}
