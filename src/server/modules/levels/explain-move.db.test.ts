import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { joinMember, type Member } from '../../../../test/support/till.ts'

let shop: TestShop
let member: Member

beforeAll(async () => {
  shop = await openTestShop({ program: 'p09-four-level-retail' })
  member = await joinMember(shop)
  for (let visit = 0; visit < 4; visit++) await shop.post('/v1/checkouts', receipt([line(600)], member.by))
})
afterAll(() => shop.close())

const explain = (path: string, language = 'en') =>
  shop.get(`/v1/members/${member.memberNumber}/levels/${path}`, { language })

test('a move says what was measured and what was needed, to each reader', async () => {
  const { history, track, program } = (await shop.get(`/v1/members/${member.memberNumber}/levels`)).body.tracks[0]
  const { number } = history[0]
  const { body } = await explain(`${track}/moves/${number}/explain?program=${program}`)
  expect(body).toMatchObject({ track, number, from: 'ordinary', to: 'silver', cause: 'receipt', audience: 'cashier' })
  expect(body.sentences.map(({ text }: { text: string }) => text)).toEqual([
    'Net spend reached ¥2,352 (needed ¥2,000, 2025-03-06 to 2026-03-05): now Silver',
    'Visits reached 4 (needed 4, 2025-03-06 to 2026-03-05): now Silver',
  ])
  const own = await explain(`${track}/moves/${number}/explain?audience=member`, 'zh-TW')
  expect(own.body.sentences[0].text).toBe('恭喜您升為銀卡：消費淨額達到 ¥2,352（門檻 ¥2,000）')
  const auditor = await explain(`${track}/moves/${number}/explain?audience=auditor`)
  expect(auditor.body.sentences[0].text).toContain('program four-level-retail, version 1; reason level-reached')
})

test('a move that there is not is not found', async () => {
  for (const path of ['main/moves/99/explain', 'other/moves/1/explain', 'main/moves/1/explain?program=x']) {
    const { status, body } = await explain(path)
    expect([status, body.code], path).toEqual([404, 'levels/no-such-move'])
  }
  expect((await explain('main/moves/0/explain')).status).toBe(400)
})
