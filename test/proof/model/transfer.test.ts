import { expect, test } from 'vitest'
import { Shop } from './shop.ts'

const nowMs = Date.parse('2026-03-05T04:00:00Z')
const later = nowMs + 86_400_000

function shopWith(points: number) {
  const shop = new Shop()
  const [giver, receiver] = [shop.join('C1', '1'), shop.join('C2', '2')]
  giver.account.grant('adjust', points, { endsAtMs: null, nowMs })
  const give = (many: number, atMs = nowMs) => {
    const request = { kind: 'transfer', from: '1', to: '2', points: many } as const
    const expected = shop.play(request, { nowMs: atMs, caller: 'first', answer: {} })
    return 'refusals' in expected ? expected.refusals : expected.status
  }
  return { giver: giver.account, receiver: receiver.account, give }
}

test('what one gives the other has, with the end of each lot, first to end first', () => {
  const { giver, receiver, give } = shopWith(10)
  giver.grant('adjust', 5, { endsAtMs: later, nowMs })
  expect(give(7)).toBe(201)
  expect([giver.posted, receiver.posted]).toEqual([8, 7])
  expect(receiver.lots.map(({ granted, endsAtMs }) => [granted, endsAtMs])).toEqual([
    [5, later],
    [2, null],
  ])
})

test('nobody gives what is not there, nor more in a month than the limit', () => {
  expect(shopWith(10).give(11)).toEqual(['ledger/not-enough'])
  const { give } = shopWith(1_000)
  expect([give(299), give(2), give(1), give(1)]).toEqual([
    201,
    ['ledger/transfer-limit'],
    201,
    ['ledger/transfer-limit'],
  ])
  expect(give(300, Date.parse('2026-04-01T00:00:00+08:00'))).toBe(201)
})

test('who owes gives nothing, and what comes pays what is owed', () => {
  const { giver, receiver, give } = shopWith(10)
  receiver.debt = 3
  expect(give(4)).toBe(201)
  expect([receiver.usable, receiver.debt]).toEqual([1, 0])
  giver.debt = 1
  expect(give(1)).toEqual(['ledger/giver-owes'])
})
