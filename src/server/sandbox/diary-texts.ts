import type { Texts } from '../../shared/languages.ts'

/** What the days brought, one sentence a line. */
export const diaryTexts = {
  released: {
    'zh-CN': '《{program}》第 {version} 版生效',
    'zh-TW': '《{program}》第 {version} 版生效',
    en: 'Version {version} of {program} is in force',
  },
  birthday: { 'zh-CN': '{name} 生日', 'zh-TW': '{name} 生日', en: 'Birthday of {name}' },
  expired: {
    'zh-CN': '{name} 的 {amount} {asset}到期清零，余额 {balance}',
    'zh-TW': '{name} 的 {amount} {asset}到期清零，餘額 {balance}',
    en: '{amount} {asset} of {name} expired; {balance} are left',
  },
  added: {
    'zh-CN': '{name} 获得 {amount} {asset}，余额 {balance}',
    'zh-TW': '{name} 獲得 {amount} {asset}，餘額 {balance}',
    en: '{name} was given {amount} {asset}; the balance is {balance}',
  },
  taken: {
    'zh-CN': '{name} 减少 {amount} {asset}，余额 {balance}',
    'zh-TW': '{name} 減少 {amount} {asset}，餘額 {balance}',
    en: '{amount} {asset} were taken from {name}; the balance is {balance}',
  },
  moved: {
    'zh-CN': '{name} 等级复核：{from} → {level}',
    'zh-TW': '{name} 等級複核：{from} → {level}',
    en: 'Level of {name} reviewed: {from} → {level}',
  },
  keptUntil: {
    'zh-CN': '{name} 等级复核：保持 {level}，下次复核 {next}',
    'zh-TW': '{name} 等級複核：保持 {level}，下次複核 {next}',
    en: 'Level of {name} reviewed: {level} is kept, next review on {next}',
  },
  kept: {
    'zh-CN': '{name} 等级复核：保持 {level}',
    'zh-TW': '{name} 等級複核：保持 {level}',
    en: 'Level of {name} reviewed: {level} is kept',
  },
} as const satisfies Record<string, Texts>
