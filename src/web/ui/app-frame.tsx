import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zhCn from 'antd/locale/zh_CN'
import zhTw from 'antd/locale/zh_TW'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'
import 'dayjs/locale/zh-tw.js'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { Language } from '../../shared/languages.ts'
import { createQueryClient } from '../api/query-client.ts'
import { useLanguage } from './language.ts'
import { isSandbox } from './page-now.ts'
import { SandboxBanner } from './sandbox-banner.tsx'
import { giveStylesTheirNonce, styleNonce } from './style-nonce.ts'
import { markTab } from './tab-title.ts'
import { themeFor } from './theme.ts'
import './base.css'

const antdLocales = { 'zh-CN': zhCn, 'zh-TW': zhTw, en } satisfies Record<Language, typeof en>
const dayjsLocales = { 'zh-CN': 'zh-cn', 'zh-TW': 'zh-tw', en: 'en' } satisfies Record<Language, string>

const client = createQueryClient()

giveStylesTheirNonce()
markTab()
const csp = { nonce: styleNonce }

/** Language, theme and cache around everything that an entry shows. */
export function AppFrame({ isTouch, children }: { isTouch: boolean; children: ReactNode }) {
  const language = useLanguage()
  const theme = useMemo(() => themeFor({ isTraditional: language === 'zh-TW', isTouch }), [language, isTouch])
  dayjs.locale(dayjsLocales[language])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <ConfigProvider csp={csp} locale={antdLocales[language]} theme={theme} button={{ autoInsertSpace: false }}>
      <App message={{ maxCount: 3 }}>
        <QueryClientProvider client={client}>
          {isSandbox ? <SandboxBanner /> : null}
          {children}
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}
