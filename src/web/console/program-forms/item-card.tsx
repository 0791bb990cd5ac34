import { Button, Flex } from 'antd'
import type { ReactNode } from 'react'
import { deleteNamed, nameAt } from '../../../program/edit-names.ts'
import { moveItem } from '../../../program/edit-program.ts'
import type { Path } from '../../../program/findings.ts'
import { useTexts } from '../../texts/phrases.ts'
import { formTexts } from '../../texts/program-forms.ts'
import { useLanguage } from '../../ui/language.ts'
import { useFormDesk } from './form-desk.ts'

type ItemCardProps = { list: Path; index: number; count: number; code: string; children: ReactNode }

/** One item of a list: its fields, its place among the others, and a way to take it out. */
export function ItemCard({ list, index, count, code, children }: ItemCardProps) {
  const t = useTexts(formTexts)
  const language = useLanguage()
  const { source, apply } = useFormDesk()
  const texts = nameAt(source, [...list, index, 'name'])
  const name = texts[language] || texts['zh-CN'] || code
  const move = (to: number) => apply(moveItem(source, list, { from: index, to }))
  return (
    <section className="form-item" aria-label={name}>
      <Flex gap={8} wrap align="center" justify="space-between">
        <h4 className="small-title">{t('numbered', { number: index + 1, name })}</h4>
        <Flex gap={4} wrap>
          <Button
            size="small"
            disabled={index === 0}
            aria-label={t('itemUp', { name })}
            onClick={() => move(index - 1)}
          >
            {t('up')}
          </Button>
          <Button
            size="small"
            disabled={index === count - 1}
            aria-label={t('itemDown', { name })}
            onClick={() => move(index + 1)}
          >
            {t('down')}
          </Button>
          <Button
            size="small"
            danger
            aria-label={t('itemRemove', { name })}
            onClick={() => apply(deleteNamed(source, [...list, index]))}
          >
            {t('remove')}
          </Button>
        </Flex>
      </Flex>
      {children}
    </section>
  )
}
