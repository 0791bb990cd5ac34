import { Alert, Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { type Beginning, beginProgram } from '../../../program/edit-begin.ts'
import { languages, type Texts } from '../../../shared/languages.ts'
import { useTexts } from '../../texts/phrases.ts'
import { beginTexts, formTexts } from '../../texts/program-forms.ts'
import { DetailCard } from '../../ui/detail-card.tsx'

type Answers = {
  name: Texts
  code: string
  points: string
  worth: string
  years: number
  hasLevels: boolean
}

const blank: Answers = {
  name: { 'zh-CN': '', 'zh-TW': '', en: '' },
  code: 'my-program',
  points: '1',
  worth: '1',
  years: 2,
  hasLevels: false,
}

/** null: something is missing or no number. */
function beginningOf({ name, code, points, worth, years, hasLevels }: Answers): Beginning | null {
  const isRight =
    name['zh-CN'].trim() !== '' &&
    /^[a-z0-9][a-z0-9-]{0,62}$/.test(code) &&
    /^\d{1,6}(\.\d{1,4})?$/.test(points) &&
    /^(\d{1,7}(\.\d{1,2})?)?$/.test(worth)
  if (!isRight) return null
  return {
    code,
    name,
    pointsPerYuan: Number(points),
    yuanFor100Points: worth,
    validYears: years === 0 ? null : years,
    hasLevels,
  }
}

/** Five answers make a short document; from then on it is edited like any other. */
export function BeginForm({ onBegin }: { onBegin: (document: string) => void }) {
  const t = useTexts(beginTexts)
  const [answers, setAnswers] = useState(blank)
  const [isWrong, setIsWrong] = useState(false)
  const set = (part: Partial<Answers>) => setAnswers({ ...answers, ...part })
  const finish = () => {
    const beginning = beginningOf(answers)
    setIsWrong(beginning === null)
    if (beginning) onBegin(beginProgram(beginning))
  }
  return (
    <DetailCard title={t('title')}>
      <p className="soft">{t('about')}</p>
      <Form layout="vertical" requiredMark={false} aria-label={t('title')} onFinish={finish} className="begin-form">
        <Names name={answers.name} onChange={name => set({ name })} />
        <Line id="begin-code" label={t('code')} value={answers.code} onChange={code => set({ code })} />
        <Line id="begin-points" label={t('points')} value={answers.points} onChange={points => set({ points })} />
        <Line
          id="begin-worth"
          label={t('worth')}
          hint={t('worthHint')}
          value={answers.worth}
          onChange={worth => set({ worth })}
        />
        <Form.Item label={t('valid')} htmlFor="begin-valid">
          <Select
            id="begin-valid"
            value={answers.years}
            onChange={years => set({ years })}
            options={[0, 1, 2, 3].map(count => ({
              value: count,
              label: count === 0 ? t('forever') : t('years', { count }),
            }))}
          />
        </Form.Item>
        <Form.Item label={t('levels')}>
          <Radio.Group
            aria-label={t('levels')}
            value={answers.hasLevels}
            onChange={event => set({ hasLevels: event.target.value === true })}
            options={[
              { value: false, label: t('noLevels') },
              { value: true, label: t('withLevels') },
            ]}
          />
        </Form.Item>
        {isWrong ? <Alert role="alert" type="error" showIcon title={t('wrong')} className="form-error" /> : null}
        <Button type="primary" htmlType="submit">
          {t('begin')}
        </Button>
      </Form>
    </DetailCard>
  )
}

function Names({ name, onChange }: { name: Texts; onChange: (name: Texts) => void }) {
  const t = useTexts(beginTexts)
  const f = useTexts(formTexts)
  return (
    <Form.Item label={t('name')}>
      <div className="begin-names">
        {languages.map(language => (
          <Input
            key={language}
            aria-label={`${t('name')} (${f(language)})`}
            placeholder={f(language)}
            value={name[language]}
            onChange={event => onChange({ ...name, [language]: event.target.value })}
          />
        ))}
      </div>
    </Form.Item>
  )
}

type LineProps = { id: string; label: string; hint?: string; value: string; onChange: (value: string) => void }

function Line({ id, label, hint, value, onChange }: LineProps) {
  return (
    <Form.Item label={label} htmlFor={id} {...(hint === undefined ? {} : { extra: hint })}>
      <Input id={id} value={value} onChange={event => onChange(event.target.value.trim())} />
    </Form.Item>
  )
}
