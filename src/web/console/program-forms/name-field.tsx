import { Flex, Form, Input } from 'antd'
import { nameAt, setName } from '../../../program/edit-names.ts'
import type { Path } from '../../../program/findings.ts'
import { languages } from '../../../shared/languages.ts'
import { useTexts } from '../../texts/phrases.ts'
import { formTexts } from '../../texts/program-forms.ts'
import { useFormDesk } from './form-desk.ts'
import { useFieldState } from './found-here.tsx'

/** A name in the three languages. */
export function NameField({ path, label }: { path: Path; label?: string }) {
  const t = useTexts(formTexts)
  const { source, apply } = useFormDesk()
  const texts = nameAt(source, path)
  const state = useFieldState(path)
  const name = label ?? t('name')
  return (
    <Form.Item label={name} className="name-field" {...state}>
      <Flex gap={6} wrap>
        {languages.map(language => (
          <Input
            key={`${language}:${texts[language]}`}
            className="name-part"
            aria-label={`${name} (${t(language)})`}
            placeholder={t(language)}
            defaultValue={texts[language]}
            onBlur={({ target }) => {
              const typed = target.value.trim()
              const isKept = typed === texts[language] || (typed === '' && language === 'zh-CN')
              if (!isKept) apply(setName(source, path, { ...texts, [language]: typed }))
            }}
            onPressEnter={event => event.currentTarget.blur()}
          />
        ))}
      </Flex>
    </Form.Item>
  )
}
