import { expect, test } from 'vitest'
import type { AuditAction } from './audit-actions.ts'
import type { Caller } from './caller.ts'
import { Deed, type DeedFacts } from './deed.ts'

const texts = { 'zh-CN': '试', 'zh-TW': '試', en: 'Tried' }
// Not of a family: those of the product are in docs/audit.md, and a test must not add to them.
const action = (verb: string): AuditAction => ({ word: `trials/${verb}`, kind: 'reading', texts })
const at = new Date('2026-03-05T04:00:00Z')
const caller: Caller = {
  id: 'till:K1',
  kind: 'till',
  name: 'S1/T1',
  role: null,
  permissions: new Set(),
  storeIds: [1],
  tillId: 1,
  staffId: null,
}
const deedFor = (facts: Partial<DeedFacts> = {}) =>
  new Deed({ rule: action('try'), at, caller, address: '10.0.0.1', requestId: 'r', ...facts })
const done = { status: 200, body: '{}' }
const problem = (status: number, code: string) => ({
  status,
  body: `{"type":"x","title":"\\"code\\":\\"no\\"","code":"${code}"}`,
})

test('a deed tells who, from where, what and how it ended', () => {
  const deed = deedFor()
  deed.about({ memberNumber: '1234567890' })
  deed.about({ storeId: 7 })
  expect(deed.recordsOf(done)).toEqual([
    {
      at,
      callerKind: 'till',
      callerId: 'K1',
      address: '10.0.0.1',
      requestId: 'r',
      action: 'trials/try',
      memberNumber: '1234567890',
      thing: null,
      storeId: 7,
      shownMembers: null,
      outcome: 'done',
      code: null,
    },
  ])
})

test('staff are named by their own id, and whoever is not known yet is nobody', () => {
  const staff = { ...caller, id: 'staff:P1', kind: 'staff' as const, staffId: 'P1' }
  expect(deedFor({ caller: staff }).recordsOf(done)[0]).toMatchObject({ callerKind: 'staff', callerId: 'P1' })
  const open = deedFor({ caller: null })
  expect(open.recordsOf(done)[0]).toMatchObject({ callerKind: 'nobody', callerId: '' })
  open.by('staff', 'P2')
  expect(open.recordsOf(done)[0]).toMatchObject({ callerKind: 'staff', callerId: 'P2' })
})

test('a word that was needed is a record of its own, on the same thing, unless nothing was done', () => {
  const deed = deedFor()
  deed.about({ thing: 'receipt/1', storeId: 7 })
  deed.approvedBy('P3', action('approve'))
  const said = (records: readonly { callerId: string; action: string; thing: string | null }[]) =>
    records.map(({ callerId, action: word, thing }) => [callerId, word, thing])
  expect(said(deed.recordsOf(done))).toEqual([
    ['K1', 'trials/try', 'receipt/1'],
    ['P3', 'trials/approve', 'receipt/1'],
  ])
  expect(said(deed.recordsOf(problem(422, 'a/b')))).toEqual([['K1', 'trials/try', 'receipt/1']])
  deed.isRepeat()
  expect(deed.recordsOf(done)).toHaveLength(1)
})

test('a refusal carries its code and shows nobody; what broke is failed', () => {
  const deed = deedFor()
  deed.about({ memberNumber: '1234567890', shownMembers: 3 })
  deed.aboutEach(['1111111111', '2222222222'])
  const end = (status: number, code: string) => {
    const records = deed.recordsOf(problem(status, code))
    expect(records).toHaveLength(1)
    return { outcome: records[0]?.outcome, code: records[0]?.code, shown: records[0]?.shownMembers }
  }
  expect(end(403, 'request/forbidden')).toEqual({ outcome: 'refused', code: 'request/forbidden', shown: null })
  expect(end(499, 'x/y')).toMatchObject({ outcome: 'refused' })
  expect(end(500, 'request/broken')).toEqual({ outcome: 'failed', code: 'request/broken', shown: null })
  expect(deed.recordsOf({ status: 399, body: '' })[0]).toMatchObject({ outcome: 'done' })
})

test('a name of nothing is not written down: it may be a phone that was typed into the address', () => {
  const deed = deedFor()
  deed.about({ memberNumber: '1381234567', thing: 'key/13812345678' })
  expect(deed.recordsOf(problem(404, 'members/not-found'))[0]).toMatchObject({ memberNumber: null, thing: null })
  expect(deed.recordsOf(problem(403, 'x/y'))[0]).toMatchObject({ memberNumber: '1381234567' })
})

test('each member who was shown by name has a record', () => {
  const deed = deedFor()
  deed.about({ shownMembers: 2 })
  deed.aboutEach(['1111111111', '2222222222'])
  expect(deed.recordsOf(done).map(({ memberNumber }) => memberNumber)).toEqual(['1111111111', '2222222222'])
  const alone = deedFor()
  alone.aboutEach([])
  expect(alone.recordsOf(done)).toHaveLength(1)
})

test('a repeated key is told as repeated, whatever its first answer was', () => {
  const deed = deedFor()
  deed.isRepeat()
  expect(deed.recordsOf(done)[0]).toMatchObject({ outcome: 'repeated', code: null })
  expect(deed.recordsOf(problem(409, 'x/y'))[0]).toMatchObject({ outcome: 'repeated', code: null })
})

test('what is left out, written already, or has nothing to leave, leaves nothing', () => {
  const leftOut = deedFor()
  leftOut.leaveOut()
  const written = deedFor()
  written.isWritten()
  const none = deedFor({ rule: { none: 'prices' } })
  for (const deed of [leftOut, written, none]) {
    expect(deed.isOpen).toBe(false)
    expect(deed.recordsOf(done)).toEqual([])
  }
})

test('a route that does several things names the one that was done', () => {
  const deed = deedFor()
  deed.is(action('other'))
  expect(deed.recordsOf(done)[0]?.action).toBe('trials/other')
})

test('a thing is kept legible and short', () => {
  const deed = deedFor()
  deed.about({ thing: `goods/\u0000\ud800${'x'.repeat(300)}` })
  const thing = deed.recordsOf(done)[0]?.thing ?? ''
  expect([thing.length, thing.isWellFormed(), thing.includes('\u0000')]).toEqual([200, true, false])
})

test('strangers leave a record where their tries are counted, and nowhere else', () => {
  const outcomes = [200, 400, 401, 403, 404, 413, 422, 429, 500].map(status => {
    const [record] = deedFor({ caller: null }).recordsOf(status < 400 ? done : problem(status, 'x/y'))
    return [status, record?.outcome]
  })
  expect(outcomes.filter(([, outcome]) => outcome !== undefined)).toEqual([
    [200, 'done'],
    [401, 'refused'],
    [403, 'refused'],
  ])
})
