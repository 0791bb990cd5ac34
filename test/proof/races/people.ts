import { expect } from 'vitest'
import { reviewLevels } from '../../../src/server/modules/levels/index.ts'
import { ProgramBook } from '../../../src/server/modules/programs/index.ts'
import { balanceOf, keyWith, levelOf } from '../../support/till.ts'
import { codesOf, memberWith, type Race, sale, statusesOf, times } from './arena.ts'

// People: who joins, who is new, who moves between levels, who approves.

export const peopleRaces: readonly Race[] = [
  {
    name: 'of sixteen who join at once with one phone and one card, one does',
    run: async (arena, round) => {
      const phone = `+8613${String(700_000_000 + (Date.now() % 1_000_000) * 100 + round)}`
      const card = `RACE${round}-${Date.now()}`
      const answers = await arena.atOnce(
        times(
          16,
          index => app =>
            app.post('/v1/members', { name: `Joiner ${index}`, ...(index % 2 ? { card } : { phone, card }) }),
        ),
      )
      expect(answers.filter(({ status }) => status === 201).length, codesOf(answers).join()).toBe(1)
      for (const code of codesOf(answers)) expect(['done', 'members/card-taken', 'members/phone-taken']).toContain(code)
    },
  },
  {
    name: 'the first receipts of somebody new, sixteen at once, all count, and raise the level once',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const answers = await arena.atOnce(times(16, () => app => app.post('/v1/checkouts', sale(member))))
      expect(statusesOf(answers)).toEqual(times(16, () => 201))
      const rises = answers
        .flatMap(({ body }) => body.effects)
        .filter(({ kind }: { kind: string }) => kind === 'level-moved')
      expect(rises).toMatchObject([{ level: 'silver' }])
      // Ten receipts at the full price reach the level, the six after them have its price.
      const paid = answers.reduce((sum, { body }) => sum + body.payableCents, 0)
      expect(paid).toBe(10 * 10_000 + 6 * 9_500)
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: paid / 100 })
    },
  },
  {
    name: 'a review and a receipt at once: one history of levels, and the price of the level that was held',
    isAlone: true,
    run: async arena => {
      const { shop } = arena
      const member = await memberWith(arena, 0)
      await shop.post('/v1/checkouts', sale(member, { yuan: 1000 }))
      expect(await levelOf(shop, member)).toBe('silver')
      // The window of the review holds nothing any more.
      shop.clock.moveTo('2026-05-01T04:00:00Z')
      const reviewing = arena.apps.map(({ db }) =>
        reviewLevels({
          db,
          clock: shop.clock,
          timeZone: shop.config.timeZone,
          programs: new ProgramBook(db, shop.config.timeZone),
        }),
      )
      const selling = arena.atOnce([app => app.post('/v1/checkouts', sale(member, { yuan: 1100 }))])
      const [[sold]] = await Promise.all([selling, ...reviewing])
      const { body } = await shop.get(`/v1/members/${member.memberNumber}/levels`)
      const history = body.tracks[0].history
        .map(({ level, cause }: { level: string; cause: string }) => `${level} ${cause}`)
        .reverse()
      const wasSilver = sold?.body.payableCents === 104_500
      expect(sold?.body.payableCents).toBe(wasSilver ? 104_500 : 110_000)
      expect(history).toEqual(
        // Reviewed first: down at the old window, up again by the receipt. Sold first: the review still judges the
        // window that ended the evening before.
        wasSilver ? ['silver receipt', 'ordinary review'] : ['silver receipt', 'ordinary review', 'silver receipt'],
      )
    },
  },
  {
    name: 'an adjustment that waits is approved once, and its points are there once',
    run: async arena => {
      const member = await memberWith(arena, 0)
      const as = await keyWith(arena.shop, ['ledger.read', 'ledger.adjust', 'ledger.approve'])
      const request = { asset: 'points', points: 200_000, reason: 'for a race' }
      const url = `/v1/members/${member.memberNumber}/adjustments`
      const { body } = await arena.shop.post(url, request)
      const decision = `/v1/adjustments/${body.adjustmentId}/decision`
      const answers = await arena.atOnce(
        times(6, index => app => app.post(decision, { isApproved: index !== 5 }, { as })),
      )
      expect(codesOf(answers).sort()).toEqual(['done', ...times(5, () => 'ledger/already-decided')])
      const isApproved = answers.find(({ status }) => status === 200)?.body.state === 'posted'
      expect(await balanceOf(arena.shop, member)).toMatchObject({ balance: isApproved ? 200_000 : 0 })
    },
  },
]
