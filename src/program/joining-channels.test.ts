import { expect, test } from 'vitest'
import { readProgram } from './check.ts'
import { decideJoining, isOpen, usualWay } from './decide-joining.ts'
import { diffPrograms } from './diff.ts'
import { compiled, found, head, points, zone } from './program-for-tests.ts'
import { refusalSentences } from './reasons.ts'
import { summarise } from './summary.ts'

const source = (...ways: string[]) => `${head}${points}joining:\n${ways.map(way => `  - ${way}\n`).join('')}`
const shop = '{ way: shop, name: { zh-CN: 到店, zh-TW: 到店, en: In the shop }, channel: [till] }'
const online =
  '{ way: online, name: { zh-CN: 网上, zh-TW: 網上, en: Online }, channel: [web, mini-program], approval: true }'
const { joining: ways } = compiled(source(shop, online))
const on = '2026-03-05'

test('a way is taken through its channels and through no other', () => {
  const channels = ['till', 'web', 'mini-program', 'app', 'phone', 'api'] as const
  const answers = (way: string) =>
    channels.map(channel => {
      const answer = decideJoining(ways, { way, on, channel, receipt: null })
      return answer && 'refusal' in answer ? answer.refusal : answer?.way
    })
  const no = 'joining-other-channel'
  expect(answers('shop')).toEqual(['shop', no, no, no, no, no])
  expect(answers('online')).toEqual([no, 'online', 'online', no, no, no])
  expect(ways.map(way => [isOpen(way, { on, channel: 'till' }), isOpen(way, { on, channel: 'web' })])).toEqual([
    [true, false],
    [false, true],
  ])
})

test('who names no way takes the free one of the channel', () => {
  expect(usualWay(ways, { on, channel: 'till' })?.way).toBe('shop')
  expect(usualWay(ways, { on, channel: 'web' })).toBe(undefined)
  expect(decideJoining(ways, { way: null, on, channel: 'web', receipt: null })).toMatchObject({
    refusal: 'joining-way-missing',
  })
  const { joining: single } = compiled(source(shop))
  expect(decideJoining(single, { way: null, on, channel: 'web', receipt: null })).toMatchObject({
    refusal: 'joining-other-channel',
  })
})

test('who names no way is offered those of the channel, and is told where to go when it has none', () => {
  const fees = ['{ way: shop, fee: ¥5, channel: [till] }', '{ way: any, fee: ¥9 }', online]
  const asked = (ways: readonly string[], channel: 'till' | 'web' | 'phone') =>
    decideJoining(compiled(source(...ways)).joining, { way: null, on, channel, receipt: null })
  expect(asked(fees, 'till')).toMatchObject({ refusal: 'joining-way-missing', values: { known: 'shop, any' } })
  expect(asked(fees, 'web')).toMatchObject({ values: { known: 'any, online' } })
  expect(asked(fees, 'phone')).toMatchObject({ values: { known: 'any' } })
  const elsewhere = asked([shop, online], 'phone')
  expect(elsewhere && 'refusal' in elsewhere ? refusalSentences(elsewhere) : null).toMatchObject({
    'zh-CN': '只能通过门店、网站、小程序入会，这次是电话',
    en: 'Joining is possible only through the shop or the website or the mini program; this is the phone',
  })
})

test('a way that names no channel is open through every one', () => {
  const { joining } = compiled(source('{ way: any }'))
  expect(decideJoining(joining, { way: null, on, channel: 'api', receipt: null })).toMatchObject({ channels: null })
})

test('the refusal says through which channels one may join, and through which one came', () => {
  const answer = decideJoining(ways, { way: 'online', on, channel: 'till', receipt: null })
  expect(answer && 'refusal' in answer ? refusalSentences(answer) : null).toEqual({
    'zh-CN': '“网上”只能通过网站、小程序入会，这次是门店',
    'zh-TW': '「網上」只能透過網站、小程式入會，這次是門市',
    en: 'Online is only for those who join through the website or the mini program; this is the shop',
  })
})

test('a channel that there is not, none and the same twice are refused at their place', () => {
  expect(found(source('{ way: a, channel: [wbe] }'))).toEqual(['6 wbe not-understood'])
  expect(found(source('{ way: a, channel: [] }'))).toHaveLength(1)
  expect(found(source('{ way: a, channel: [web, web] }'))).toHaveLength(1)
})

test('a free way makes another one pointless only through the channels that it has', () => {
  const paid = '{ way: paid, fee: ¥5, channel: [till] }'
  const pointless = (free: string) => found(source(free, paid)).filter(told => told.endsWith('way-pointless'))
  expect(pointless('{ way: free }')).toHaveLength(1)
  expect(pointless('{ way: free, channel: [web, till] }')).toHaveLength(1)
  expect(pointless('{ way: free, channel: [web] }')).toEqual([])
  expect(found(source('{ way: free, channel: [till] }', '{ way: paid, fee: ¥5 }'))).toEqual([])
})

test('summary and difference say the channels in words', () => {
  const part = summarise(compiled(source(shop, online))).find(({ heading }) => heading.en === 'Joining')
  expect(part?.sentences.map(({ en }) => en)).toEqual([
    'In the shop: through the shop, free',
    'Online: through the website or the mini program, free, after approval',
  ])
  const documentOf = (text: string) => readProgram(text, { version: 1, zone }).document!
  const differences = diffPrograms(documentOf(source(shop)), documentOf(source(shop.replace('[till]', '[till, app]'))))
  expect(differences.map(({ texts }) => texts['zh-TW']).join()).toContain('入會通路')
})
