import type { Call, TestShop } from './test-shop.ts'
import { ownerEmail, ownerPassword } from './test-shop.ts'

/** Headers of somebody who is signed in at a page of ours. */
export type SignedIn = Required<Pick<Call, 'as'>>

const ownPage = { origin: 'http://localhost:8080' }
const password = 'a long unguessable sentence 77'

async function signIn(shop: TestShop, email: string, secret: string): Promise<SignedIn> {
  const answer = await shop.call('POST', '/api/auth/sign-in/email', { email, password: secret }, { as: ownPage })
  if (answer.status !== 200) throw new Error(`${email} could not sign in: ${answer.text}`)
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map(text => String(text).split(';')[0])
  return { as: { ...ownPage, cookie: cookies.join('; ') } }
}

export function signInOwner(shop: TestShop): Promise<SignedIn> {
  return signIn(shop, ownerEmail, ownerPassword)
}

/** Takes somebody on and signs them in. */
export async function hire(shop: TestShop, role: string, name: string): Promise<SignedIn & { staffId: string }> {
  const email = `${name.toLowerCase()}@shop.example`
  const { status, body, text } = await shop.post('/v1/staff', { name, email, password, role })
  if (status !== 201) throw new Error(`${name} was not taken on: ${text}`)
  return { ...(await signIn(shop, email, password)), staffId: String(body.staffId) }
}

export async function dismiss(shop: TestShop, { staffId }: { staffId: string }): Promise<void> {
  const { status, text } = await shop.call('PATCH', `/v1/staff/${staffId}`, { isActive: false })
  if (status !== 200) throw new Error(`nobody was dismissed: ${text}`)
}
