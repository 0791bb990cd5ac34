import { GlobalOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { languages } from '../../shared/languages.ts'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { chooseLanguage, useLanguage } from './language.ts'

/** Each language is named in itself, so that everybody finds their own. */
const names = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' } as const

export function LanguageSwitch() {
  const language = useLanguage()
  const t = useTexts(commonTexts)
  return (
    <Select
      aria-label={t('language')}
      value={language}
      onChange={chooseLanguage}
      variant="borderless"
      prefix={<GlobalOutlined aria-hidden />}
      popupMatchSelectWidth={false}
      options={languages.map(value => ({ value, label: <span lang={value}>{names[value]}</span> }))}
    />
  )
}
