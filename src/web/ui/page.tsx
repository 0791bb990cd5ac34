import { Flex } from 'antd'
import type { ReactNode } from 'react'
import { commonTexts } from '../texts/common.ts'
import { useTexts } from '../texts/phrases.ts'
import { useTabTitle } from './tab-title.ts'

/** The one heading of a page with its buttons; the browser tab says the same. */
export function Page({
  title,
  about,
  tools,
  children,
}: {
  title: string
  about?: ReactNode
  tools?: ReactNode
  children: ReactNode
}) {
  const t = useTexts(commonTexts)
  useTabTitle(`${title} · ${t('product')}`)
  return (
    <Flex vertical gap={16} className="page">
      <Flex justify="space-between" align="flex-end" gap={12} wrap>
        <div>
          <h1 className="page-title">{title}</h1>
          {about ? <p className="page-about">{about}</p> : null}
        </div>
        <Flex gap={8} wrap>
          {tools}
        </Flex>
      </Flex>
      {children}
    </Flex>
  )
}
