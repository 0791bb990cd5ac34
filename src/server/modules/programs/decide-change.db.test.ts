import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { programText } from '../../../../test/support/program-text.ts'
import { dismiss, hire, type SignedIn, signInOwner } from '../../../../test/support/staff.ts'
import { line, openTestShop, receipt, type TestShop } from '../../../../test/support/test-shop.ts'
import { addStore, joinMember, openSecondApp, wait } from '../../../../test/support/till.ts'

let shop: TestShop
let owner: SignedIn
let paul: SignedIn & { staffId: string }

beforeEach(async () => {
  shop = await openTestShop()
  owner = await signInOwner(shop)
  paul = await hire(shop, 'operations', 'Paul')
})
afterEach(() => shop.close())

const times = (points: number) => programText({ rules: [`{ rule: base, points: ${points}, per: ¥1 }`] })

async function ask(more: Record<string, unknown> = {}, as: SignedIn = paul) {
  const change = {
    programCode: 'accessory-shop',
    document: times(2),
    why: '春季活动',
    baseRelease: 1,
    ask: true,
    ...more,
  }
  const { body, text } = await shop.post('/v1/program-changes', change, as)
  if (!body.changeId) throw new Error(text)
  return body
}

const decide = (changeId: string, body: Record<string, unknown>, as: SignedIn = owner) =>
  shop.post(`/v1/program-changes/${changeId}/decision`, body, as)
const approve = (change: { changeId: string; documentHash: string }, as: SignedIn = owner) =>
  decide(change.changeId, { isApproved: true, documentHash: change.documentHash }, as)

const program = async () => (await shop.get('/v1/programs/accessory-shop')).body

describe('another person approves', () => {
  test('and the change is in force at once, its history saying who, when and why', async () => {
    const approved = await approve(await ask())
    expect(approved.body, approved.text).toMatchObject({ state: 'released', decidedBy: 'Olive', releaseNumber: 2 })
    expect(await program()).toMatchObject({
      version: 2,
      document: times(2),
      releases: [
        {
          number: 2,
          version: 2,
          kind: 'full',
          state: 'live',
          releasedBy: 'Paul',
          approvedBy: 'Olive',
          isApprovedAlone: false,
          note: '春季活动',
        },
        { number: 1, state: 'over' },
      ],
    })
    const topics = await shop.db.rows(
      `select topic from platform.outbox where topic like 'programs/%' order by outbox_id`,
    )
    expect(topics.slice(-2)).toEqual([{ topic: 'programs/published' }, { topic: 'programs/released' }])
  })

  test('and it begins at its instant, with nobody doing anything', async () => {
    const inForceFrom = '2026-03-06T16:00:00.000Z'
    await approve(await ask({ inForceFrom }))
    expect(await program()).toMatchObject({ version: 1, releases: [{ state: 'scheduled', inForceFrom }, {}] })
    shop.clock.moveTo('2026-03-06T15:59:59.999Z')
    expect((await program()).version).toBe(1)
    shop.clock.moveTo(inForceFrom)
    expect(await program()).toMatchObject({ version: 2, releases: [{ state: 'live' }, { state: 'over' }] })
  })

  test('not the one who asked, whatever the role', async () => {
    const change = await ask()
    expect((await approve(change, paul)).body.code).toBe('programs/own-change')
    const ownersOwn = await ask({}, owner)
    expect((await approve(ownersOwn)).body.code).toBe('programs/own-change')
    expect((await approve(ownersOwn, paul)).body.state).toBe('released')
  })

  test('the database itself refuses the same person', async () => {
    const { changeId, documentHash } = await ask()
    await expect(
      shop.db.run(
        `update programs.change_request set state = 'released', decided_by = asked_by, decided_at = now(), release_number = 1, approved_hash = $2 where change_id = $1`,
        [changeId, documentHash],
      ),
    ).rejects.toThrow('another_person_approves')
    await expect(
      shop.db.run(
        `update programs.change_request set state = 'released', decided_by = 'x', decided_at = now(), release_number = 1, approved_hash = $2 where change_id = $1`,
        [changeId, documentHash.replace(/^./, '_')],
      ),
    ).rejects.toThrow('what_was_approved_is_released')
  })

  test('a person, not a key', async () => {
    const { changeId, documentHash } = await ask()
    const answer = await shop.post(`/v1/program-changes/${changeId}/decision`, { isApproved: true, documentHash })
    expect(answer.body.code).toBe('programs/approver-not-a-person')
  })

  test('where nobody else could, the owner approves alone, and the history says so', async () => {
    await dismiss(shop, paul)
    const { body } = await approve(await ask({}, owner))
    expect(body).toMatchObject({ state: 'released', isApprovedAlone: true })
    expect((await program()).releases[0]).toMatchObject({
      releasedBy: 'Olive',
      approvedBy: 'Olive',
      isApprovedAlone: true,
    })
  })
})

describe('what was looked at is what is released', () => {
  test('a text that was edited meanwhile is looked at again', async () => {
    const change = await ask()
    const edited = { document: times(3), why: '再想想', baseRelease: 1, ask: true }
    const { body: now } = await shop.call('PUT', `/v1/program-changes/${change.changeId}`, edited, paul)
    expect((await approve(change)).body.code).toBe('programs/document-changed')
    expect((await decide(change.changeId, { isApproved: true })).body.code).toBe('programs/document-changed')
    expect((await approve(now)).body.state).toBe('released')
    expect((await program()).document).toBe(times(3))
  })

  test('of two changes at once the second is looked at again by its author', async () => {
    const [first, second] = [await ask(), await ask({ document: times(3) })]
    await approve(first)
    wait(shop, 1_000)
    const stale = await decide(second.changeId, { isApproved: true, documentHash: second.documentHash })
    expect([stale.status, stale.body.code, stale.body.details]).toEqual([
      409,
      'programs/stale-base',
      { base: 1, last: 2 },
    ])
    const listed = (await shop.get('/v1/program-changes?state=requested', owner)).body.changes
    expect(listed).toMatchObject([{ changeId: second.changeId, isStale: true }])
    const again = { document: times(3), why: '仍然要三倍', baseRelease: 2, ask: true }
    const { body } = await shop.call('PUT', `/v1/program-changes/${second.changeId}`, again, paul)
    expect(body).toMatchObject({ isStale: false, fromVersion: 2 })
    expect((await approve(body)).body.state).toBe('released')
    expect(await program()).toMatchObject({ version: 3 })
  })

  test('of two approvals at once, in two processes, one happens', async () => {
    const changes = [await ask(), await ask({ document: times(3) })]
    const other = await openSecondApp(shop)
    const answers = await Promise.all(
      changes.map(({ changeId, documentHash }, index) =>
        (index ? other : shop).post(
          `/v1/program-changes/${changeId}/decision`,
          { isApproved: true, documentHash },
          owner,
        ),
      ),
    )
    await other.close()
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('an instant that passed while it waited is chosen anew', async () => {
    const change = await ask({ inForceFrom: '2026-03-05T04:05:00Z' })
    shop.clock.moveTo('2026-03-05T04:05:00.000Z')
    expect((await approve(change)).body.code).toBe('programs/instant-has-passed')
  })

  test('a millisecond before it there is time', async () => {
    const change = await ask({ inForceFrom: '2026-03-05T04:05:00Z' })
    shop.clock.moveTo('2026-03-05T04:04:59.999Z')
    expect((await approve(change)).body.state).toBe('released')
  })
})

describe('a declined change', () => {
  test('says why, and is closed', async () => {
    const change = await ask()
    expect((await decide(change.changeId, { isApproved: false, reason: ' ' })).body.code).toBe('programs/why-missing')
    expect((await decide(change.changeId, { isApproved: false, reason: '毛利不够' })).body).toMatchObject({
      state: 'declined',
      declineReason: '毛利不够',
      decidedBy: 'Olive',
    })
    expect((await approve(change)).body.code).toBe('programs/already-decided')
    expect((await program()).version).toBe(1)
  })
})

describe('a trial in chosen stores', () => {
  test('rules there and not in the store beside it, until it is made the rule everywhere', async () => {
    await addStore(shop, 'S02')
    const member = await joinMember(shop)
    const versionSoldAt = async (storeCode: string) =>
      (await shop.post('/v1/checkouts', receipt([line(10)], { ...member.by, storeCode }))).body.program.version
    await approve(await ask({ storeCodes: ['S02'] }))
    expect([await versionSoldAt('S01'), await versionSoldAt('S02')]).toEqual([1, 2])
    expect(await program()).toMatchObject({
      version: 1,
      inForce: [
        { storeCode: 'S01', version: 1 },
        { storeCode: 'S02', version: 2 },
      ],
      releases: [{ kind: 'canary', state: 'live' }, { state: 'live' }],
    })
    wait(shop, 1_000)
    expect((await decideEverywhere()).state).toBe('released')
    expect([await versionSoldAt('S01'), await versionSoldAt('S02')]).toEqual([2, 2])
    expect((await program()).versions).toHaveLength(2)
  })

  async function decideEverywhere() {
    return (await approve(await ask({ baseRelease: 2 }))).body
  }

  test('a store of another brand is not one of the program', async () => {
    await shop.post('/v1/stores', { code: 'S09', name: 'S09', brandCode: 'other', brandName: 'Other' })
    const change = { programCode: 'accessory-shop', document: times(2), why: '春季活动', baseRelease: 1, ask: true }
    const { body } = await shop.post('/v1/program-changes', { ...change, storeCodes: ['S09'] }, paul)
    expect(body.code).toMatch(/programs\/(store-not-of-program|unknown-store)/)
  })
})

test('a change begins after everything that is released for its stores', async () => {
  await approve(await ask({ inForceFrom: '2026-03-20T00:00:00Z' }))
  const early = await ask({ document: times(3), baseRelease: 2, inForceFrom: '2026-03-20T00:00:00Z' })
  expect((await approve(early)).body.code).toBe('programs/begins-before-last')
  const later = await ask({ document: times(3), baseRelease: 2, inForceFrom: '2026-03-20T00:00:00.001Z' })
  expect((await approve(later)).body.state).toBe('released')
})
