import type { SaleChannel } from '../shared/channels.ts'
import type { Language, Texts } from '../shared/languages.ts'

/** In zh-CN, zh-TW and en. */
export const channelNames = {
  till: ['门店', '門市', 'the shop'],
  web: ['网站', '網站', 'the website'],
  app: ['App', 'App', 'the app'],
  'mini-program': ['小程序', '小程式', 'the mini program'],
  phone: ['电话', '電話', 'the phone'],
  api: ['其他系统（api）', '其他系統（api）', 'another system (api)'],
} as const satisfies Record<SaleChannel, readonly [string, string, string]>

/** Channels as a list: 网站、App. */
export function channelsText(channels: readonly SaleChannel[]): Texts {
  const places = { 'zh-CN': 0, 'zh-TW': 1, en: 2 } as const
  const list = (language: Language, between: string) =>
    channels.map(channel => channelNames[channel][places[language]]).join(between)
  return { 'zh-CN': list('zh-CN', '、'), 'zh-TW': list('zh-TW', '、'), en: list('en', ' or ') }
}
