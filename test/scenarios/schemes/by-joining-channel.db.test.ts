import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScheme, type Scheme } from '../../support/scheme.ts'
import { hire } from '../../support/staff.ts'

// P24, P26: through which channel one may join by which way, under the very files of the schemes.

let scheme: Scheme
const opening = (program: string) => {
  beforeAll(async () => {
    scheme = await openScheme(program)
  })
  afterAll(() => scheme.close())
}

const joins = async (joining: Record<string, unknown>, as = {}) => {
  const { status, body } = await scheme.shop.post('/v1/members', { name: '新会员', homeStoreCode: 'S01', joining }, as)
  return body.code ?? status
}
const openWays = async (channel: string) => {
  const { body } = await scheme.shop.get(`/v1/joining-ways?storeCode=S01&channel=${channel}`)
  return body.ways.flatMap(({ way, isOpen }: { way: string; isOpen: boolean }) => (isOpen ? [way] : []))
}

describe('P24 会员 RFM: a card in the shop at once, registration online after approval', () => {
  opening('p24-vip-rfm-suite')

  test('in the shop nobody waits, online everybody does', async () => {
    expect(await joins({ channel: 'till' })).toBe(201)
    const reason = '网上登记的老顾客'
    for (const channel of ['web', 'app', 'mini-program'])
      expect(await joins({ way: 'online', channel, reason })).toBe(202)
    expect(await joins({ way: 'online', channel: 'till', reason })).toBe('program/joining-other-channel')
    expect(await joins({ way: 'shop', channel: 'web' })).toBe('program/joining-other-channel')
    expect(await joins({ channel: 'web' })).toBe('program/joining-way-missing')
    expect(await joins({ way: 'shop' })).toBe('program/joining-other-channel')
  })

  test('the ways of a channel are told', async () => {
    expect([await openWays('till'), await openWays('web'), await openWays('phone')]).toEqual([['shop'], ['online'], []])
  })

  test('staff stand in the shop, and cannot say that they are the web', async () => {
    const seller = await hire(scheme.shop, 'operations', 'Seller')
    expect(await joins({}, seller)).toBe(201)
    expect(await joins({ channel: 'till' }, seller)).toBe(201)
    expect(await joins({ channel: 'web' }, seller)).toBe('joining/channel-not-yours')
  })
})

describe('P26 零售业会员营销: a fast lane at the till, and registration online', () => {
  opening('p26-retail-loyalty-loop')

  test('each way is open through its own channels', async () => {
    expect(await joins({ channel: 'till' })).toBe(201)
    expect(await joins({ channel: 'web' })).toBe(201)
    expect(await joins({ way: 'online', channel: 'mini-program' })).toBe(201)
    expect(await joins({ way: 'till', channel: 'mini-program' })).toBe('program/joining-other-channel')
    expect(await joins({ way: 'online', channel: 'till' })).toBe('program/joining-other-channel')
    expect(await joins({ channel: 'phone' })).toBe('program/joining-elsewhere')
    const ways = await scheme.shop.db.rows('select joining_way from members.member order by member_id')
    expect(ways.map(({ joining_way }) => joining_way)).toEqual(['till', 'online', 'online'])
  })
})
