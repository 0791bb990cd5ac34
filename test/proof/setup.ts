import { cardOf, type Memory } from './clients/memory.ts'
import type { Sender } from './clients/sender.ts'
import { textOf } from './model/json.ts'
import type { Fleet } from './processes/fleet.ts'
import { programDocument } from './program.ts'
import type { CallerName } from './requests.ts'

// The shop is founded as an owner would do it: the first start, a sign-in, keys, a program, members.

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
]
const ownerEmail = 'owner@regulars.example'

/** @returns the secrets of two keys, and the numbers that their answers are stored under */
export async function foundShop(fleet: Fleet): Promise<Record<CallerName, string>> {
  const { exitCode, output } = await fleet.command('first-run')
  const password = /password 一次性密码: (\S+)/.exec(output)?.[1]
  if (exitCode !== 0 || !password) throw new Error(`the shop was not founded: ${output}`)
  await fleet.startProcesses()
  const address = fleet.webs[0]?.address ?? ''
  const owner = await signIn(address, password)
  await owner('/v1/programs', { document: programDocument, inForceFrom: '2001-01-01T00:00:00Z' })
  const secretOf = async (name: CallerName) => textOf(await owner('/v1/keys/api', { name, scopes }), 'secret')
  return { first: await secretOf('first'), second: await secretOf('second') }
}

async function signIn(address: string, password: string) {
  const headers = { 'content-type': 'application/json', origin: address }
  const body = JSON.stringify({ email: ownerEmail, password })
  const answer = await fetch(`${address}/api/auth/sign-in/email`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`nobody signed in: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ')
  return async (path: string, request: unknown): Promise<unknown> => {
    const own = { ...headers, cookie, 'idempotency-key': `setup ${path} ${JSON.stringify(request).slice(0, 40)}` }
    const done = await fetch(`${address}${path}`, { method: 'POST', headers: own, body: JSON.stringify(request) })
    const text = await done.text()
    if (!done.ok) throw new Error(`${path} was answered ${done.status}: ${text}`)
    return JSON.parse(text)
  }
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
